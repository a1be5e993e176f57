// SPDX-License-Identifier: EUPL-1.2
// A questionnaire is published by its author while a visit with it is under way: the wave goes over, the tablet offers
// it, nothing moves by itself, and after the move the answers that fit are there and the others in the visit's log.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { App, ownHome } from './app.mjs';
import * as job from './job.mjs';
import { Server } from './server.mjs';
import { choose, write } from './visit.mjs';

const [root, build, folder] = process.argv.slice(2);
const author = path.join(build, 'shared/forms/cli/balieblik-form');

const plan = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100"><rect id="yes" width="98" height="100" fill="#dfe9c8"/><rect id="no" x="102" width="98" height="100" fill="#f3d9b8"/></svg>';

/** Adds a picture to a question, and a question that is answered on a drawing. */
function illustrate(tables) {
  const lines = tables.split('\n');
  const head = lines.findIndex((line, at) => at > lines.findIndex((each) => each.startsWith('| survey')) && line.includes('| type '));
  const columns = lines[head].split('|').map((cell) => cell.trim());
  const row = (cells) => columns.map((column) => cells[column] ?? '').join(' | ').trim();
  const asked = lines.findIndex((line) => line.includes('| T17 '));
  lines[head] += ' media::image |';
  lines[asked] += ' menu.png |';
  lines.splice(asked + 1, 0, `${row({ type: 'select_one yn_plain', name: 'T18', 'label::Nederlands (nl)': 'Welke helft?', 'label::English (en)': 'Which half?', appearance: 'image-map' })} plan.svg |`);
  return lines.join('\n');
}

/** The next version as an author makes it: T1 makes room for another question, with pictures, and the rest stays. */
function makeNextVersion() {
  const next = path.join(folder, 'forms/telephone/2');
  mkdirSync(path.dirname(next), { recursive: true });
  cpSync(path.join(root, 'forms/telephone/1'), next, { recursive: true });
  const file = path.join(next, 'form.md');
  const tables = readFileSync(file, 'utf8')
    .replace(/\| telephone \| 1 {7}\|/, '| telephone | 2       |')
    .replace(/\| T1 {13}\| Aantal belpogingen tot er een mens opnam/, '| T17            | Hoeveel keuzes had het menu?             ');
  assert.ok(tables.includes('| T17 ') && tables.includes('| telephone | 2 '), 'the tables are not as this test expects');
  writeFileSync(file, illustrate(tables));
  mkdirSync(path.join(next, 'media'));
  cpSync(path.join(root, 'tests/mobile/questions/media/hall.png'), path.join(next, 'media/menu.png'));
  writeFileSync(path.join(next, 'media/plan.svg'), plan);
  execFileSync(author, ['fmt', file]);
  return { next, file };
}

rmSync(folder, { recursive: true, force: true });
mkdirSync(path.join(folder, 'tablet'), { recursive: true });
const server = await Server.make({ root, build, folder, demo: ['--fieldwork'] });
await server.start();
const publish = (what) => JSON.parse(execFileSync(server.program, [...server.settings, 'publish', what], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }));
let app;
try {
  const coordinator = await job.signIn(server, 'coordinator');
  const reviewer = await job.signIn(server, 'reviewer');
  const inspector = await job.freeInspector(coordinator);
  const wave = server.demo.waves.find((one) => one.channel === 'telephone').wave_id;
  const { locations } = await coordinator.get('/api/locations');
  const { scenarios } = await coordinator.get('/api/scenarios');
  const hours = (n) => new Date(Date.now() + n * 3_600_000).toISOString();
  await coordinator.post('/api/assignments', {
    wave_id: wave, location_id: locations.find((one) => one.code === 'zwolle-klantcontact').id, scenario_id: scenarios.find((one) => one.code === 'I1').id,
    inspector_id: inspector.id, window_from: hours(-2), window_to: hours(6), deadline: hours(24), reward_cents: 1000,
  });
  app = await App.start({ build, data: path.join(folder, 'tablet'), env: ownHome(folder) });
  await job.enrol(app, coordinator, inspector);
  await app.click('assignment', { timeout: 30000 });
  await app.click('startVisit');
  await app.waitFor('visitPage');
  await write(app, 'T1', '3');
  await write(app, 'T2', '40');
  await choose(app, 'T3', 'yes');

  // The server runs on, and so does the visit.
  const { next, file } = makeNextVersion();
  const handedIn = (...names) => ({ files: names.map((name) => ({ name, content: readFileSync([next, path.join(next, 'media')].map((where) => path.join(where, name)).find(existsSync)).toString('hex') })) });
  const pictures = ['menu.png', 'plan.svg'];
  // What does not compile to what lies beside it is no version at all.
  assert.equal((await coordinator.post('/api/forms/check', handedIn('form.md', 'form.xml', 'norms.csv', ...pictures))).standing, 'refused');
  execFileSync(author, ['compile', file]);
  const checked = await coordinator.post('/api/forms/check', handedIn('form.md', 'form.xml', 'norms.csv', ...pictures));
  assert.equal(checked.standing, 'publishable');
  assert.equal(checked.compared_to, '1');
  assert.deepEqual(checked.changes.map((one) => `${one.kind} ${one.name} ${one.column}`), ['changed settings version', 'added T17 ', 'added T18 ', 'removed T1 ', 'added menu.png ', 'added plan.svg ']);
  assert.equal((await coordinator.post('/api/forms', handedIn('form.md', 'norms.csv', ...pictures))).version, '2');

  const view = await coordinator.get(`/api/waves/${wave}`);
  await coordinator.put(`/api/waves/${wave}/form`, { form_version: '2', rev: view.wave.rev });
  await app.waitFor('openMove', { timeout: 60000 });
  assert.ok(await app.shows('question_T1'), 'nothing moves by itself');
  await app.click('openMove');
  await app.waitFor('moveCarried', { text: /2 antwoorden/ });
  await app.waitFor('moveLeft');
  await app.waitFor('moveAdded', { text: /Hoeveel keuzes/ });
  await app.grab(path.join(folder, 'move.png'));
  await app.click('stayOnVersion');
  await choose(app, 'T4', 'no');

  await app.click('openMove');
  await app.waitFor('moveCarried', { text: /3 antwoorden/ });
  await app.click('confirmMove');
  await app.waitFor('question_T17');
  await app.waitGone('question_T1');
  assert.ok(!(await app.shows('openMove')));
  assert.equal((await app.waitFor('field_T2')).text, '40');
  await app.waitFor('choice_T4_no', { chosen: true });
  // The picture came from the author's folder through the running server into the tablet's store: it has its own shape.
  const shown = await app.waitFor('illustration_T17', { width: 200 });
  assert.deepEqual([shown.width, shown.height], [200, 140]);
  await app.grab(path.join(folder, 'pictures.png'));
  await write(app, 'T17', '5');
  await app.click('map_T18', { across: 0.75 });
  await app.waitFor('choice_T18_no', { chosen: true });
  await app.grab(path.join(folder, 'drawing.png'));
  await app.click('nextSection');
  for (const [question, value] of Object.entries({ T5: 'yes', T6: '4', T7: '3', T8: 'na', T9: 'no', T10: 'right', T11: '0', T15: 'yes' })) await choose(app, question, value);
  await app.click('nextSection');
  await choose(app, 'T13_promised', 'no');
  await app.click('nextSection');
  await choose(app, 'T16', '8');
  await job.seal(app);
  await app.waitFor('rung_2', { text: /✓/, timeout: 60000 });

  const { rows } = await reviewer.get(`/api/visits?wave_id=${wave}`);
  const visit = await reviewer.get(`/api/visits/${rows[0].visit_version_id}`);
  assert.ok(visit.answers.some((one) => one.reference.endsWith('/T17') && one.value === '5'));
  assert.ok(!visit.answers.some((one) => one.reference.endsWith('/T1')));
  assert.equal(visit.score.alarm, false);

  // What the console published and what the command publishes is one thing, and never changes.
  await server.stop();
  assert.deepEqual(publish(path.dirname(next)), { published: [], unchanged: ['telephone/2'] });
  writeFileSync(path.join(next, 'norms.csv'), readFileSync(path.join(next, 'norms.csv'), 'utf8').replace(',25', ',99'));
  assert.throws(() => publish(next), (refused) => /published with other content/.test(refused.stderr));
  writeFileSync(file, readFileSync(file, 'utf8').replace('Hoeveel keuzes', 'Hoe veel keuzes'));
  assert.throws(() => publish(next), (refused) => /is not what form.md compiles to/.test(refused.stderr));
  console.log('A visit went over to a version that was published while it was under way.');
  await app.stop();
} catch (problem) {
  console.error(problem);
  await app?.grab(path.join(folder, 'failed.png')).catch(() => {});
  if (app) console.error(app.output.slice(-2000));
  console.error(server.output.slice(-2000));
  await app?.stop();
  await server.stop().catch(() => {});
  process.exit(1);
}
