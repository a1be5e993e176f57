// SPDX-License-Identifier: EUPL-1.2
// No byte of an answer, a name or a photo is readable in any file that the app's process wrote, wherever it lay and
// however briefly: the app runs a whole visit, is cut off, goes on and hands in, all under strace, with every folder that a
// program may use for itself pointing into the test's own. It is protected by a PIN and a key store; another tablet, by a
// pass-phrase. First the same search is shown to find what it looks for. Run inside `dbus-run-session`.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { App, ownHome } from './app.mjs';
import * as job from './job.mjs';
import { startKeyStore } from './key_store.mjs';
import { Server } from './server.mjs';
import { filesIn, readTrace, readable, tracing } from './trace.mjs';
import { attachPhoto, choose, raalte, runClock, stopVisit, write } from './visit.mjs';

const [root, build, folder] = process.argv.slice(2);
const tablet = path.join(folder, 'tablet');
const other = path.join(folder, 'other');
const ticket = path.join(root, 'tests/e2e/fixtures/ticket.jpg');
rmSync(folder, { recursive: true, force: true });
mkdirSync(tablet, { recursive: true });
const home = ownHome(folder, [ticket]);
const bus = { DBUS_SESSION_BUS_ADDRESS: process.env.DBUS_SESSION_BUS_ADDRESS };
const pin = '480153726918'; // long enough that chance does not write it
const wrongPin = '917354062811';

const words = {
  'a remark': 'Kanariegele toelichting bij de balie',
  'another remark': 'Tweede kanarie over het bord',
  'why a lap was changed': 'Worked example',
  'an answer': 'follow_up',
  'the place': 'Gemeentehuis Raalte',
  'the address': 'Zwolsestraat',
  'the name of a question': '/data/H/H3',
  'the text of a question': 'Hoeveel moeite',
  'the name of the tablet': 'Tablet van Kanarievogel',
  'the organisation': 'Onderzoeksbureau Salland',
  'the PIN': pin,
  'a wrong PIN': wrongPin,
  'the pass-phrase': job.passphrase,
  'what the camera noted': 'EXIFKANARIE',
  'the photo as it was': readFileSync(ticket).subarray(20000, 20048),
};

await control();
const keyring = await startKeyStore(home);
const server = await Server.make({ root, build, folder, demo: ['--fieldwork'] });
await server.start();
const coordinator = await job.signIn(server, 'coordinator');
const reviewer = await job.signIn(server, 'reviewer');
const inspector = await job.freeInspector(coordinator);
words["the inspector's alias"] = inspector.alias;
await job.assignVisit(server, coordinator, inspector);
const traces = [];
let app;
try {
  app = await start();
  await app.fill('deviceName', words['the name of the tablet']);
  await job.enrol(app, coordinator, inspector, pin);
  await app.click('assignment', { timeout: 30000 });
  await app.click('startVisit');
  await app.waitFor('visitPage');
  await runClock(app, raalte.laps);
  await app.click('section_6');
  await choose(app, 'G1', 'follow_up');
  await app.click('section_7');
  await write(app, 'H3', words['a remark']);
  await attachPhoto(app, 'H5_1', path.basename(ticket));
  await app.stop('SIGKILL'); // the log of the database and its index stay behind, as after a power cut

  app = await start();
  await job.unlock(app, wrongPin);
  await app.waitFor('unlockError', { text: /pincode/ });
  await job.unlock(app, pin);
  await app.waitFor('visitPage', { timeout: 30000 });
  await app.click('section_7');
  await write(app, 'H4', words['another remark']);
  await app.click('leaveVisit');
  await app.click('nav_lock');
  await job.unlock(app, pin);
  await app.waitFor('visitPage');
  await stopVisit(app, 'outage');
  await app.click('nav_sync');
  await app.click('syncNow');
  await app.waitFor('rung_2', { text: /✓/, timeout: 60000 });
  await rememberPhoto();
  await app.click('nav_settings');
  await app.click('appearance_dark');
  await app.click('text_150');
  await app.stop('SIGTERM');
  await withPassphrase();
  await server.stop();
  await search();
} catch (problem) {
  await app?.grab(path.join(folder, 'failed.png')).catch(() => {});
  console.error(problem.message, (app?.output ?? '').slice(-1500));
  process.exitCode = 1;
} finally {
  await app?.stop('SIGKILL');
  await server.stop();
  keyring.kill();
}

// The photo as the app made it of the file: three places well inside of its pixels.
async function rememberPhoto() {
  const { rows } = await reviewer.get(`/api/visits?wave_id=${server.demo.wave_id}`);
  const row = rows.find((one) => one.municipality === 'GM0177');
  const visit = await reviewer.get(`/api/visits/${row.visit_version_id}`);
  const { content } = await reviewer.bytes(`/api/visits/${row.visit_version_id}/photos/${visit.photos[0].sha256}`);
  for (const part of [0.3, 0.5, 0.9]) {
    const from = Math.floor(content.length * part);
    words[`the photo at ${part}`] = content.subarray(from, from + 32);
  }
}

async function start(data = tablet, env = { ...home, ...bus }) {
  const trace = path.join(folder, `trace${traces.length}.txt`);
  traces.push(trace);
  return App.start({ build, data, env, wrap: tracing(trace) });
}

// The same inspector's second tablet, where there is no key store.
async function withPassphrase() {
  mkdirSync(other, { recursive: true });
  app = await start(other, home);
  await app.fill('deviceName', words['the name of the tablet']);
  await job.enrol(app, coordinator, inspector);
  await app.click('nav_lock');
  await job.unlock(app);
  await app.waitFor('assignmentsPage');
  await app.stop('SIGTERM');
}

async function search() {
  const known = /\/(tablet|other)\/store\.db-shm$|\/mesa_shader_cache|\/fontconfig\//; // what is mapped: an index of checksums; no text
  let bytes = 0;
  const everywhere = new Set();
  for (const trace of traces) {
    const { written, mapped, opened } = await readTrace(trace);
    for (const name of [...written.keys(), ...opened]) everywhere.add(name);
    for (const name of mapped) assert.match(name, known, `${name} is written through shared memory, where nobody looks`);
    for (const content of written.values()) bytes += content.length;
    assert.deepEqual(readable(written, words), []);
    // The trace did see the app's own files: the log of the database and what is plain on purpose.
    assert.ok([tablet, other].some((data) => written.get(path.join(data, 'store.db-wal'))?.length > 10_000), 'the trace saw no database');
  }
  const settings = path.join(tablet, 'settings.ini');
  assert.deepEqual(readable([[settings, readFileSync(settings)]], { dark: 'dark' }), [`${settings} holds dark as UTF-8`]);
  assert.ok([...everywhere].some((name) => name.startsWith(path.join(tablet, 'photos'))), 'the trace saw no photo');
  for (const name of everywhere) assert.ok(name.startsWith(folder), `the app wrote outside of its folders: ${name}`);
  const left = filesIn([tablet, other, home.HOME]);
  left.delete(path.join(home.HOME, 'Pictures', path.basename(ticket)));
  assert.deepEqual(readable(left, words), []);
  console.log(`${everywhere.size} files, ${bytes} bytes written, ${left.size} files left behind: nothing readable`);
}

// A program that writes each word in each way into a file, in pieces, and removes it: everything must be found.
async function control() {
  const trace = path.join(folder, 'control.txt');
  const list = path.join(folder, 'control.json');
  const gone = path.join(folder, 'gone.tmp');
  writeFileSync(list, JSON.stringify(Object.values(words).map((word) => (Buffer.isBuffer(word) ? { base64: word.toString('base64') } : word))));
  const [tracer, ...rest] = tracing(trace);
  execFileSync(tracer, [...rest, process.execPath, '-e', `
    const fs = require('node:fs');
    const file = fs.openSync(${JSON.stringify(gone)}, 'w');
    for (const word of JSON.parse(fs.readFileSync(${JSON.stringify(list)}, 'utf8')))
      for (const form of word.base64 ? [Buffer.from(word.base64, 'base64')] : [Buffer.from(word), Buffer.from(word, 'utf16le'), Buffer.from(word, 'utf16le').swap16()]) {
        fs.writeSync(file, form.subarray(0, 5));
        fs.writeSync(file, form.subarray(5));
      }
    fs.closeSync(file);
    fs.unlinkSync(${JSON.stringify(gone)});`]);
  const { written } = await readTrace(trace);
  const found = readable(written, words);
  for (const [what, word] of Object.entries(words))
    for (const form of Buffer.isBuffer(word) ? ['bytes'] : ['UTF-8', 'UTF-16', 'UTF-16BE'])
      assert.ok(found.includes(`${gone} holds ${what} as ${form}`), `the search does not find ${what} as ${form}`);
}
