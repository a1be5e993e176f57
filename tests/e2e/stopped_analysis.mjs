// SPDX-License-Identifier: EUPL-1.2
// A coordinator starts the analyses of a release in the console, sees how far they are, and stops them. In a real browser,
// on the real server, with a release of the whole country, so that they take a while.
import assert from 'node:assert/strict';
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { Browser } from './browser.mjs';
import * as job from './job.mjs';
import { Refused } from './office.mjs';
import { Server } from './server.mjs';

const [root, build, folder, pictures] = process.argv.slice(2);
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const server = await Server.make({ root, build, folder: path.join(folder, 'data') });
const { waves } = await server.command('synthetic-waves', '--project', 'raalte-balie', '--tier', 'netherlands', '--waves', '1', '--without-analyses');
const [{ wave_id: wave, release_id: release }] = waves;
await server.start();
const coordinator = await job.signIn(server, 'coordinator');
const quality = await job.signIn(server, 'quality_team');
const browser = await Browser.launch({ root, folder: pictures ? folder : null });
const desk = await browser.desk(server, { tolerated: [401, 409] }); // a request that was stopped ends in a conflict
const { page } = desk;
const state = () => coordinator.get(`/api/analyses/${release}`);
const made = async () => (await quality.get(`/api/releases/${release}/analyses`)).analyses;
const notice = (text) => page.locator('.notice', { hasText: text });
const percent = async () => Number(/(\d+) %/.exec(await notice('worden gemaakt').textContent())[1]);

await desk.signIn(coordinator.login, coordinator.password);
await desk.open(`/waves/${wave}`, 'not made yet');
await notice('nog niet gemaakt').waitFor();
await desk.look('analyses_missing', ['wide', 'narrow']);

await page.getByRole('button', { name: 'Analyses maken' }).click();
await page.waitForFunction(() => Number(/(\d+) %/.exec(document.querySelector('main').textContent.match(/worden gemaakt: \d+ %/)?.[0] ?? '')?.[1]) > 0, undefined, { timeout: 120_000 });
const far = await percent();
assert.ok(far > 0 && far < 100, `${far} %`);
assert.ok((await state()).running);
if (pictures) await desk.look('analyses_running', ['wide']);

// Somebody else who looks sees the same, and cannot start them a second time.
await assert.rejects(coordinator.post(`/api/analyses/${release}`), (refused) => refused instanceof Refused && refused.code === 'busy');

await page.getByRole('button', { name: 'Stoppen' }).click();
await notice('nog niet gemaakt').waitFor({ timeout: 60_000 });
const stopped = await state();
assert.equal(stopped.running, false);
assert.equal(stopped.made_at, undefined);
assert.equal(await made(), undefined, 'nothing of a stopped analysis is kept');
assert.equal(await page.locator('.notice-danger').count(), 0, 'that it was stopped is no fault');
await desk.look('analyses_stopped', ['wide']);

await desk.close();
await browser.close();
await server.stop();
assert.deepEqual([...browser.problems], []);
console.log(`stopped at ${far} %`);
