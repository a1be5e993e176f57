// SPDX-License-Identifier: EUPL-1.2
// The ways back to what lies on a tablet, with the real app, the real server and two people in a real browser: the outbox
// as a file that the office takes in, a forgotten pass-phrase opened by both of them, and a tablet that wipes itself after
// ten wrong tries because the office chose so.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { App, ownHome } from './app.mjs';
import { Browser } from './browser.mjs';
import * as job from './job.mjs';
import { Server } from './server.mjs';

const [root, build, folder] = process.argv.slice(2);
const tablet = path.join(folder, 'tablet');
const secret = 'zes paarse fietsen staan buiten';
rmSync(folder, { recursive: true, force: true });
mkdirSync(tablet, { recursive: true });
const home = ownHome(folder);
const server = await Server.make({ root, build, folder, demo: ['--fieldwork'] });
await server.start();
const browser = await Browser.launch({ root, folder: null });
let app;
const shot = async (name) => app.grab(path.join(folder, `${name}.png`));
try {
  const coordinator = await job.signIn(server, 'coordinator');
  const admin = await job.signIn(server, 'client_admin');
  const inspector = await job.freeInspector(coordinator);
  const desks = {};
  for (const [role, person] of Object.entries({ coordinator, admin })) {
    desks[role] = await browser.desk(server);
    await desks[role].signIn(person.login, person.password);
  }
  const assignment = await job.assignVisit(server, coordinator, inspector);
  app = await App.start({ build, data: tablet, env: home });
  await job.enrol(app, coordinator, inspector);
  await app.waitFor('assignment', { timeout: 30000 });

  // --- The outbox as a file
  await server.stop();
  await app.click('assignment');
  await app.click('acceptAssignment');
  await app.click('nav_settings'); // on the page for sending it is offered after a day
  await app.click('saveBundle', { timeout: 30000 });
  const said = await app.waitFor('bundleSaved', { text: /\.bundle/, timeout: 30000 });
  await shot('bundle');
  const documents = path.join(home.HOME, 'Documents');
  const bundles = (existsSync(documents) ? readdirSync(documents) : []).concat(readdirSync(tablet)).filter((name) => name.endsWith('.bundle'));
  assert.equal(bundles.length, 1, `no bundle; the app says: ${said.text}`);
  const file = existsSync(path.join(documents, bundles[0])) ? path.join(documents, bundles[0]) : path.join(tablet, bundles[0]);
  assert.equal(readFileSync(file).includes('assignment_command'), false, 'the bundle can be read');
  await server.start();
  for (const time of ['once', 'and a second time, which does no harm']) {
    const { page } = desks.coordinator;
    await desks.coordinator.open('/people', `taking a bundle in ${time}`);
    await page.getByLabel('Bestand (.bundle)').setInputFiles(file);
    await page.getByRole('button', { name: 'Innemen' }).click();
    await page.getByText(/Berichten: 1 \(nieuw of al bekend: 1, apart gezet: 0\)/).waitFor();
  }
  const { rows } = await coordinator.get(`/api/assignments?wave_id=${server.demo.wave_id}&text=Raalte`);
  assert.equal(rows.find((row) => row.assignment.id === assignment.id).assignment.state, 'accepted');

  // --- A forgotten pass-phrase
  await app.click('nav_lock');
  await app.stop();
  app = await App.start({ build, data: tablet, env: home });
  await app.click('forgotten', { timeout: 30000 });
  await shot('forgotten');
  await app.click('askRecovery');
  const words = [];
  for (let n = 0; n < 6; ++n) words.push((await app.waitFor('recoveryWord', { index: n, timeout: 30000 })).text.replace(/^\d\. /, ''));
  await shot('words');
  const [asked] = (await coordinator.get('/api/recoveries')).rows;
  assert.deepEqual(words, asked.words, 'the tablet shows other words than the console');
  const [first, second] = server.made.recovery_halves;
  await release(desks.coordinator, first);
  await desks.coordinator.page.getByText('U hebt uw helft vrijgegeven.').waitFor();
  const alone = coordinator.post(`/api/recoveries/${asked.id}/release`, { half: second, reason: 'alleen' });
  await assert.rejects(alone, { code: 'second_person_needed' });
  await app.waitFor('recoveryProgress', { text: /Een van de twee|One of two/, timeout: 30000 });
  await release(desks.admin, second.toUpperCase());
  await desks.admin.page.getByRole('cell', { name: /geopend/ }).waitFor();
  await app.fill('recoverySecretField', secret, { timeout: 30000 });
  await app.fill('recoverySecretAgainField', secret);
  await shot('granted');
  await app.click('recover');
  await app.waitFor('assignment', { timeout: 60000 });
  await shot('open-again');

  // --- Ten wrong tries
  await desks.admin.open('/people', 'the rules for tablets');
  const form = desks.admin.page.locator('form', { has: desks.admin.page.getByLabel('Dagen zonder contact') });
  await form.getByLabel('Na tien verkeerde pincodes wist een tablet zichzelf').check();
  await form.getByText('Werk dat nog niet is ingeleverd gaat dan verloren').waitFor();
  await form.getByLabel('Reden').fill('beleid');
  await form.getByRole('button', { name: 'Opslaan' }).click();
  await form.getByText('Opgeslagen.').waitFor();
  await app.stop();
  app = await App.start({ build, data: tablet, env: home });
  await app.fill('secretField', secret, { timeout: 30000 });
  await app.click('unlock');
  await app.waitFor('assignment', { timeout: 30000 });
  const limit = () => JSON.parse(readFileSync(path.join(tablet, 'key.json'), 'utf8')).wipe_after_wrong_tries;
  for (let tries = 0; limit() !== 10; ++tries) {
    assert.ok(tries < 300, 'the tablet never learnt what the office chose');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  await tryOnceTooOften();
  for (const name of ['key.json', 'store.db', 'laps.journal']) assert.equal(existsSync(path.join(tablet, name)), false, `${name} is left`);
  app = await App.start({ build, data: tablet, env: home });
  await app.waitFor('enrolPage', { timeout: 30000 });
  assert.deepEqual([...browser.problems], []);
  console.log('taken in from a file, opened by two people, and wiped after ten wrong tries');
} catch (problem) {
  await app?.grab(path.join(folder, 'failed.png')).catch(() => {});
  console.error(problem.message, (app?.output ?? '').slice(-1500));
  process.exitCode = 1;
} finally {
  await app?.stop('SIGKILL');
  await browser.close();
  await server.stop();
}

/** The waits between wrong tries take hours; the count of those before is set as a patient thief would have reached it. */
async function tryOnceTooOften() {
  await app.stop();
  const file = path.join(tablet, 'key.json');
  const key = JSON.parse(readFileSync(file, 'utf8'));
  key.wrong_tries = { count: 9, boot_ms: -7_200_000, boot_id: key.wrong_tries.boot_id };
  writeFileSync(file, JSON.stringify(key));
  app = await App.start({ build, data: tablet, env: home });
  await app.waitFor('triesLeft', { text: /./, timeout: 30000 });
  await shot('last-try');
  const ended = once(app.process, 'exit');
  await app.fill('secretField', 'helemaal niet de zin');
  await app.click('unlock', { timeout: 30000 });
  await ended;
}

/** One of the two people compares the words and gives a half of the recovery key for this tablet. */
async function release(desk, half) {
  await desk.open('/people', 'opening a tablet');
  await desk.page.getByRole('button', { name: / openen$/ }).first().click();
  const dialog = desk.page.getByRole('dialog');
  await dialog.getByLabel('Uw helft van de herstelsleutel').fill(half);
  await dialog.getByLabel('Reden').fill('gebeld, woorden vergeleken');
  await dialog.getByRole('button', { name: 'Mijn helft vrijgeven' }).click();
  await dialog.waitFor({ state: 'detached' });
}
