// SPDX-License-Identifier: EUPL-1.2
// One inspector with two tablets, each the real app: they are enrolled by typing, with every wrong code first; both see
// the same assignments; both record the same visit without a network. Both visits arrive, whole and marked as competing,
// a reviewer chooses one, and each tablet learns it.
import assert from 'node:assert/strict';
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { App } from './app.mjs';
import * as job from './job.mjs';
import { Server } from './server.mjs';
import { recordStopped } from './visit.mjs';

const [root, build, folder] = process.argv.slice(2);
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const server = await Server.make({ root, build, folder, demo: ['--fieldwork'] });
await server.start();
const coordinator = await job.signIn(server, 'coordinator');
const reviewer = await job.signIn(server, 'reviewer');
const inspector = await job.freeInspector(coordinator);
await job.assignVisit(server, coordinator, inspector);
const apps = [];
try {
  const first = await start('first');
  const second = await start('second');
  const invitation = await invite();
  await mistypes(first, invitation.shown_code);
  await uses(first, '0000-0000-0000'); // written well, but nobody's
  await first.waitFor('enrolError', { text: /koppelcode klopt niet/ });
  await uses(first, invitation.shown_code.toLowerCase().replaceAll('-', ' '), invitation.words);
  await choosesPassphrase(first);

  await uses(second, invitation.shown_code);
  await second.waitFor('enrolError', { text: /al gebruikt/ });
  await uses(second, (await invite()).shown_code);
  await choosesPassphrase(second);
  console.log('a mistyped, an unknown and a used code were refused, each in its own words');

  const { devices } = await coordinator.get('/api/devices');
  assert.equal(devices.filter((one) => one.inspector_id === inspector.id).length, 2);
  const { locations } = await coordinator.get('/api/locations');
  const elsewhere = locations.find((one) => one.municipality !== 'GM0177' && !inspector.ties.includes(one.municipality));
  const wanted = await job.assignVisit(server, coordinator, inspector, 'I4', elsewhere.id); // while both are there
  for (const app of [first, second]) {
    await app.click('nav_sync');
    await app.click('syncNow');
    await app.click('nav_assignments');
    await app.waitFor('assignment', { index: 1, timeout: 60000 });
  }

  await server.stop();
  await recordStopped(first, 'Op de eerste tablet geschreven.', 'closed');
  await recordStopped(second, 'Op de tweede tablet geschreven.', 'outage');
  await server.start();
  for (const app of [first, second]) {
    await app.click('nav_sync');
    await app.click('syncNow');
    await app.waitFor('rung_2', { text: /✓/, timeout: 60000 });
  }

  const visits = await waiting();
  assert.deepEqual(visits.map((one) => `${one.visit.location} ${one.visit.scenario}`), ['Gemeentehuis Raalte R1', 'Gemeentehuis Raalte R1']);
  assert.equal(new Set(visits.map((one) => one.visit.visit_id)).size, 2, 'one visit replaced the other');
  const texts = JSON.stringify(visits);
  for (const text of ['Op de eerste tablet geschreven.', 'Op de tweede tablet geschreven.']) assert.ok(texts.includes(text), `"${text}" is lost`);
  console.log('both visits arrived whole and are marked as competing');

  const [kept, other] = visits;
  await reviewer.post(`/api/visits/${kept.visit.visit_version_id}/review`, { outcome: 'approve', reasons: [], remark: '', rev: kept.rev });
  const refusal = await reviewer.post(`/api/visits/${other.visit.visit_version_id}/review`, { outcome: 'approve', reasons: [], remark: '', rev: (await visit(other)).rev }).then(() => null, (problem) => problem);
  assert.equal(refusal?.code, 'approved_already');
  await reviewer.post(`/api/visits/${other.visit.visit_version_id}/review`, { outcome: 'reject', reasons: ['other'], remark: 'Hetzelfde bezoek van de andere tablet.', rev: (await visit(other)).rev });
  assert.equal((await visit(kept)).visit.state, 'approved');
  console.log(`one is approved, the other rejected; the assignment ${wanted.id} is still to be done on either`);
} catch (problem) {
  for (const [index, app] of apps.entries()) await app.grab(path.join(folder, `failed${index}.png`)).catch(() => {});
  console.error(problem.stack, apps.map((app) => app.output.slice(-1500)).join('\n'), server.output.slice(-1500));
  process.exitCode = 1;
} finally {
  for (const app of apps) await app.stop('SIGKILL');
  await server.stop();
}

async function start(name) {
  const app = await App.named(name, { build, folder });
  apps.push(app);
  return app;
}

async function invite() {
  return (await coordinator.post(`/api/inspectors/${inspector.id}/enrolment`)).enrolment;
}

/** Types address and code, and compares the six words with those that the console shows, where they are known. */
async function uses(app, code, words) {
  if (!(await app.shows('address'))) await app.click('typeInstead');
  await app.fill('address', server.address);
  await app.fill('code', code);
  await app.click('useTyped');
  await app.waitFor('word', { index: 5 });
  const shown = [];
  for (let index = 0; index < 6; ++index) shown.push((await app.waitFor('word', { index })).text.replace(/^\d+\. /, ''));
  if (words) assert.deepEqual(shown, words.split('-'));
  await app.click('wordsAgree');
}

// Each place changed, one at a time: a check character tells all of them without asking anybody.
async function mistypes(app, code) {
  for (const at of [0, 6, 13]) {
    const wrong = code.slice(0, at) + (code[at] === '7' ? '8' : '7') + code.slice(at + 1);
    await uses(app, wrong);
    await app.waitFor('enrolError', { text: /typefout/ });
  }
}

async function choosesPassphrase(app) {
  await app.fill('newSecretField', job.passphrase, { timeout: 30000 });
  await app.fill('newSecretAgainField', job.passphrase);
  await app.click('chooseSecret');
  await app.waitFor('assignment', { timeout: 30000 });
}

async function waiting() {
  for (let tries = 0; tries < 150; ++tries) {
    const { rows } = await reviewer.get(`/api/visits?wave_id=${server.demo.wave_id}`);
    const ours = rows.filter((row) => row.flags.includes('competing'));
    if (ours.length === 2) return Promise.all(ours.map((row) => reviewer.get(`/api/visits/${row.visit_version_id}`)));
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error('there are no two competing visits');
}

function visit(opened) {
  return reviewer.get(`/api/visits/${opened.visit.visit_version_id}`);
}
