// SPDX-License-Identifier: EUPL-1.2
// A call and a message from assignment to a released figure, on the real server and the real app. Both wait for something
// (a call-back, a reply), are left, and close by themselves once their time has passed.
import assert from 'node:assert/strict';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { App, ownHome } from './app.mjs';
import * as job from './job.mjs';
import { Refused } from './office.mjs';
import { Server } from './server.mjs';
import { choose, write } from './visit.mjs';

const [root, build, folder] = process.argv.slice(2);
const pictures = path.join(folder, 'pictures');
const near = (is, should, what) => assert.ok(Math.abs(is - should) < 1e-6, `${what}: ${is} instead of ${should}`);

/** Two days ago, and a moment ago, as a Dutch inspector types them. */
const day = (back) => {
  const at = new Date(Date.now() - back * 86_400_000);
  return `${at.getDate()}-${at.getMonth() + 1}-${at.getFullYear()}`;
};

async function moment(question, date, time) {
  await app.fill(`day_${question}`, date);
  await write(app, question, time);
}

async function answer(answers) {
  for (const [question, value] of Object.entries(answers))
    if (question === 'T1' || question === 'T2') await write(app, question, value);
    else await choose(app, question, value);
}

/** Leaves the visit, and gives what its line in the list says of it. */
async function leaveUntil(state) {
  await app.click('nav_assignments').catch(() => app.click('leaveVisit'));
  await app.waitFor('assignmentState', { text: state, timeout: 30000 });
}

async function goOn() {
  await app.click('assignment');
  await app.click('startVisit');
  await app.waitFor('visitPage');
}

const channels = {
  // Index: ACC 100, WAIT 30, TONE 650/9, KNOW 100/3, RULE 0, OUT (2*60 + 0 + 0) / 9, weighed 5 15 30 15 20 10.
  telephone: {
    place: 'zwolle-klantcontact', elsewhere: 'zwolle-post', contact: '+31 38 000 2222', index: 3750 / 95, start: /Gesprek beginnen/,
    async record() {
      await answer({ T1: '2', T2: '40', T3: 'yes', T4: 'no' });
      await app.click('nextSection');
      await answer({ T5: 'yes', T6: '4', T7: '3', T8: 'na', T9: 'no', T10: 'partly', T11: '1', T12: 'yes', T14: 'no', T15: 'no' });
      await app.click('nextSection');
      await choose(app, 'T13_promised', 'yes');
      await app.click('now_T13_at');
      await app.waitFor('saved_T13_at');
    },
    async letTimePass() {
      await goOn();
      await moment('T13_at', day(2), '09:30');
    },
    async finish() {
      await goOn();
      await app.waitFor('choice_T13_no', { chosen: true });
      await app.click('nextSection');
      await choose(app, 'T16', '6');
    },
  },
  // Sent before Easter, answered on working day 3: ACC 60, WAIT 75, TONE 400/6, KNOW 500/7, RULE 100, OUT 0.
  message: {
    place: 'zwolle-post', elsewhere: 'zwolle-klantcontact', contact: 'https://zwolle.example/contact', index: (300 + 1125 + 2000 + 7500 / 7 + 2000) / 95, start: /Bericht beginnen/,
    async record() {
      await answer({ kind: 'form', M1: 'yes', M2: 'no', M3: 'no' });
      await app.click('now_M4');
      await app.waitFor('saved_M4');
    },
    async letTimePass() {
      await goOn();
      await moment('M4', '2-4-2026', '16:30');
    },
    async finish() {
      await goOn();
      await app.click('nextSection');
      // Nobody answered within fifteen working days, as far as the tablet could see; the inspector knows better.
      await app.waitFor('choice_M5_no', { chosen: true });
      await app.waitFor('choice_reply_none', { chosen: true });
      await choose(app, 'reply', 'yes');
      await moment('replied_at', '9-4-2026', '10:00');
      await app.click('nextSection');
      await answer({ M7: 'yes', M8: 'partly', M9: 'yes', M10: '3', M11: '4', M12: 'no', M13: 'yes' });
      await app.click('nextSection');
      await choose(app, 'M14', '7');
    },
  },
};

rmSync(folder, { recursive: true, force: true });
mkdirSync(path.join(folder, 'tablet'), { recursive: true });
mkdirSync(pictures, { recursive: true });
const server = await Server.make({ root, build, folder, demo: ['--visits'] });
writeFileSync(path.join(folder, 'ca.pem'), server.ca);
await server.start();
let app;
try {
  const coordinator = await job.signIn(server, 'coordinator');
  const reviewer = await job.signIn(server, 'reviewer');
  const quality = await job.signIn(server, 'quality_team');
  const inspector = await job.freeInspector(coordinator);
  app = await App.start({ build, data: path.join(folder, 'tablet'), env: ownHome(folder) });
  await job.enrol(app, coordinator, inspector);
  for (const [channel, example] of Object.entries(channels)) {
    const wave = server.demo.waves.find((one) => one.channel === channel).wave_id;
    await assign(coordinator, inspector, wave, example);
    await visit(channel, example);
    await release({ coordinator, reviewer, quality }, wave, channel, example);
  }
  console.log('A call and a message went from assignment to a released figure.');
  await app.stop();
  await server.stop();
} catch (problem) {
  console.error(problem);
  await app?.grab(path.join(folder, 'failed.png')).catch(() => {});
  if (app) console.error(app.output.slice(-2000));
  console.error(server.output.slice(-2000));
  await app?.stop();
  await server.stop();
  process.exit(1);
}

async function assign(coordinator, inspector, wave, example) {
  const { locations } = await coordinator.get('/api/locations');
  const { scenarios } = await coordinator.get('/api/scenarios');
  const at = (code) => locations.find((one) => one.code === code).id;
  const hours = (n) => new Date(Date.now() + n * 3_600_000).toISOString();
  const request = {
    wave_id: wave, location_id: at(example.place), scenario_id: scenarios.find((one) => one.code === 'R3').id, inspector_id: inspector.id,
    window_from: hours(-2), window_to: hours(6), deadline: hours(24 * 30), reward_cents: 1000,
  };
  // A place without a number cannot be called, and one without an address for messages cannot be written to.
  await assert.rejects(coordinator.post('/api/assignments', { ...request, location_id: at(example.elsewhere) }), (refused) => refused instanceof Refused && /contact/.test(JSON.stringify(refused.problem ?? refused.message)));
  await coordinator.post('/api/assignments', request);
}

async function visit(channel, example) {
  for (let tries = 0; !(await app.shows('assignment')) || !(await isNew(example)); ++tries) {
    assert.ok(tries < 30, 'the assignment did not reach the tablet');
    await app.click('nav_sync');
    await app.click('syncNow');
    await app.click('nav_assignments');
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  await app.click('assignment');
  await app.waitFor('briefingContactValue', { text: new RegExp(example.contact.replace(/[+.]/g, '\\$&')) });
  await app.waitFor('startVisit', { text: example.start });
  await app.click('startVisit');
  await app.waitFor('visitPage');
  assert.ok(!(await app.shows('openClock')), 'a call and a message have no wait clock');
  await app.click('section_0');
  await example.record();

  await leaveUntil(/Wacht op antwoord/);
  await app.click('nav_sync');
  await app.waitFor('openVisitNote', { text: /wacht(en)? op antwoord/ });
  await app.click('nav_assignments');
  await example.letTimePass();
  await leaveUntil(/Begonnen/);
  await example.finish();
  await job.seal(app);
  await app.click('nav_sync');
  await app.click('syncNow');
  await app.waitFor('rung_2', { text: /✓/, timeout: 60000 });
}

/** The assignment to do comes first in the list, before those that were handed in. */
async function isNew(example) {
  await app.click('assignment');
  const contact = await app.waitFor('briefingContactValue');
  return contact.text === example.contact && (await app.shows('startVisit'));
}

async function release({ coordinator, reviewer, quality }, wave, channel, example) {
  const { rows } = await reviewer.get(`/api/visits?wave_id=${wave}&limit=200`);
  const mine = await Promise.all(rows.filter((row) => row.scenario === 'R3').map((row) => reviewer.get(`/api/visits/${row.visit_version_id}`)));
  const opened = mine.find((one) => one.score.index !== undefined && Math.abs(one.score.index - example.index) < 1e-6);
  assert.ok(opened, `no ${channel} visit with index ${example.index}: ${mine.map((one) => one.score.index)}`);
  near(opened.score.recorded_index, example.index, 'the tablet');
  assert.equal(opened.score.alarm, false);
  const dutch = opened.score.explanation_nl.map((part) => part.lines.join(' ')).join(' ');
  assert.match(dutch, /Bejegening is \d/);
  assert.match(dutch, channel === 'telephone' ? /‘40 s’ bij een norm van 25 s geeft 40 punten/ : /Werkdagen tot het antwoord: ‘3’ geeft 100 punten/);

  await job.reviewAll(server, reviewer, () => ({ outcome: 'approve' }), wave);
  await job.moveWave(server, coordinator, 'close', wave);
  await job.moveWave(server, reviewer, 'validate', wave);
  const { rev } = await coordinator.get(`/api/waves/${wave}/release`);
  await coordinator.post(`/api/waves/${wave}/release`, { rev });
  const { releases } = await quality.get('/api/releases');
  const views = await Promise.all(releases.map((one) => quality.get(`/api/releases/${one.id}`)));
  const { cells } = await quality.get(`/api/releases/${views.find((view) => view.release.wave_id === wave).release.id}/cells`);
  assert.ok(cells.every((cell) => cell.channel === channel));
  const shown = new Set(cells.map((cell) => cell.dimension));
  for (const figure of ['ACC', 'INDEX', 'KNOW', 'OUT', 'RULE', 'TONE', 'WAIT']) assert.ok(shown.has(figure), `no ${figure} in the release`);
  assert.ok(!shown.has('ENV'), 'a dimension of the counter alone');
  const zwolle = cells.find((cell) => cell.place === 'GM0193' && cell.dimension === 'INDEX');
  const truth = server.sent.truth.find((one) => one.channel === channel && one.municipality === 'GM0193');
  const mean = (truth.means.INDEX * truth.visits + example.index) / (truth.visits + 1);
  assert.ok(Math.abs(zwolle.mean - mean) <= 0.05 + 1e-9, `the released mean: ${zwolle.mean} instead of ${mean} to one decimal`);
  const ommen = cells.filter((cell) => cell.place === 'GM0175');
  assert.ok(ommen.length > 0 && ommen.every((cell) => cell.mean === undefined || cell.mean === null), 'six visits are too few to be shown');
  console.log(`${channel}: index ${opened.score.index.toFixed(6)}, released ${zwolle.mean.toFixed(1)} for Zwolle.`);
}
