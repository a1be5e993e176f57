// SPDX-License-Identifier: EUPL-1.2
// node tests/bench/app/cold_start.mjs SOURCE BUILD FOLDER [ROUNDS [ASSIGNMENTS VISITS]]: how long until the app shows its
// first page and its assignments, with 1,000 of them and 500 visits in the encrypted store (or other numbers), against a
// bare Qt Quick window with a list of 1,000 rows. Both start in turn, as processes, and are watched by the same plugin
// until the first frame with a row on it. What a person needs to type the pass-phrase does not count; deriving the key
// from it (Argon2id, slow on purpose) does.
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { App, ownHome } from '../../e2e/app.mjs';

const [source, build, folder, rounds = '15', assignments = '1000', visits = '500'] = process.argv.slice(2);
const tablet = path.join(folder, 'tablet');
const passphrase = 'regen-op-het-gemeentehuis';
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const env = ownHome(folder);
const programs = path.join(build, 'tests/bench/app');
execFileSync(path.join(programs, 'balieblik-bench-tablet'), [tablet, path.join(source, 'forms/counter/1'), assignments, visits, passphrase], { stdio: 'inherit' });

const since = (start) => performance.now() - start;

async function bareWindow() {
  const start = performance.now();
  const app = await App.start({ build, data: folder, program: path.join(programs, 'balieblik-bench-window'), args: [], env });
  await app.firstFrame('bareRow');
  const whole = since(start);
  await app.stop('SIGKILL');
  return { whole };
}

async function wholeApp() {
  const start = performance.now();
  const app = await App.start({ build, data: tablet, env });
  await app.firstFrame('unlock');
  const lock = since(start);
  await app.fill('secretField', passphrase);
  const typed = performance.now();
  const click = app.ask({ op: 'click', name: 'unlock' });
  await app.firstFrame('assignment');
  const list = since(typed);
  await click;
  await app.stop('SIGTERM');
  return { lock, list, whole: lock + list };
}

const bare = [];
const whole = [];
for (let round = -1; round < Number(rounds); ++round) {
  const [one, other] = [await bareWindow(), await wholeApp()];
  if (round < 0) continue; // the disk's cache is cold once
  bare.push(one);
  whole.push(other);
}
const median = (list, name) => list.map((one) => one[name]).sort((a, b) => a - b)[Math.floor(list.length / 2)];
const base = median(bare, 'whole');
const line = (what, value) => console.log(`${what.padEnd(52)} ${value.toFixed(0).padStart(6)} ms   ${(value / base).toFixed(2)} x`);
line('bare Qt Quick window with a list', base);
line('app: start to the lock page', median(whole, 'lock'));
line('app: pass-phrase given to the list of assignments', median(whole, 'list'));
line('app: both', median(whole, 'whole'));
