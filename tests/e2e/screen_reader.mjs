// SPDX-License-Identifier: EUPL-1.2
// What a screen reader is told, over AT-SPI: on each main page every control has a name, and what the page is for is
// there with its role. Run inside `dbus-run-session`; where AT-SPI does not start the test fails.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { App, ownHome } from './app.mjs';
import * as job from './job.mjs';
import { startKeyStore } from './key_store.mjs';
import { Server } from './server.mjs';
import { choose } from './visit.mjs';

const [root, build, folder] = process.argv.slice(2);
const tablet = path.join(folder, 'tablet');
rmSync(folder, { recursive: true, force: true });
mkdirSync(tablet, { recursive: true });
const home = { ...ownHome(folder), DBUS_SESSION_BUS_ADDRESS: process.env.DBUS_SESSION_BUS_ADDRESS, QT_LINUX_ACCESSIBILITY_ALWAYS_ON: '1' };
const controls = /^(push button|button|entry|text|password text|check box|radio button|combo box|toggle button|slider|spin button)$/;
const keyring = await startKeyStore(home);
const server = await Server.make({ root, build, folder, demo: ['--fieldwork'] });
await server.start();
let app;
try {
  const coordinator = await job.signIn(server, 'coordinator');
  const inspector = await job.freeInspector(coordinator);
  await job.assignVisit(server, coordinator, inspector);
  const made = await coordinator.post(`/api/inspectors/${inspector.id}/enrolment`);
  app = await App.start({ build, data: tablet, env: home });
  await app.waitFor('enrolPage');
  await page('enrol', [[/button/, /^Deze tablet koppelen$/], [/entry|text/, /^Uitnodiging$/], [/entry|text/, /Naam van deze tablet/]]);
  await app.fill('invitation', made.paste);
  await app.click('useInvitation');
  await app.waitFor('newSecretField');
  await page('choose a PIN', [[/button/, /^Deze tablet beschermen$/], [/grouping|panel/, /^Pincode$/], [/password/, /^$/]]);
  await app.fill('newSecretField', '480153');
  await app.fill('newSecretAgainField', '480153');
  await app.click('chooseSecret');
  await app.waitFor('assignment', { timeout: 30000 });
  await page('assignments', [[/button|list item/, /Gemeentehuis Raalte/], [/heading|label|static/, /^Opdrachten$/]]);
  await app.click('assignment');
  await app.waitFor('startVisit');
  await page('briefing', [[/button/, /bezoek/i]]);
  await app.click('startVisit');
  await app.waitFor('visitPage');
  await app.click('section_0');
  await choose(app, 'A1', 'yes');
  const answered = await page('section', [[/radio button/, /./]]);
  assert.ok(answered.some((thing) => /radio button/.test(thing.role) && thing.checked), 'a chosen answer is not said to be chosen');
  await app.click('openClock');
  await app.click('lap_B1');
  await app.waitFor('lapTime_B1', { text: /\d/ });
  await page('wait clock', [[/button/, /\d\d:\d\d/]]);
  await app.click('openMissing');
  await app.waitFor('missingPage');
  await page('missing', [[/button/, /./]]);
  await app.click('leaveVisit');
  await app.click('nav_sync');
  await app.waitFor('syncPage');
  await page('sending', [[/button/, /Nu verzenden|verzenden/i]]);
  await app.click('nav_settings');
  await app.waitFor('settingsPage');
  await page('settings', [[/radio button|button/, /Nederlands/]]);
  await app.click('nav_lock');
  await app.waitFor('unlockPage');
  await page('locked', [[/button/, /Ontgrendelen/i], [/grouping|panel/, /^Pincode$/]]);
  console.log('every control of ten pages has a name');
} catch (problem) {
  console.error(problem.message, (app?.output ?? '').slice(-1500));
  process.exitCode = 1;
} finally {
  await app?.stop('SIGKILL');
  await server.stop();
  keyring.kill();
}

// Reads the tree until it holds what is wanted, then looks at every control.
async function page(what, wanted) {
  let tree = [];
  for (let tries = 0; tries < 50; ++tries) {
    const { stdout } = await promisify(execFile)('/usr/bin/python3', [path.join(root, 'tests/e2e/accessible_tree.py'), 'balieblik'], { env: { ...process.env, ...home }, maxBuffer: 1 << 24 });
    tree = stdout.trim().split('\n').filter(Boolean).map((line) => JSON.parse(line));
    if (wanted.every(([role, name]) => tree.some((thing) => role.test(thing.role) && name.test(thing.name)))) break;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const said = () => tree.map((thing) => `${thing.role}: ${thing.name}`).join('\n');
  for (const [role, name] of wanted)
    assert.ok(tree.some((thing) => role.test(thing.role) && name.test(thing.name)), `${what}: nothing is a ${role} called ${name}:\n${said()}`);
  const nameless = tree.filter((thing) => (controls.test(thing.role) || thing.focusable) && !(thing.role === 'password text' ? thing.within : thing.name).trim() && !/^(window|frame|filler|panel|application|scroll bar)$/.test(thing.role));
  assert.deepEqual(nameless, [], `${what}: controls without a name`);
  return tree;
}
