// SPDX-License-Identifier: EUPL-1.2
// An inspector begins a visit on a tablet and loses it. The office withdraws the tablet and gives out a code for another;
// there the begun visit is offered, taken back with its answers and taps, finished, sealed and handed in.
import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { App } from './app.mjs';
import * as job from './job.mjs';
import { Server } from './server.mjs';
import { choose, raalte, runClock, stopVisit, until, write } from './visit.mjs';

const [root, build, folder] = process.argv.slice(2);
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const server = await Server.make({ root, build, folder, demo: ['--fieldwork'] });
await server.start();
const coordinator = await job.signIn(server, 'coordinator');
const reviewer = await job.signIn(server, 'reviewer');
const observer = await job.signIn(server, 'observer');
const inspector = await job.freeInspector(coordinator);
await job.assignVisit(server, coordinator, inspector);
const canary = 'Half geschreven op de eerste tablet.';
const apps = [];
try {
  const first = await start('first');
  await job.enrol(first, coordinator, inspector);
  await first.click('assignment', { timeout: 30000 });
  await first.click('startVisit');
  await first.waitFor('visitPage');
  await runClock(first, raalte.laps);
  await first.click('section_0');
  await choose(first, 'A1', 'yes');
  await first.click('section_7');
  await write(first, 'H3', canary);
  // The lane keeps a minute between two copies; what was written last is in the second.
  const written = Date.now();
  const lost = (await devices()).find((one) => one.inspector_id === inspector.id);
  await until(async () => Date.parse((await device(lost.id)).drafts_kept_at ?? 0) > written, 150_000);
  assert.equal((await device(lost.id)).drafts_kept, 1);
  await first.stop('SIGKILL');
  rmSync(path.join(folder, 'first'), { recursive: true, force: true });
  await coordinator.post(`/api/devices/${lost.id}/revoke`, { reason: 'kwijtgeraakt in de trein' });
  for (const file of readdirSync(server.data, { recursive: true, withFileTypes: true }))
    if (file.isFile()) assert.equal(readFileSync(path.join(file.path ?? file.parentPath, file.name)).includes(canary), false, `${file.name} can be read`);

  const second = await start('second');
  await job.enrol(second, coordinator, inspector);
  await second.waitFor('draftOffer', { timeout: 60000 });
  await second.grab(path.join(folder, 'offer.png'));
  assert.match((await second.waitFor('offerPlace')).text, /Raalte/);
  await second.click('takeOver');
  await second.waitGone('draftOffer', 60000);
  await second.click('assignment');
  await second.click('startVisit');
  await second.waitFor('visitPage');
  await second.click('section_7');
  await second.waitFor('field_H3', { text: new RegExp(canary) });
  await second.grab(path.join(folder, 'taken.png'));
  console.log('taken back with what was written');
  await stopVisit(second);
  await second.click('nav_sync');
  await second.waitFor('rung_2', { text: /✓/, timeout: 60000 });

  const visit = await arrived();
  assert.match(visit.visit.location, /Raalte/);
  assert.equal((await device(lost.id)).drafts_kept, 0, 'the copy outlived the visit');
  const events = (await observer.get('/api/trail?limit=500')).events.map((one) => one.what);
  assert.ok(events.includes('draft.taken_over'), 'the trail misses that it was given to another tablet');
  assert.ok(!events.includes('draft.kept'), 'the trail tells when somebody was at the counter');
  console.log('finished on another tablet, and the copy is gone');
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

async function devices() {
  return (await coordinator.get('/api/devices')).devices;
}
async function device(id) {
  return (await devices()).find((one) => one.id === id);
}

async function arrived() {
  for (let tries = 0; tries < 150; ++tries) {
    const { rows } = await reviewer.get(`/api/visits?wave_id=${server.demo.wave_id}`);
    for (const row of rows) {
      const visit = await reviewer.get(`/api/visits/${row.visit_version_id}`);
      if (JSON.stringify(visit).includes(canary)) return visit;
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error('the visit never arrived');
}
