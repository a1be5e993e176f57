// SPDX-License-Identifier: EUPL-1.2
// Every page of the console in a real browser on the real server, wide, narrow and dark: no accessibility fault, no
// report of the content policy, no script error, nothing that scrolls sideways. The pictures lie in the folder given.
import { createRequire } from 'node:module';
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import * as job from './job.mjs';
import { Server } from './server.mjs';

const [root, build, folder] = process.argv.slice(2);
const require = createRequire(path.join(root, 'sync-server/console/package.json'));
const { chromium } = require('@playwright/test');
const { AxeBuilder } = require('@axe-core/playwright');
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });

const server = await Server.make({ root, build, folder: path.join(folder, 'data'), demo: ['--visits'] });
await server.start();
const people = {};
for (const role of ['coordinator', 'reviewer', 'quality_team', 'observer', 'client_admin']) people[role] = await job.signIn(server, role);
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});
const problems = new Set();
let pictures = 0;

const wide = { viewport: { width: 1440, height: 900 } };
const narrow = { viewport: { width: 320, height: 700 } };
const dark = { ...wide, colorScheme: 'dark' };

async function visit(role, look, pages, language = 'nl') {
  const context = await browser.newContext({ ignoreHTTPSErrors: true, reducedMotion: 'reduce', ...look });
  const page = await context.newPage();
  let where = 'sign_in';
  page.on('console', (message) => {
    if (message.type() === 'error' && !/status of 401/.test(message.text())) problems.add(`${where}: ${message.text()}`);
  });
  page.on('pageerror', (error) => problems.add(`${where}: ${error.message}`));
  page.on('request', (request) => {
    if (!request.url().startsWith(server.address) && !request.url().startsWith('data:')) problems.add(`${where}: asked ${request.url()}`);
  });
  const check = async () => {
    const shape = look === dark ? 'dark' : look === narrow ? '320' : 'wide';
    await page.screenshot({ path: path.join(folder, `${where}_${shape}_${language}.png`), fullPage: true });
    ++pictures;
    const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    if (over > 0) problems.add(`${where} ${shape}: scrolls sideways by ${over}`);
    for (const fault of (await new AxeBuilder({ page }).analyze()).violations)
      problems.add(`${where} ${shape}: ${fault.id} at ${fault.nodes.slice(0, 2).map((node) => node.target.join(' ')).join(', ')}`);
  };
  await page.goto(`${server.address}/console/`);
  await page.waitForSelector('form');
  if (language === 'en') await page.click('.bar-button:last-of-type');
  await check();
  await page.fill('input[autocomplete=username]', people[role].login);
  await page.fill('input[type=password]', people[role].password);
  await page.click('button[type=submit]');
  await page.waitForSelector('.bar .who');
  for (const [name, to, act] of pages) {
    where = name;
    await page.goto(`${server.address}/console${to}`);
    await page.waitForSelector('h1');
    await page.waitForFunction(() => !document.querySelector('.skeleton'));
    if (act) await act(page);
    await check();
  }
  await context.close();
}

const wave = `/waves/${server.demo.wave_id}`;
const plan = [['home', '/'], ['wave', wave], ['assignments', `${wave}/assignments`], ['people', '/people'], ['quarantine', '/quarantine']];
await visit('coordinator', wide, [...plan, ['assignment_new', `${wave}/assignments`, (page) => page.click('.page-head button')]]);
await visit('coordinator', narrow, plan);
await visit('coordinator', dark, plan, 'en');
const [first] = (await people.reviewer.get(`/api/visits?wave_id=${server.demo.wave_id}`)).rows;
const reading = [['queue', `${wave}/review`], ['visit', `/visits/${first.visit_version_id}`]];
await visit('reviewer', wide, reading, 'en');
await visit('reviewer', narrow, reading);
await visit('reviewer', dark, reading);

await job.reviewAll(server, people.reviewer, () => ({ outcome: 'approve' }));
await job.moveWave(server, people.coordinator, 'close');
await job.moveWave(server, people.reviewer, 'validate');
await visit('coordinator', wide, [['wave_validated', wave]]);
const { rev } = await people.coordinator.get(`/api${wave}/release`);
await people.coordinator.post(`/api${wave}/release`, { rev });
await visit('quality_team', wide, [['results', '/results']]);
await visit('quality_team', narrow, [['results', '/results']], 'en');
await visit('quality_team', dark, [['results', '/results']]);
await visit('observer', wide, [['audit', '/audit']]);
await visit('client_admin', wide, [['accounts', '/people']]);
await browser.close();
await server.stop();
if (problems.size) {
  console.error([...problems].join('\n'));
  process.exit(1);
}
console.log(`${pictures} pages looked at, no fault found`);
