// SPDX-License-Identifier: EUPL-1.2
// The app is ended by SIGKILL right after each of 20 answers was said to be saved. Nothing may be lost, it reopens in
// the same section, and the wait clock has gone on. Afterwards no file of its folder holds anything readable.
import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { App } from './app.mjs';
import * as job from './job.mjs';
import { Server } from './server.mjs';
import { choose, raalte, write } from './visit.mjs';

const [root, build, folder] = process.argv.slice(2);
const tablet = path.join(folder, 'tablet');
const kills = 20;
rmSync(folder, { recursive: true, force: true });
mkdirSync(tablet, { recursive: true });

const server = await Server.make({ root, build, folder, demo: ['--fieldwork'] });
await server.start();
const coordinator = await job.signIn(server, 'coordinator');
const inspector = await job.freeInspector(coordinator);
await job.assignVisit(server, coordinator, inspector);
let app = await App.start({ build, data: tablet });
try {
  await job.enrol(app, coordinator, inspector);
  await app.click('assignment', { timeout: 30000 });
  await app.click('startVisit');
  await app.waitFor('visitPage');
  await app.click('openClock');
  await app.click('lap_B1');
  await app.waitFor('lapTime_B1', { text: /\d/ });
  const tapped = (await app.waitFor('lapTime_B1')).text;
  await server.stop();

  const canary = 'Zeldzaamwoord in de toelichting';
  let killed = 0;
  for (const [index, answers] of raalte.sections.entries()) {
    for (const [question, value] of Object.entries(answers)) {
      if (killed === kills) break;
      if (question === 'C4') continue; // asked only when the wait is known
      await app.click(`section_${index}`);
      await choose(app, question, value);
      await app.stop('SIGKILL');
      app = await App.start({ build, data: tablet });
      await job.unlock(app);
      await app.waitFor('visitPage', { timeout: 30000 });
      ++killed;
      await app.waitFor(`choice_${question}_${value}`, { chosen: true, timeout: 5000 }).catch(() => {
        throw new Error(`${question} = ${value} was lost by kill ${killed}`);
      });
    }
  }
  assert.equal(killed, kills);
  await app.click('openClock');
  assert.equal((await app.waitFor('lapTime_B1')).text, tapped, 'the lap was lost');
  assert.match((await app.waitFor('elapsed')).text, /\d/, 'the clock does not run');
  await app.click('section_7');
  await write(app, 'H3', canary);
  await app.stop('SIGKILL');

  const readable = ['Zeldzaamwoord', 'Gemeentehuis', 'Zwolsestraat', inspector.alias, 'choice_'];
  for (const entry of readdirSync(tablet, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = path.join(entry.parentPath, entry.name);
    const bytes = readFileSync(file).toString('latin1');
    for (const word of readable) assert.ok(!bytes.includes(word), `${file} holds "${word}"`);
  }
  console.log(`${killed} kills, nothing lost, nothing readable`);
} catch (problem) {
  await app.grab(path.join(folder, 'failed.png')).catch(() => {});
  console.error(problem.message, app.output.slice(-1500));
  process.exitCode = 1;
} finally {
  await app.stop('SIGKILL');
  await server.stop();
}
