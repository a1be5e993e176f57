// SPDX-License-Identifier: EUPL-1.2
// The server is set back to a backup of before a tablet was enrolled. The tablet says that the office does not know it any
// more; with a new code of its inspector's, typed by hand, the visit that it had handed in comes back. A code for somebody
// else is refused and changes nothing.
import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { App } from './app.mjs';
import * as job from './job.mjs';
import { Server } from './server.mjs';
import { recordStopped, until } from './visit.mjs';

const [root, build, folder] = process.argv.slice(2);
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const server = await Server.make({ root, build, folder, demo: ['--fieldwork'] });
await server.start();
let coordinator = await job.signIn(server, 'coordinator');
const inspector = await job.freeInspector(coordinator);
await job.assignVisit(server, coordinator, inspector);
const canary = 'Geschreven na de back-up.';
let app;
try {
  await server.stop();
  const copies = path.join(folder, 'copies');
  await server.command('backup', copies);
  await server.start();
  coordinator = await job.signIn(server, 'coordinator', coordinator.password);
  app = await App.named('tablet', { build, folder });
  await job.enrol(app, coordinator, inspector);
  await recordStopped(app, canary);
  await app.click('nav_sync');
  await app.click('syncNow');
  await app.waitFor('rung_2', { text: /✓/, timeout: 60000 });

  await server.stop();
  await server.command('restore', path.join(copies, readdirSync(copies)[0]));
  await server.start();
  coordinator = await job.signIn(server, 'coordinator', coordinator.password);
  assert.equal((await ours()).length, 0, 'the backup knew the tablet');
  // Until its access runs out and is renewed; each request of a stranger ends it.
  await until(async () => {
    await app.click('syncNow').catch(() => {}); // it is busy now and then
    return app.shows('enrolAgain');
  }, 60_000);
  await app.grab(path.join(folder, 'forgotten.png'));
  console.log('the tablet says that it has to be enrolled again');

  const another = (await coordinator.get('/api/inspectors')).inspectors.find((one) => one.id !== inspector.id && one.state === 'certified');
  await enrols(another);
  await app.waitFor('againError', { text: /andere inspecteur/ });
  await enrols(inspector);
  await app.waitGone('enrolAgain', 60000);
  const reviewer = await job.signIn(server, 'reviewer');
  await until(async () => JSON.stringify(await visits(reviewer)).includes(canary), 60_000);
  assert.equal((await ours()).length, 1);
  console.log('and what it had handed in is back');
} catch (problem) {
  await app?.grab(path.join(folder, 'failed.png')).catch(() => {});
  console.error(problem.stack, app?.output.slice(-1500), server.output.slice(-1500));
  process.exitCode = 1;
} finally {
  await app?.stop('SIGKILL');
  await server.stop();
}

async function enrols(whom) {
  const { enrolment } = await coordinator.post(`/api/inspectors/${whom.id}/enrolment`);
  await app.fill('againCode', enrolment.shown_code);
  await app.click('enrolAgainNow');
}

async function ours() {
  return (await coordinator.get('/api/devices')).devices.filter((one) => one.inspector_id === inspector.id);
}

async function visits(reviewer) {
  const { rows } = await reviewer.get(`/api/visits?wave_id=${server.demo.wave_id}`);
  return Promise.all(rows.map((row) => reviewer.get(`/api/visits/${row.visit_version_id}`)));
}
