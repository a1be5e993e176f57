// SPDX-License-Identifier: EUPL-1.2
// Every page of the console in a real browser on the real server: in both languages, wide, narrow, dark and in forced
// colours. In parts, each a few minutes long, on copies of one office that "make" makes first; "all" tours every part.
// With the word "pictures" as the last argument it leaves a picture of each look in the folder given.
//   node console_pages.mjs ROOT BUILD FOLDER make
//   node console_pages.mjs ROOT BUILD FOLDER fieldwork|people|results|analyses|settings|all [pictures]
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { Browser } from './browser.mjs';
import * as job from './job.mjs';
import { Server } from './server.mjs';

const [root, build, folder, part, pictures] = process.argv.slice(2);
const office = path.join(folder, 'office');
const roles = ['coordinator', 'reviewer', 'quality_team', 'observer', 'client_admin'];

if (part === 'make') {
  await make();
  process.exit(0);
}

/** An office with visits to review and waves of the past, in which everybody has chosen a password. */
async function make() {
  rmSync(folder, { recursive: true, force: true });
  const server = await Server.make({ root, build, folder: office, demo: ['--visits', '--history'] });
  await server.start();
  const passwords = {};
  for (const role of roles) passwords[role] = (await job.signIn(server, role)).password;
  await server.stop();
  server.keep({ passwords });
}

const data = path.join(folder, part);
rmSync(data, { recursive: true, force: true });
mkdirSync(data, { recursive: true });
const server = await Server.copy({ root, build, from: office, folder: data });
await server.start();
const people = {};
for (const role of roles) people[role] = await job.signIn(server, role, server.passwords[role]);
const browser = await Browser.launch({ root, folder: pictures ? folder : null });

/** Somebody's pages, [name, address, what to do there]; each in both languages and all shapes. */
async function tour(role, pages) {
  const desk = await browser.desk(server);
  await desk.signIn(people[role].login, people[role].password);
  for (const [name, to, act] of pages) {
    for (const language of ['nl', 'en']) {
      await desk.open(to, name);
      await desk.speak(language);
      if (act) await act(desk.page);
      await desk.look(name);
    }
    await desk.open('/');
    await desk.speak('nl');
  }
  await desk.close();
}

/** A token as it is shown once. */
async function makeToken(page) {
  if (await page.locator('dialog').count()) return;
  await page.locator('form input').first().fill('kwartaalrapport');
  await page.locator('form button[type=submit]').click();
  await page.locator('dialog .copyable, dialog input[readonly]').first().waitFor();
}

/** Hands in the counter's questionnaire as its author would, with one thing written otherwise. */
const handIn = (what, other) => async (page) => {
  const tables = readFileSync(path.join(root, 'forms/counter/1/form.md'), 'utf8').replace('| counter | 1       |', '| counter | 2       |').replace(what, other);
  const files = [['form.md', tables], ['norms.csv', readFileSync(path.join(root, 'forms/counter/1/norms.csv'), 'utf8')]];
  await page.locator('input[type=file]').setInputFiles(files.map(([name, text]) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(text) })));
  await page.locator('form button[type=submit]').click();
  await page.locator('.notice').waitFor();
};

/** A list of customers with a row that is wrong. */
async function readCustomers(page) {
  const buffer = Buffer.from('code;naam;customers\r\nnergens;Nergens;12\r\n');
  await page.locator('input[type=file]').setInputFiles({ name: 'klanten.csv', mimeType: 'text/csv', buffer });
  await page.locator('form:has(input[type=file]) button[type=submit]').click();
  await page.locator('form:has(input[type=file]) table').waitFor();
}

/** A limit below the house's own, which the page explains. */
async function askForLess(page) {
  await page.locator('form input[type=number]').first().fill('9');
  await page.locator('.field-error').first().waitFor();
}

/** A chart, and that it can be taken along: a picture with bytes in it, as PNG and as SVG. */
async function chartToTakeAlong(page) {
  await drawn(page);
  for (const [kind, beginning] of [['PNG', '\x89PNG'], ['SVG', '<svg']]) {
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: kind }).first().click()]);
    const bytes = readFileSync(await download.path());
    if (!bytes.toString('latin1').startsWith(beginning) || bytes.length < 4000) throw new Error(`no ${kind}: ${bytes.length} bytes`);
  }
}

const project = server.demo.project_id;
const wave = `/waves/${server.demo.wave_id}`;
const call = server.demo.waves.find((one) => one.channel === 'telephone');
const unfold = (page) => page.evaluate(() => document.querySelectorAll('details').forEach((one) => (one.open = true)));
const head = (page) => page.locator('.page-head button').first().click();
const drawn = (page) => page.waitForFunction(() => [...document.querySelectorAll('.chart-box')].every((box) => box.dataset.drawn));
const releases = async () => (await people.quality_team.get('/api/releases')).releases;

const parts = {
  async fieldwork() {
    const entrance = await browser.desk(server);
    for (const language of ['nl', 'en']) {
      await entrance.speak(language);
      await entrance.look('sign_in');
    }
    await entrance.close();
    await tour('coordinator', [
      ['home', '/'], ['project_new', '/', head], ['wave', wave], ['assignments', `${wave}/assignments`], ['assignment_new', `${wave}/assignments`, head],
      ['call_new', `/waves/${call.wave_id}/assignments`, head], ['assignments_none', `${wave}/assignments?text=nergens`],
    ]);
  },

  async people() {
    // A tablet whose PIN was forgotten, so that its row and what follows from it are seen.
    const [forgetful] = (await people.coordinator.get('/api/devices')).devices;
    await people.coordinator.post('/v1/recovery', { device_id: forgetful.id, request_key: '7e'.repeat(32), wrap: 'ab'.repeat(80) });
    const openTablet = (page) => page.getByRole('button', { name: /^Open |\bopenen$/ }).first().click();
    await tour('coordinator', [
      ['people', '/people'], ['inspector_new', '/people', (page) => page.locator('section .card-head button').first().click()], ['recovery', '/people', openTablet], ['locations_read', '/locations'], ['quarantine', '/quarantine'],
      ['forms', '/forms'], ['form_refused', '/forms', handIn('${A1}', '${A11}')], ['form_changed', '/forms', handIn('Scenario volgens briefing uitgevoerd?', 'Is het scenario uitgevoerd?')],
      ['study', `${wave}/study`], ['planner', '/planner', (page) => page.locator('form button[type=submit]').click()], ['not_found', '/nergens'],
    ]);
  },

  // Its visits are reviewed and the wave is published on the way.
  async results() {
    const [first] = (await people.reviewer.get(`/api/visits?wave_id=${server.demo.wave_id}`)).rows;
    const [firstCall] = (await people.reviewer.get(`/api/visits?wave_id=${call.wave_id}`)).rows;
    await tour('reviewer', [
      ['queue', `${wave}/review`], ['visit', `/visits/${first.visit_version_id}`, unfold], ['visit_call', `/visits/${firstCall.visit_version_id}`, unfold],
    ]);
    await job.reviewAll(server, people.reviewer, () => ({ outcome: 'approve' }));
    await job.moveWave(server, people.coordinator, 'close');
    await job.moveWave(server, people.reviewer, 'validate');
    await tour('coordinator', [['wave_validated', wave]]);
    const { rev } = await people.coordinator.get(`/api${wave}/release`);
    await people.coordinator.post(`/api${wave}/release`, { rev });
    await tour('reviewer', [['queue_empty', `${wave}/review`]]);
    // The wave that was just published has two places; those before it a whole region.
    const [newest] = await releases();
    await tour('quality_team', [['results', '/results'], ['results_town', `/results/${newest.id}/report?place=GM0193`, drawn]]);
  },

  async analyses() {
    const [newest] = await releases();
    const views = ['figures', 'trend', 'drivers', 'quality', 'training', 'report'];
    await tour('quality_team', views.map((view) => [`results_${view}`, `/results/${newest.id}/${view}`, view === 'trend' ? chartToTakeAlong : drawn]));
  },

  async settings() {
    await people.quality_team.get(`/api/releases/${(await releases())[0].id}/cells`); // so that there is a request to show
    await tour('quality_team', [['tokens', '/tokens'], ['token_new', '/tokens', makeToken]]);
    await tour('observer', [['requests', '/requests'], ['retention', '/retention'], ['audit', '/audit?what=person.']]); // a short list: the rules are tried on every row
    await tour('client_admin', [['accounts', '/people'], ['locations', '/locations'], ['location', '/locations', (page) => page.getByRole('table').getByRole('button').first().click()], ['customers_wrong', '/locations', readCustomers]]);
    await tour('coordinator', [['rule', `/projects/${project}/rule`, askForLess]]);
    await tour('observer', [['rule_read', `/projects/${project}/rule`]]);
    await tour('reviewer', [['calibration', `/projects/${project}/calibration`, unfold]]);
  },
};

const wanted = part === 'all' ? Object.keys(parts) : [part];
if (!wanted.every((one) => parts[one])) throw new Error(`no such part: ${part}`);
for (const one of wanted) await parts[one]();

await browser.close();
await server.stop();
if (browser.problems.size) {
  console.error([...browser.problems].join('\n'));
  process.exit(1);
}
console.log(`${browser.pictures} looks at the console's pages, no fault found`);
