// SPDX-License-Identifier: EUPL-1.2
// node tests/foreign/tus_server.mjs BUILD [ROUNDS]
// The tablet's uploader against @tus/server over a line that breaks after any byte; what was stored there is what was
// photographed. Around it stands only what tus does not know: tokens, and the question what is missing.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { createHash, randomBytes, randomInt } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import https from 'node:https';
import os from 'node:os';
import path from 'node:path';
import { FileStore } from '@tus/file-store';
import { Server } from '@tus/server';
import { Line } from '../soak/proxy.mjs';
import { pause } from './field.mjs';

const [build = 'build/dev', rounds = '3'] = process.argv.slice(2);
const folder = mkdtempSync(path.join(os.tmpdir(), 'balieblik-tus-'));
const [certificate, key] = ['tus.crt', 'tus.key'].map((file) => path.join(folder, file));
execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2', '-subj', '/CN=localhost', '-addext', 'subjectAltName=IP:127.0.0.1', '-keyout', key, '-out', certificate], { stdio: 'ignore' });

const whole = new Map(); // what was promised, and what arrived
const tus = new Server({
  path: '/v1/blobs', relativeLocation: true, respectForwardedHeaders: false,
  datastore: new FileStore({ directory: folder }),
  onUploadFinish: async (_request, upload) => {
    whole.set(upload.metadata.sha256, createHash('sha256').update(readFileSync(path.join(folder, upload.id))).digest('hex'));
    return {};
  },
});
const answer = (response, body) => response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
const bodyOf = async (request) => JSON.parse(Buffer.concat(await request.toArray()).toString());
const web = https.createServer({ key: readFileSync(key), cert: readFileSync(certificate) }, async (request, response) => {
  const writeHead = response.writeHead;
  response.writeHead = (...words) => {
    if (request.headers['sync-nonce']) response.setHeader('Sync-Nonce', request.headers['sync-nonce']);
    return writeHead.apply(response, words);
  };
  try {
    if (request.url === '/v1/challenge') answer(response, { nonce: randomBytes(32).toString('hex') });
    else if (request.url === '/v1/token') answer(response, { token: 'good', expires_at: new Date(Date.now() + 900_000).toISOString(), order: null });
    else if (request.url === '/v1/blobs/have') answer(response, { missing: (await bodyOf(request)).sha256.filter((hash) => !whole.has(hash)) });
    else await tus.handle(request, response);
  } catch {
    response.destroy(); // the line broke
  }
}).listen(0, '127.0.0.1');
await once(web, 'listening');
const line = await Line.to(web.address().port);
let told = '';
try {
  for (let round = 0; round < Number(rounds); ++round) {
    whole.clear();
    const tablet = spawn(path.join(build, 'tests/foreign/foreign_uploader'), [], { env: { ...process.env, TUS_PORT: String(line.port), TUS_CA: certificate }, stdio: ['ignore', 'pipe', 'inherit'] });
    tablet.stdout.on('data', (chunk) => (told += chunk));
    const ended = once(tablet, 'exit');
    let running = true;
    ended.then(() => (running = false));
    while (running) {
      const broken = randomInt(3);
      line.be([{}, { cutUp: 1_000 + randomInt(200_000) }, { cutDown: 500 + randomInt(3_000) }][broken]);
      await Promise.race([ended, pause(10 + randomInt(30))]);
    }
    const [code] = await ended;
    assert.equal(code, 0, told);
    assert.equal(whole.size, 3);
    for (const [promised, arrived] of whole) assert.equal(arrived, promised);
  }
  const counts = [...told.matchAll(/requests (\d+), dropped (\d+)/g)].reduce(([a, b], [, c, d]) => [a + Number(c), b + Number(d)], [0, 0]);
  console.log(`@tus/server: ${rounds} times three photos (2.2 MB) in ${counts[0]} requests, ${counts[1]} of which broke; hashes equal`);
} finally {
  await line.close();
  web.close();
  web.closeAllConnections();
  rmSync(folder, { recursive: true, force: true });
}
