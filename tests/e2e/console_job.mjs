// SPDX-License-Identifier: EUPL-1.2
// The office's part of the main job, done in a real browser by five people, while tablets enrol and hand in: from the
// first sign-in to released figures. And what goes wrong on the way: wrong passwords, a wave that may not start, somebody
// who was first, a session that ran out.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { Browser } from './browser.mjs';
import * as job from './job.mjs';
import { Person } from './office.mjs';
import { Server } from './server.mjs';
import { Tablet } from './tablet.mjs';

const [root, build, folder] = process.argv.slice(2);
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const server = await Server.make({ root, build, folder: path.join(folder, 'data'), demo: ['--visits'], settings: ['--sign-in-burst', '1000'] });
await server.start();
const browser = await Browser.launch({ root, folder: null });
const refusals = [400, 401, 403, 409, 412, 422, 428, 429]; // the browser logs every refusal; the pages are what is tested

const wave = `/waves/${server.demo.wave_id}`;
const password = { coordinator: 'vier paarse fietsen', reviewer: 'drie blauwe stoelen', quality_team: 'twee groene lampen', observer: 'acht witte zwanen', client_admin: 'zes gele bussen staan' };
const people = {}; // the same people again, through the API, for what is prepared and what is checked
const desks = {};
let inspector;
let invitation;
let tablet;
let assignment;
let first;

async function sitDown(role, options = {}) {
  const desk = await browser.desk(server, { tolerated: refusals, ...options });
  const account = server.account(role);
  await desk.signIn(account.login, account.password, password[role]);
  people[role] = new Person(server);
  await people[role].signIn(account.login, password[role]);
  desks[role] = desk;
  return desk;
}

const button = (where, name) => where.getByRole('button', { name, exact: false });
const dialog = (desk) => desk.page.getByRole('dialog');
const choose = async (where, label, text) => {
  const select = where.getByRole('combobox', { name: label });
  const option = select.locator('option', { hasText: text }).first();
  await option.waitFor({ state: 'attached' });
  await select.selectOption(await option.getAttribute('value'));
};
const notice = (desk, text) => desk.page.getByText(text).first().waitFor();

/** Types a moment into its field. Day and month are the same number: which comes first is the browser's own choice. */
async function typeMoment(page, name, dayAndMonth, hour) {
  await tabTo(page, name);
  await page.keyboard.type(`${dayAndMonth}${dayAndMonth}2027`);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.type(`${hour}00am`);
}

/** Presses Tab, or another key, until the focus is on what has this name; as far as people would go. */
async function tabTo(page, name, key = 'Tab') {
  for (let steps = 0; steps < 150; ++steps) {
    const here = await page.evaluate(() => {
      const at = document.activeElement;
      const label = at?.labels?.[0]?.textContent;
      return at?.getAttribute('aria-label') ?? label ?? at?.textContent ?? '';
    });
    if (name.test(here.trim())) return;
    await page.keyboard.press(key);
  }
  throw new Error(`nothing that is called ${name} takes the focus`);
}

test('a coordinator signs in for the first time and has to choose a password of her own', async () => {
  const desk = await browser.desk(server, { tolerated: refusals });
  const { page } = desk;
  const account = server.account('coordinator');
  await page.getByLabel('Gebruikersnaam').fill(account.login);
  await page.getByLabel('Wachtwoord').fill(account.password);
  await button(page, 'Aanmelden').click();
  await page.getByRole('heading', { name: 'Kies een eigen wachtwoord' }).waitFor();

  await page.getByLabel('Nieuw wachtwoord (').fill(password.coordinator);
  await page.getByLabel('Nieuw wachtwoord nogmaals').fill('iets anders dan dat');
  await notice(desk, 'De twee wachtwoorden zijn niet gelijk.');
  await button(page, 'Wachtwoord opslaan').click();
  assert.ok(await page.getByRole('heading', { name: 'Kies een eigen wachtwoord' }).isVisible());
  await page.getByLabel('Nieuw wachtwoord nogmaals').fill(password.coordinator);
  await button(page, 'Wachtwoord opslaan').click();

  await page.getByRole('heading', { name: 'Start' }).waitFor();
  await page.getByRole('link', { name: 'Raalte, voorjaar' }).waitFor();
  desks.coordinator = desk;
  people.coordinator = new Person(server);
  await people.coordinator.signIn(account.login, password.coordinator);
});

test('wrong passwords are refused, and after five of them the account has to wait, even with the right one', async () => {
  const desk = await browser.desk(server, { tolerated: refusals });
  const account = server.account('vault_keeper');
  const attempt = async (secret) => {
    await desk.page.getByLabel('Gebruikersnaam').fill(account.login);
    await desk.page.getByLabel('Wachtwoord').fill(secret);
    const [reply] = await Promise.all([desk.page.waitForResponse((one) => one.url().endsWith('/api/session')), button(desk.page, 'Aanmelden').click()]);
    return (await reply.json()).code;
  };
  for (let guess = 1; guess <= 5; ++guess) assert.equal(await attempt(`gok nummer ${guess}`), 'credential_invalid');
  assert.equal(await attempt(account.password), 'locked_out');
  const said = await desk.page.getByRole('alert').textContent();
  assert.match(said, /\d+ s/, said);
  assert.equal(await desk.page.locator('.bar .who').count(), 0);
  await desk.close();
});

/** The telephone's questionnaire as the workbook of somebody who made it the next version in Excel. */
function workbook(name, what, other) {
  const source = readFileSync(path.join(root, 'forms/telephone/1/form.md'), 'utf8').replace(/\| telephone \| 1 {7}\|/, '| telephone | 2       |');
  assert.ok(source.includes(what) && source.includes('| telephone | 2 '), 'the tables are not as this test expects');
  const tables = path.join(folder, 'authored.md');
  const file = path.join(folder, name);
  writeFileSync(tables, source.replace(what, other));
  execFileSync(path.join(build, 'shared/forms/cli/balieblik-form'), ['export', tables, '-o', file, '--force']);
  return file;
}

test('a questionnaire from Excel is checked by its cells, compared with the version before and published, once and for all', async () => {
  const { page } = desks.coordinator;
  const norms = path.join(root, 'forms/telephone/1/norms.csv');
  const handIn = async (...files) => {
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.locator('input[type=file]').click()]);
    await chooser.setFiles(files);
    await button(page, 'Nakijken').click();
  };
  await desks.coordinator.open('/forms');
  await handIn(workbook('visit.xlsx', '${T13_promised}', '${T13_promise}'), norms);
  await notice(desks.coordinator, 'Deze vragenlijst kan nog niet worden gepubliceerd');
  const complaint = page.getByRole('row').filter({ hasText: 'T13_promise' }).first();
  assert.match(await complaint.textContent(), /fout.*survey.*\d+.*relevant.*Bedoelde u ‘T13_promised’/s);
  assert.equal(await button(page, 'Publiceren').count(), 0);

  await handIn(workbook('visit.xlsx', 'Aantal belpogingen tot er een mens opnam', 'Hoe vaak belde u tot er iemand opnam?'), norms);
  await notice(desks.coordinator, 'Deze versie kan worden gepubliceerd.');
  const change = page.getByRole('row').filter({ hasText: 'Hoe vaak belde u tot er iemand opnam?' });
  assert.match(await change.textContent(), /T1.*gewijzigd.*Aantal belpogingen/s);
  await button(page, 'Publiceren').click();
  await button(dialog(desks.coordinator), 'Publiceren').click();
  await notice(desks.coordinator, 'Telefonisch contact 2 is gepubliceerd.');
  const row = page.getByRole('row').filter({ hasText: '2 nieuwste' }).filter({ hasText: 'telephone' });
  await row.waitFor();
  assert.match(await row.textContent(), /2 nieuwste.*telefoon.*Nederlands \(nl\), English \(en\)/s);

  await handIn(workbook('visit.xlsx', 'Aantal belpogingen tot er een mens opnam', 'Nog iets anders'), norms);
  await notice(desks.coordinator, 'Versie 2 is al gepubliceerd met een andere inhoud.');
  assert.equal(await button(page, 'Publiceren').count(), 0);
});

test('fieldwork does not start without works council, notice and DPIA, and the page names each of them', async () => {
  const { page } = desks.coordinator;
  await desks.coordinator.open('/');
  await button(page, 'Project toevoegen').click();
  const form = dialog(desks.coordinator);
  await form.getByLabel('Code').fill('proefproject');
  await form.getByLabel('Naam').fill('Proefproject met een nogal lange naam die op een smal scherm moet passen');
  await form.getByLabel('Opdrachtgever').fill('Gemeente Ommen');
  await form.getByLabel('Doel').fill('Proberen');
  await form.getByLabel('Grondslag').fill('Taak van algemeen belang');
  await button(form, 'Toevoegen').click();
  const card = page.locator('section', { has: page.getByRole('heading', { name: /Proefproject/ }) });
  await button(card, 'Meetronde toevoegen').first().click();
  await form.getByLabel('Code').fill('proef');
  await form.getByLabel('Naam').fill('Proefronde');
  await form.getByLabel('Eerste dag').fill('2026-11-01');
  await form.getByLabel('Laatste dag').fill('2026-12-20');
  await choose(form, 'Vragenlijst', 'Balie');
  await button(form, 'Toevoegen').click();
  await page.getByRole('link', { name: 'Proefronde' }).click();
  await desks.coordinator.settled();

  const lacking = ['instemming van de ondernemingsraad', 'datum waarop het personeel is ingelicht', 'kenmerk van de DPIA'];
  for (const one of lacking) await page.locator('.notice-warning li', { hasText: one }).waitFor();
  await button(page, 'veldwerk starten').click();
  const [reply] = await Promise.all([page.waitForResponse((one) => one.url().endsWith('/steps')), button(form, 'veldwerk starten').click()]);
  const refused = await reply.json();
  assert.equal(refused.code, 'wave_not_cleared');
  assert.match(refused.detail, /works_council_consent.*staff_notice.*dpia_reference/);
  for (const one of lacking) await form.getByRole('alert').getByText(one).waitFor();
  await button(form, 'Annuleren').click();
  await page.locator('.road [aria-current=step]', { hasText: 'concept' }).waitFor();

  await page.getByLabel('Instemming van de ondernemingsraad op').fill('2026-10-01');
  await page.getByLabel('Personeel ingelicht op').fill('2026-10-08');
  await button(page, 'Opslaan').click();
  await page.waitForFunction(() => document.querySelectorAll('.notice-warning li').length === 1);
  assert.equal(await page.locator('.notice-warning li').textContent(), lacking[2]);
  await page.getByLabel('Kenmerk van de DPIA').fill('DPIA-2026-031');
  await button(page, 'Opslaan').click();
  await button(page, 'veldwerk starten').click();
  await button(dialog(desks.coordinator), 'veldwerk starten').click();
  await page.locator('.road [aria-current=step]', { hasText: 'veldwerk' }).waitFor();
});

test('she makes an enrolment code, sees it with its QR code, and a tablet enrols with it', async () => {
  const { page } = desks.coordinator;
  await desks.coordinator.open('/people');
  inspector = (await people.coordinator.get('/api/inspectors')).inspectors.find((one) => one.devices === 0 && !one.ties.includes('GM0177'));
  const row = page.getByRole('row', { name: new RegExp(inspector.alias) }).first();
  await button(row, 'Tablet toelaten').click();
  await button(dialog(desks.coordinator), 'Code maken').click();
  const code = await page.locator('.secret').textContent();
  assert.match(code, /^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
  assert.ok(await page.getByAltText('QR-code').evaluate((image) => image.complete && image.naturalWidth > 0));
  invitation = await page.getByLabel('Uitnodiging om te plakken').inputValue();

  tablet = await Tablet.enrol(server, invitation, 'tablet van de proef');
  await tablet.signIn();
  await button(dialog(desks.coordinator), 'Sluiten').click();
  await page.reload();
  await page.getByRole('row', { name: /tablet van de proef/ }).getByText('actief').waitFor();
  await assert.rejects(Tablet.enrol(server, invitation), { code: 'enrolment_code_used' });
});

test('from a browser in another zone she assigns R1 at Gemeentehuis Raalte in Dutch time', async () => {
  const far = await browser.desk(server, { tolerated: refusals, timezoneId: 'America/New_York' });
  await far.signIn(server.account('coordinator').login, password.coordinator);
  await far.open(`${wave}/assignments`);
  await button(far.page, 'Nieuwe opdracht').first().click();
  const form = dialog(far);
  await choose(form, 'Locatie', 'Gemeentehuis Raalte');
  await choose(form, 'Scenario', 'R1');
  await form.getByText('Nederlandse tijden').waitFor();
  await form.getByLabel('Tijdvak van').fill('2027-03-28T02:30');
  await form.getByText('Deze tijd bestaat niet').waitFor();
  await form.getByLabel('Tijdvak van').fill('2027-03-27T09:00');
  await form.getByLabel('Tijdvak tot').fill('2027-03-28T17:00'); // the clock changes in between
  await form.getByLabel('Uiterlijk ingeleverd').fill('2027-03-30T18:00');
  await form.getByLabel('Vergoeding').fill('25');
  await choose(form, 'Inspecteur', inspector.alias);
  await button(form, 'Opdracht maken').click();
  await notice(far, 'Opdracht gemaakt: Gemeentehuis Raalte, R1');
  const { rows } = await people.coordinator.get(`/api/assignments?wave_id=${server.demo.wave_id}&text=Raalte`);
  ({ assignment } = rows[0]);
  assert.equal(Date.parse(assignment.window_from), Date.parse('2027-03-27T08:00:00Z'));
  assert.equal(Date.parse(assignment.window_to), Date.parse('2027-03-28T15:00:00Z'));
  assert.equal(Date.parse(assignment.deadline), Date.parse('2027-03-30T16:00:00Z'));
  await far.page.getByText('28 mrt 2027').first().waitFor();
  await far.close();
});

test('the tablet hands in with a photo; a reviewer looks at it and, with the keyboard alone, returns the visit with a reason', async () => {
  const photo = await desks.coordinator.page.screenshot({ type: 'jpeg', quality: 60 });
  assert.ok((await tablet.pull())('assignment').some((one) => one.id === assignment.id));
  first = await tablet.handIn(assignment, { photo });

  const desk = await sitDown('reviewer');
  const { page } = desk;
  await page.getByRole('link', { name: 'Raalte, voorjaar' }).click();
  await page.getByRole('link', { name: 'Controle', exact: true }).click();
  await page.getByRole('link', { name: 'Gemeentehuis Raalte, versie 1' }).click();
  await desk.settled();
  await page.getByText('37,0', { exact: true }).waitFor();
  const image = page.locator('.photo-button img');
  await image.scrollIntoViewIfNeeded();
  await page.waitForFunction(() => document.querySelector('.photo-button img')?.naturalWidth > 100);
  await page.locator('.photo-button').click();
  await button(dialog(desk), 'Sluiten').click();

  await desk.open(`${wave}/review`);
  await tabTo(page, /^Gemeentehuis Raalte, versie 1$/);
  await page.keyboard.press('Enter');
  await page.waitForURL(/visits/);
  await desk.settled();
  await tabTo(page, /^Oordeel$/);
  await page.keyboard.type('teru');
  await tabTo(page, /^Toelichting voor de inspecteur/);
  await page.keyboard.type('H2: hoeveel moeite was het echt?');
  await tabTo(page, /^Oordeel vastleggen$/);
  await page.keyboard.press('Enter');
  await notice(desk, 'Kies minstens één reden.');
  await tabTo(page, /^antwoorden spreken elkaar tegen$/, 'Shift+Tab');
  await page.keyboard.press('Space');
  await tabTo(page, /^Oordeel vastleggen$/);
  await page.keyboard.press('Enter');
  await notice(desk, 'Vastgelegd: terugsturen.');
});

test('the correction comes back as version 2 and is approved; who decided meanwhile is told so', async () => {
  const [returned] = (await tablet.pull())('visit_return');
  assert.deepEqual([returned.visit_version_id, returned.reasons, returned.remark], [first.visit_version_id, ['answer_contradicts'], 'H2: hoeveel moeite was het echt?']);
  await tablet.handIn(assignment, { before: first, changes: { H: { H2: '1' } } });

  const desk = desks.reviewer;
  await desk.open(`${wave}/review`);
  await desk.page.getByRole('link', { name: 'Gemeentehuis Raalte, versie 2' }).click();
  await desk.settled();
  await desk.page.getByText('H2: hoeveel moeite was het echt?').waitFor();
  const { rows } = await people.reviewer.get(`/api/visits?wave_id=${server.demo.wave_id}`);
  const version = rows.find((row) => row.municipality === 'GM0177').visit_version_id;
  const { rev } = await people.reviewer.get(`/api/visits/${version}`);
  await people.reviewer.post(`/api/visits/${version}/review`, { outcome: 'approve', reasons: [], remark: '', rev });
  await button(desk.page, 'Oordeel vastleggen').click();
  await notice(desk, 'Dit bezoek is intussen gewijzigd');
  await button(desk.page, 'Nieuwste stand ophalen').click();
  await desk.page.getByText('goedgekeurd').first().waitFor();
});

test('assigning many says which of them somebody else was first with', async () => {
  const { scenarios } = await people.coordinator.get('/api/scenarios');
  const { locations } = await people.coordinator.get('/api/locations');
  const made = [];
  for (const [index, code] of ['I1', 'I2', 'I3'].entries()) {
    const from = new Date(Date.now() + index * 10 * 86_400_000);
    made.push(await people.coordinator.post('/api/assignments', {
      wave_id: server.demo.wave_id, location_id: locations.find((one) => one.code === 'raalte-gemeentehuis').id, scenario_id: scenarios.find((one) => one.code === code).id,
      window_from: from.toISOString(), window_to: new Date(+from + 3_600_000).toISOString(), deadline: new Date(+from + 86_400_000).toISOString(), reward_cents: 1000,
    }));
  }
  const desk = desks.coordinator;
  await desk.open(`${wave}/assignments?unassigned=true`);
  await desk.page.getByLabel('Alles op deze bladzijde kiezen').check();
  await button(desk.page, 'Gekozen opdrachten toewijzen').click();
  const [taken] = made;
  await people.coordinator.post(`/api/assignments/${taken.assignment.id}/cancel`, { reason: 'elders gepland', rev: taken.assignment.rev });
  await choose(dialog(desk), 'Inspecteur', 'Merel');
  await button(dialog(desk), 'Toewijzen').click();
  await notice(desk, '2 van 3 toegewezen aan Merel');
  await desk.page.getByText(/Gemeentehuis Raalte, I1.*intussen gewijzigd/).first().waitFor();
});

test('with the keyboard alone an assignment is made, another is handed over and a visit is approved', async () => {
  const coordinator = desks.coordinator;
  const { page } = coordinator;
  await coordinator.open(`${wave}/assignments`);
  await tabTo(page, /^Nieuwe opdracht$/);
  await page.keyboard.press('Enter');
  await dialog(coordinator).locator('option', { hasText: 'Gemeentehuis Raalte' }).waitFor({ state: 'attached' });
  await dialog(coordinator).locator('option', { hasText: /^R5/ }).waitFor({ state: 'attached' });
  await tabTo(page, /^Locatie/);
  await page.keyboard.type('Gemeentehuis Raalte');
  await tabTo(page, /^Scenario/);
  await page.keyboard.type('R5');
  await typeMoment(page, /^Tijdvak van/, '03', '09');
  await typeMoment(page, /^Tijdvak tot/, '04', '10');
  await typeMoment(page, /^Uiterlijk ingeleverd/, '05', '11');
  await tabTo(page, /^Vergoeding/);
  await page.keyboard.type('25');
  await tabTo(page, /^Opdracht maken$/);
  await page.keyboard.press('Enter');
  await notice(coordinator, 'Opdracht gemaakt: Gemeentehuis Raalte, R5');

  await coordinator.open(`${wave}/assignments?text=I2`);
  await tabTo(page, /^Overdragen: Gemeentehuis Raalte, I2$/);
  await page.keyboard.press('Enter');
  await dialog(coordinator).waitFor();
  await tabTo(page, /^Inspecteur/);
  await page.keyboard.type(inspector.alias.slice(0, 4));
  await tabTo(page, /^(Toewijzen|Overdragen)$/);
  await page.keyboard.press('Enter');
  await notice(coordinator, 'Toegewezen: Gemeentehuis Raalte, I2');
  const { rows } = await people.coordinator.get(`/api/assignments?wave_id=${server.demo.wave_id}&text=I2`);
  assert.equal(rows[0].alias, inspector.alias);

  const reviewer = desks.reviewer;
  await reviewer.open(`${wave}/review`);
  await tabTo(reviewer.page, /^Stadskantoor Zwolle, versie 1$/);
  await reviewer.page.keyboard.press('Enter');
  await reviewer.page.waitForURL(/visits/);
  await reviewer.settled();
  await tabTo(reviewer.page, /^Oordeel vastleggen$/);
  await reviewer.page.keyboard.press('Enter');
  await notice(reviewer, 'Vastgelegd: goedkeuren.');
});

test('a place moves; the tablet of who still goes there hears of it, and who changed an old state is told so', async () => {
  const place = async () => (await people.coordinator.get('/api/locations')).locations.find((one) => one.code === 'raalte-gemeentehuis');
  const shown = async () => (await tablet.pull())('location').filter((one) => one.code === 'raalte-gemeentehuis').at(-1);
  await tablet.pull();
  const { rev } = await place();
  const desk = await sitDown('client_admin');
  await desk.page.getByRole('link', { name: 'Locaties' }).click();
  const edit = () => button(desk.page.getByRole('row', { name: /Gemeentehuis Raalte/ }), 'Wijzigen').click();
  await edit();
  const form = dialog(desk);
  await form.getByLabel('Adres', { exact: true }).fill('Nieuwe Markt 1, Raalte');
  await form.getByLabel('dinsdag open').fill('18:00');
  await button(form, 'Opslaan').click();
  await notice(desk, 'Sluit voordat het opent');
  await form.getByLabel('dinsdag open').fill('08:30');
  await choose(form, 'Medewerkers', '20+');
  await form.getByLabel('donderdag dicht').fill('00:00');
  await button(form, 'Opslaan').click();
  await notice(desk, 'Opgeslagen: Gemeentehuis Raalte.');
  await desk.page.getByText('Nieuwe Markt 1, Raalte').first().waitFor();

  const moved = await shown();
  assert.deepEqual([moved.address, moved.staff_band, moved.opening_hours.find((one) => one.weekday === 2).opens], ['Nieuwe Markt 1, Raalte', 'from_20', '08:30']);
  assert.ok(moved.rev > rev, 'the place is a later one');
  assert.equal(moved.opening_hours.find((one) => one.weekday === 4).closes, '24:00');

  await edit();
  assert.equal(await form.getByLabel('donderdag dicht').inputValue(), '00:00');
  const { id, code, municipality, time_zone, ...now } = await place();
  await people.client_admin.put(`/api/locations/${id}`, { ...now, address: 'Nieuwe Markt 2, Raalte' });
  await button(form, 'Opslaan').click();
  await notice(desk, 'Iemand anders heeft deze locatie intussen gewijzigd');
  await button(form, 'Nieuwste stand ophalen').click();
  await desk.page.getByText('Nieuwe Markt 2, Raalte').first().waitFor();
  assert.equal((await shown()).address, 'Nieuwe Markt 2, Raalte');
});

test('who plans visits reads the places and changes none', async () => {
  const { page } = desks.coordinator;
  await page.getByRole('link', { name: 'Locaties' }).click();
  await page.getByRole('row', { name: /Gemeentehuis Raalte/ }).waitFor();
  assert.equal(await page.getByRole('button', { name: /Wijzigen/ }).count(), 0);
});

test('a session that ran out loses nothing of what was filled in', async () => {
  const desk = desks.coordinator;
  await desk.open(`${wave}/assignments`);
  await button(desk.page, 'Nieuwe opdracht').first().click();
  const form = desk.page.locator('dialog', { hasText: 'Nieuwe opdracht' });
  await choose(form, 'Locatie', 'Gemeentehuis Raalte');
  await choose(form, 'Scenario', 'I4');
  for (const [label, value] of [['Tijdvak van', '2027-02-01T09:00'], ['Tijdvak tot', '2027-02-01T17:00'], ['Uiterlijk ingeleverd', '2027-02-03T17:00'], ['Vergoeding', '12.50']]) await form.getByLabel(label).fill(value);
  await desk.context.clearCookies();
  await button(form, 'Opdracht maken').click();
  const again = desk.page.locator('dialog', { hasText: 'Uw sessie is verlopen' });
  await again.waitFor();
  await desk.page.keyboard.press('Escape');
  await desk.page.keyboard.press('Escape');
  await again.getByLabel('Wachtwoord').fill('niet goed');
  await button(again, 'Aanmelden').click();
  await again.getByRole('alert').waitFor();
  await again.getByLabel('Wachtwoord').fill(password.coordinator);
  await button(again, 'Aanmelden').click();
  await again.waitFor({ state: 'detached' });
  assert.equal(await form.getByLabel('Tijdvak van').inputValue(), '2027-02-01T09:00');
  await button(form, 'Opdracht maken').click();
  await notice(desk, 'Opdracht gemaakt: Gemeentehuis Raalte, I4');
});

test('a visit for a withdrawn assignment, from a second tablet, is late and counts after a reviewer admitted it', async () => {
  const kievit = (await people.coordinator.get('/api/inspectors')).inspectors.find((one) => one.alias === 'Kievit');
  assert.equal(kievit.devices, 1);
  const made = await people.coordinator.post(`/api/inspectors/${kievit.id}/enrolment`);
  const second = await Tablet.enrol(server, made.paste, 'tweede tablet');
  await second.signIn();
  const late = await job.assignVisit(server, people.coordinator, kievit);
  await second.pull();
  const desk = desks.coordinator;
  await desk.open(`${wave}/assignments?text=Kievit&state=offered`);
  await button(desk.page, 'Opdracht intrekken: Gemeentehuis Raalte, R1').click();
  await dialog(desk).getByLabel('Reden').fill('locatie onverwacht gesloten');
  await button(dialog(desk), 'Opdracht intrekken').click();
  await notice(desk, 'Ingetrokken: Gemeentehuis Raalte, R1');
  const sent = await second.handIn(late);
  assert.equal(sent.receipt.late, true);

  const reviewer = desks.reviewer;
  await reviewer.open(`${wave}/review`);
  const row = reviewer.page.getByRole('row', { name: /Gemeentehuis Raalte.*laat/ });
  await row.getByRole('link').click();
  await reviewer.settled();
  await choose(reviewer.page, 'Oordeel', 'laat bezoek toelaten');
  await reviewer.page.getByLabel('anders').check();
  await reviewer.page.getByLabel('Toelichting voor de inspecteur').fill('Het bezoek was al gedaan.');
  await button(reviewer.page, 'Oordeel vastleggen').click();
  await reviewer.page.locator('option', { hasText: 'goedkeuren' }).waitFor({ state: 'attached' });
  await button(reviewer.page, 'Oordeel vastleggen').click();
  await notice(reviewer, 'Vastgelegd: goedkeuren.');
});

test('the coordinator closes the wave, the reviewer validates it, the coordinator publishes it', async () => {
  await job.reviewAll(server, people.reviewer, () => ({ outcome: 'approve' }));
  const step = async (desk, name, next) => {
    await desk.open(wave);
    await button(desk.page, name).click();
    await button(dialog(desk), name).click();
    await desk.page.locator('.road [aria-current=step]', { hasText: next }).waitFor();
  };
  await step(desks.coordinator, 'meetronde sluiten', 'gesloten');
  await step(desks.reviewer, 'valideren', 'gevalideerd');
  await step(desks.coordinator, 'publiceren', 'gepubliceerd');
});

test('the quality team reads scores with n and interval, and hidden cells, in English without a Dutch word', async () => {
  const desk = await sitDown('quality_team', { language: 'en' });
  await desk.page.getByRole('link', { name: 'Results', exact: true }).click();
  await desk.settled();
  const { page } = desk;
  // The region is left out: with it the small town could be subtracted. Its towns are a click away.
  await page.getByRole('link', { name: 'Zwolle' }).click();
  await desk.settled();
  const zwolle = page.getByRole('group', { name: 'Zwolle' });
  const overall = zwolle.getByRole('row', { name: /Overall score/ });
  assert.match(await overall.textContent(), /\d+\.\d.*\d+\.\d to \d+\.\d.*at least 20/);
  await page.getByRole('link', { name: 'IJsselland' }).click();
  await page.getByRole('link', { name: 'Ommen' }).click();
  await desk.settled();
  const ommen = page.getByRole('group', { name: 'Ommen' });
  await ommen.getByText('too few visits').first().waitFor();
  assert.doesNotMatch(await ommen.textContent(), /\d+\.\d/);
  await desk.look('results', ['wide']);
  // Nothing else is within reach: no visit, no queue, no person, no place; typing its address helps nobody.
  assert.equal(await page.getByRole('link', { name: 'Locations' }).count(), 0);
  await desk.open('/locations');
  await notice(desk, 'Your role does not allow this.');
  for (const address of [`/api/visits?wave_id=${server.demo.wave_id}`, '/api/people', '/api/inspectors', '/api/trail']) await assert.rejects(people.quality_team.get(address), /40[34]/);
});

test('the works council sees who read and decided, by number only, and that the chain holds', async () => {
  const desk = await sitDown('observer');
  await desk.page.getByRole('link', { name: 'Logboek', exact: true }).click();
  await desk.settled();
  await button(desk.page, 'Keten controleren').click();
  await notice(desk, 'De keten klopt');
  await desk.open('/audit?what=photo.opened');
  await desk.page.getByRole('row', { name: /controleur/ }).first().waitFor();
  assert.doesNotMatch(await desk.page.locator('main').textContent(), /hoeveel moeite/);
  await desk.look('audit', ['wide']);
});

test('an administrator closes an account, which ends its session at once, and opens it again', async () => {
  const desk = desks.client_admin;
  await desk.open('/people');
  const row = desk.page.getByRole('row', { name: /waarnemer/ });
  const act = async (name) => {
    await button(row, name).click();
    await dialog(desk).getByLabel('Reden').fill('proef');
    await button(dialog(desk), name).click();
    await dialog(desk).waitFor({ state: 'detached' });
  };
  await act('Uitschakelen');
  await row.getByText('uitgeschakeld').waitFor();
  await button(desks.observer.page, 'Filteren').click();
  await desks.observer.page.reload();
  await desks.observer.page.getByRole('heading', { name: 'Aanmelden' }).waitFor();
  await act('Inschakelen');
  await row.getByText('actief').waitFor();
});

test('who signs out is told when that failed, and nobody is let in afterwards once it succeeded', async () => {
  const { page } = desks.client_admin;
  const signOut = page.getByRole('button', { name: 'Afmelden', exact: true });
  const session = '**/api/session';
  await page.route(session, (route) => route.fulfill({ status: 429, contentType: 'application/problem+json', body: JSON.stringify({ code: 'rate_limited', title: 'Te veel verzoeken. Wacht even.' }) }));
  await signOut.click();
  await notice(desks.client_admin, 'Te veel verzoeken.');
  assert.equal(await page.locator('.bar .who').count(), 1);

  await page.unroute(session);
  await signOut.click();
  await page.getByRole('heading', { name: 'Aanmelden' }).waitFor();
  await page.reload();
  await page.getByRole('heading', { name: 'Aanmelden' }).waitFor();
});

test('nothing went wrong on any page', async () => {
  assert.deepEqual([...browser.problems], []);
});

test.after(async () => {
  await browser.close();
  await server.stop();
});
