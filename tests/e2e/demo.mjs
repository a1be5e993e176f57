// SPDX-License-Identifier: EUPL-1.2
// ./demo: the main job on the real server and the real app, and what it prints. "headless" does all of it, "window"
// opens the app and leaves the job to people, "console" does without the app.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { App, ownHome } from './app.mjs';
import * as job from './job.mjs';
import { Server } from './server.mjs';
import { choose, raalte } from './visit.mjs';

const [root, build, folder, mode = 'headless', port] = process.argv.slice(2);
const say = (text) => console.log(text);
const tablet = path.join(folder, 'tablet');
const ticket = path.join(root, 'tests/e2e/fixtures/ticket.jpg');

rmSync(folder, { recursive: true, force: true });
mkdirSync(tablet, { recursive: true });
const server = await Server.make({ root, build, folder, demo: mode === 'headless' ? ['--visits'] : ['--approved', '--history'], port: port ? Number(port) : undefined });
writeFileSync(path.join(folder, 'ca.pem'), server.ca);
await server.start();

let app;
const stop = async () => {
  await app?.stop();
  await server.stop();
};
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => void stop().then(() => process.exit(0)));

try {
  const coordinator = await job.signIn(server, 'coordinator');
  const reviewer = await job.signIn(server, 'reviewer');
  const quality = await job.signIn(server, 'quality_team');
  const inspector = await job.freeInspector(coordinator);
  await job.assignVisit(server, coordinator, inspector);
  say(`Assigned a counter visit (R1, cashless exception) at Gemeentehuis Raalte to ${inspector.alias}.`);
  if (mode === 'headless') await wholeJob(coordinator, reviewer, inspector);
  if (mode === 'headless') await publish(coordinator, reviewer, quality);
  printAccounts(coordinator, reviewer, quality);
  if (mode === 'headless') say('The server has stopped. ./demo --console keeps one running for the browser.');
  else await leaveToPeople(coordinator, inspector);
  await stop();
} catch (problem) {
  console.error(problem.message);
  if (app) console.error(app.output.slice(-2000));
  console.error(server.output.slice(-2000));
  await stop();
  process.exit(1);
}

async function wholeJob(coordinator, reviewer, inspector) {
  app = await App.start({ build, data: tablet, env: ownHome(folder, [ticket]) });
  await job.enrol(app, coordinator, inspector);
  say('Enrolled the tablet by pasting the invitation, and chose a pass-phrase.');
  await app.waitFor('assignment', { timeout: 30000 });

  await server.stop();
  say('The network is gone. Recording the visit in the app ...');
  await job.recordVisit(app, raalte);
  await job.seal(app);
  say('Sealed, with a photo of the ticket. The visit waits.');

  await server.start();
  await app.click('nav_sync');
  await app.click('syncNow');
  await waitForVisit(reviewer, 1);
  await app.waitFor('rung_2', { text: /✓/, timeout: 60000 });
  say('The network is back: received, complete, with signed receipts.');

  // The first version is returned, corrected on the tablet and comes back.
  const first = await job.review(server, reviewer, (row) => row.municipality === 'GM0177', {
    outcome: 'give_back',
    reasons: ['answer_contradicts'],
    remark: 'H2: hoeveel moeite was het echt?',
  });
  await lookAtPhoto(reviewer, first);
  assert.ok(Math.abs(first.score.index - 37.005952) < 1e-6, `the server's scorer says ${first.score.index}`);
  assert.ok(Math.abs(first.score.recorded_index - 37.005952) < 1e-6, `the tablet's record says ${first.score.recorded_index}`);
  await untilReturned();
  await app.click('startVisit');
  await app.waitFor('visitPage');
  await app.click('section_7');
  await choose(app, 'H2', '1');
  await job.seal(app);
  await app.click('nav_sync');
  await app.click('syncNow');
  await waitForVisit(reviewer, 2);
  say('A reviewer returned it with a reason; corrected, it came back as version 2.');

  const without = first.score.dimensions.filter((one) => one.score !== undefined && one.score !== null);
  const mean = (list) => list.reduce((sum, one) => sum + one.weight * one.score, 0) / list.reduce((sum, one) => sum + one.weight, 0);
  say(`Index of the visit: ${first.score.recorded_index.toFixed(6)} on the tablet, ${first.score.index.toFixed(6)} by the server's own scorer.`);
  say(`Without the rule dimension: ${mean(without.filter((one) => one.dimension !== 'RULE')).toFixed(6)}.`);
}

// What the reviewer sees is a picture of the same ticket, scaled and without anything that the camera wrote beside it.
async function lookAtPhoto(reviewer, visit) {
  assert.equal(visit.photos.length, 1);
  const [{ sha256, question }] = visit.photos;
  const { content, type } = await reviewer.bytes(`/api/visits/${visit.visit.visit_version_id}/photos/${sha256}`);
  assert.equal(type, 'image/jpeg');
  assert.equal(createHash('sha256').update(content).digest('hex'), sha256);
  for (const word of ['KANARIE', 'KanarieFoon', 'Exif']) {
    assert.ok(readFileSync(ticket).includes(word), `the picture chosen lacks "${word}", so its absence would prove nothing`);
    assert.ok(!content.includes(word), `the photo still holds "${word}"`);
  }
  const decoded = await app.ask({ op: 'decode', picture: content.toString('base64') });
  assert.ok(decoded.ok, `the photo does not decode: ${decoded.error}`);
  assert.deepEqual([decoded.format, decoded.width, decoded.height], ['jpeg', 1600, 1200]);
  assert.ok(content.length <= 300_000);
  say(`The reviewer opened the photo of ${question}: JPEG, ${decoded.width} x ${decoded.height}, ${Math.round(content.length / 1000)} kB, no metadata.`);
}

// The tablet asks at most every ten seconds, however often a person presses the button.
async function untilReturned() {
  for (let tries = 0; tries < 20; ++tries) {
    await app.click('nav_sync');
    await app.click('syncNow');
    await app.click('nav_assignments');
    await app.click('assignment');
    if (await app.waitFor('briefingReturned', { text: /H2/, timeout: 3000 }).then(() => true, () => false)) return;
  }
  throw new Error('the returned visit did not reach the tablet');
}

async function waitForVisit(reviewer, version) {
  for (let tries = 0; tries < 300; ++tries) {
    const { rows } = await reviewer.get(`/api/visits?wave_id=${server.demo.wave_id}`);
    if (rows.some((row) => row.municipality === 'GM0177' && row.version === version)) return;
    if (tries % 20 === 19) await app.click('syncNow').catch(() => {});
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`version ${version} did not arrive`);
}

async function publish(coordinator, reviewer, quality) {
  const approved = await job.reviewAll(server, reviewer, () => ({ outcome: 'approve' }));
  say(`The reviewer approved ${approved} visits.`);
  await job.moveWave(server, coordinator, 'close');
  await job.moveWave(server, reviewer, 'validate');
  const { rev } = await coordinator.get(`/api/waves/${server.demo.wave_id}/release`);
  await coordinator.post(`/api/waves/${server.demo.wave_id}/release`, { rev });
  const { releases } = await quality.get('/api/releases');
  const view = await quality.get(`/api/releases/${releases[0].id}`);
  const { cells, names } = await quality.get(`/api/releases/${releases[0].id}/cells`);
  const csv = await quality.text(`/api/releases/${releases[0].id}/table.csv?flavour=rfc4180`);
  say(`\nReleased: ${view.wave}, version ${view.release.version}, ${csv.trim().split('\n').length - 1} rows as CSV. ${view.release.method}`);
  say('place           figure     score   95 % interval    n');
  for (const cell of cells) {
    const place = (names[cell.place] ?? cell.place).padEnd(15);
    const shown = cell.mean === undefined || cell.mean === null
      ? `hidden: ${cell.hidden_because.join(', ')}`
      : `${cell.mean.toFixed(1).padStart(5)}   ${cell.lower.toFixed(1)} to ${cell.upper.toFixed(1)}`.padEnd(26) + `>= ${cell.n_at_least}`;
    say(`${place} ${cell.dimension.padEnd(10)} ${shown}`);
  }
}

async function leaveToPeople(coordinator, inspector) {
  const made = await coordinator.post(`/api/inspectors/${inspector.id}/enrolment`);
  say(`
What to do now:
  1. ${mode === 'window' ? 'In the app' : 'On a tablet'}: paste the invitation below, choose a pass-phrase, open the assignment, record the visit, seal it.
  2. In the browser as controleur: the wave "Raalte, voorjaar", Controle. Return the visit with a reason, or approve it.
  3. As coordinator: close the wave. As controleur: validate it. As coordinator again: publish it.
  4. As kwaliteit: the results. As waarnemer: who did and read what.
  5. "Telefoon en post in Salland" has a wave by telephone and one by message: as coordinator, assign a call or a message too.
The browser warns of the certificate once, as it is the demonstration's own.

The invitation:
${made.paste}
`);
  if (mode === 'window') {
    app = await App.start({ build, data: tablet, drive: false });
    await new Promise((resolve) => app.process.once('exit', resolve));
  } else {
    say('Ctrl+C stops it.');
    await new Promise((resolve) => server.process.once('exit', resolve));
  }
}

function printAccounts(coordinator, reviewer, quality) {
  const known = { coordinator, reviewer, quality_team: quality };
  say(`\nConsole: ${server.address}/console/   (the organisation's certificate: ${path.join(folder, 'ca.pem')})`);
  for (const account of server.demo.accounts)
    say(`  ${account.role.padEnd(14)} ${account.login.padEnd(14)} ${known[account.role]?.password ?? `${account.password} (temporary)`}`);
}
