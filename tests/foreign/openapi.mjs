// SPDX-License-Identifier: EUPL-1.2
// node tests/foreign/openapi.mjs BUILD
// Stoplight's prism stands between us and our server and refuses whatever differs from docs/openapi.json: what tablets
// and the office send, and every answer. (tests/server/http holds each exchange against it with a checker of our own.)
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import tls from 'node:tls';
import * as job from '../e2e/job.mjs';
import { Field, pause, root } from './field.mjs';

const [build = 'build/dev'] = process.argv.slice(2);
const field = await Field.open(build);
const { folder, server } = field;
const [certificate, key, ca] = ['prism.crt', 'prism.key', 'server-ca.crt'].map((file) => path.join(folder, file));
writeFileSync(ca, server.ca);
execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2', '-subj', '/CN=localhost', '-addext', 'subjectAltName=IP:127.0.0.1', '-keyout', key, '-out', certificate], { stdio: 'ignore' });

const probe = net.createServer().listen(0, '127.0.0.1');
await once(probe, 'listening');
const { port } = probe.address();
await new Promise((resolve) => probe.close(resolve));
const prism = spawn(process.execPath, [path.join(root, 'tests/foreign/node_modules/.bin/prism'), 'proxy', path.join(root, 'docs/openapi.json'), server.address, '--errors', '--host', '127.0.0.1', '--port', String(port)], { env: { ...process.env, NODE_EXTRA_CA_CERTS: ca }, stdio: ['ignore', 'pipe', 'pipe'] });
let said = '';
for (const stream of [prism.stdout, prism.stderr]) stream.on('data', (chunk) => (said += chunk));
// It speaks plain HTTP; our clients speak TLS only.
const front = tls.createServer({ key: readFileSync(key), cert: readFileSync(certificate) }, (client) => {
  const behind = net.connect(port, '127.0.0.1');
  client.on('error', () => behind.destroy());
  behind.on('error', () => client.destroy());
  client.pipe(behind).pipe(client);
}).listen(0, '127.0.0.1');
await once(front, 'listening');
const through = { address: `https://127.0.0.1:${front.address().port}`, ca: readFileSync(certificate, 'utf8') };

let exchanges = 0;
const counted = (who, name) => {
  const ask = who[name];
  who[name] = (...words) => ((exchanges += 1), ask.apply(who, words));
};
try {
  for (let tries = 0; !/Prism is listening/.test(said); ++tries) {
    assert.ok(tries < 600 && prism.exitCode === null, `prism does not start:\n${said}`);
    await pause(100);
  }
  const office = await job.signIn({ ...through, account: (role) => server.account(role) }, 'reviewer');
  const box = await field.tablet(through);
  counted(box.tablet, 'ask');
  for (const name of ['get', 'post']) counted(office, name);
  await box.tablet.signIn();
  box.seal({ photo: Buffer.alloc(50_000, 'prism takes every body for a text ') });
  box.seal();
  while (box.waiting.length + box.photos.length > 0) {
    await box.push();
    await box.upload();
    assert.equal(box.refused, 0, 'prism or the server refused what a tablet sends');
  }
  assert.deepEqual(await box.missing(), []);
  await box.tablet.pull();
  await box.tablet.ask('/v1/sync/report', { unsent_mutations: 0, unsent_visits: 0, unsent_attachments: 0, problems: [] });
  await box.tablet.ask('/v1/sync/wake', {});

  const wave = server.demo.wave_id;
  for (const target of ['/health', '/api/session', '/api/projects', `/api/waves/${wave}`, `/api/waves/${wave}/progress`, '/api/locations', '/api/scenarios', '/api/norms', '/api/forms', '/api/inspectors', '/api/municipalities']) {
    const refusal = await office.get(target).then(() => undefined, (problem) => problem);
    assert.ok(!refusal || refusal.code === 'forbidden', `${target}: ${refusal?.message}`);
  }
  const refused = await office.get('/api/waves/00000000-0000-7000-8000-000000000000').then(() => undefined, (problem) => problem);
  assert.equal(refused?.code, 'not_found', 'a refusal is described as well');
  const wrong = await box.tablet.ask('/v1/sync/pull', { install_id: 7 }).then(() => undefined, (problem) => problem);
  assert.equal(wrong?.status, 422, 'prism looks at what is sent');
  console.log(`prism: ${exchanges} exchanges of a tablet and a reviewer as docs/openapi.json says; a body of the wrong kind was refused by it`);
} catch (problem) {
  console.error(said.split('\n').slice(-30).join('\n'));
  throw problem;
} finally {
  const ended = once(prism, 'exit');
  prism.kill('SIGTERM');
  await ended;
  front.close();
  await field.close();
}
