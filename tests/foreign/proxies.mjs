// SPDX-License-Identifier: EUPL-1.2
// node tests/foreign/proxies.mjs BUILD [nginx] [haproxy]
// Debian's nginx and haproxy in front of our server, as an office would set them up, with time-outs of a few seconds:
// tablets hand in through them, are woken through them, and curl asks for 100-continue and sends chunks through them.
import assert from 'node:assert/strict';
import { execFile, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import https from 'node:https';
import net from 'node:net';
import path from 'node:path';
import { promisify } from 'node:util';
import { Field, pause } from './field.mjs';

const run = promisify(execFile);
const [build = 'build/dev', ...wanted] = process.argv.slice(2);

const nginx = ({ folder, port, to, certificate, key, ca }) => `
daemon off; master_process off; pid ${folder}/nginx.pid; error_log ${folder}/nginx.log;
events { worker_connections 256; }
http {
  access_log off;
  client_body_temp_path ${folder}/body; proxy_temp_path ${folder}/proxy; fastcgi_temp_path ${folder}/f; uwsgi_temp_path ${folder}/u; scgi_temp_path ${folder}/s;
  server {
    listen 127.0.0.1:${port} ssl; ssl_certificate ${certificate}; ssl_certificate_key ${key};
    client_max_body_size 16m;
    location / {
      proxy_pass https://127.0.0.1:${to}; proxy_ssl_verify on; proxy_ssl_trusted_certificate ${ca}; proxy_ssl_name localhost;
      proxy_http_version 1.1; proxy_set_header Host $http_host; proxy_set_header X-Forwarded-For $remote_addr;
      proxy_read_timeout 5s; proxy_send_timeout 5s;
    }
  }
}
`;
const haproxy = ({ port, to, pem, ca }) => `
global
  maxconn 256
defaults
  mode http
  timeout connect 2s
  timeout client 5s
  timeout server 5s
frontend tablets
  bind 127.0.0.1:${port} ssl crt ${pem}
  default_backend balieblik
backend balieblik
  server one 127.0.0.1:${to} ssl verify required ca-file ${ca} sni str(localhost)
`;

async function freePort() {
  const probe = net.createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

/** The proxy under a certificate of the office's own. */
class Proxy {
  static async before(field, name) {
    const { folder, server } = field;
    const proxy = new Proxy();
    const [certificate, key, pem, ca] = ['proxy.crt', 'proxy.key', 'proxy.pem', 'server-ca.crt'].map((file) => path.join(folder, file));
    execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2', '-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1', '-keyout', key, '-out', certificate], { stdio: 'ignore' });
    writeFileSync(pem, readFileSync(certificate, 'utf8') + readFileSync(key, 'utf8'), { mode: 0o600 });
    writeFileSync(ca, server.ca);
    proxy.port = await freePort();
    proxy.address = `https://127.0.0.1:${proxy.port}`;
    proxy.certificate = certificate;
    proxy.ca = readFileSync(certificate, 'utf8');
    const config = path.join(folder, `${name}.conf`);
    writeFileSync(config, { nginx, haproxy }[name]({ folder, port: proxy.port, to: server.port, certificate, key, pem, ca }));
    const [program, words] = { nginx: ['/usr/sbin/nginx', ['-p', folder, '-e', `${folder}/nginx.log`, '-c', config]], haproxy: ['/usr/sbin/haproxy', ['-db', '-q', '-f', config]] }[name];
    proxy.process = spawn(program, words, { stdio: ['ignore', 'inherit', 'inherit'] });
    for (let tries = 0; tries < 100; ++tries) {
      const socket = net.connect(proxy.port, '127.0.0.1');
      const there = await once(socket, 'connect').then(() => true, () => false);
      socket.destroy();
      if (there) return proxy;
      await pause(50);
    }
    throw new Error(`${name} does not answer`);
  }
  async stop() {
    const ended = once(this.process, 'exit');
    this.process.kill('SIGTERM');
    await ended;
  }
}

/** Listens to the server's events; `heard(text)` waits for one, `ended` tells how long the line lived. */
function listen(proxy, token) {
  const began = Date.now();
  const listener = { text: '' };
  listener.ended = new Promise((resolve) => {
    const request = https.get(`${proxy.address}/v1/sync/wake`, { ca: proxy.ca, agent: false, headers: { Authorization: `Bearer ${token}`, Accept: 'text/event-stream' } }, (reply) => {
      listener.status = reply.statusCode;
      listener.type = reply.headers['content-type'];
      reply.on('data', (chunk) => (listener.text += chunk));
      reply.on('close', () => resolve(Date.now() - began));
    });
    request.on('error', () => resolve(Date.now() - began));
  });
  listener.heard = async (text, times = 1) => {
    const from = Date.now();
    while (listener.text.split(text).length - 1 < times) {
      if (Date.now() - from > 4_000) throw new Error(`not heard: ${text} in ${JSON.stringify(listener.text)}`);
      await pause(5);
    }
    return Date.now() - from;
  };
  return listener;
}

const parts = {
  /** Visits and photos, of two tablets at once, each there in the end. */
  async 'hand in'({ proxy, boxes }) {
    for (const box of boxes) {
      box.seal({ photoBytes: 3_000_000 });
      box.seal({ photoBytes: 40_000 });
      for (let n = 0; n < 6; ++n) box.seal();
    }
    await Promise.all(
      boxes.map(async (box) => {
        for (let tries = 0; box.waiting.length + box.photos.length > 0; ++tries) {
          assert.ok(tries < 60, `it does not come through: ${box.waiting.length} visits, ${box.photos.length} photos wait`);
          await box.push(3);
          await box.upload();
        }
      }),
    );
    for (const box of boxes) assert.deepEqual(await box.missing(), []);
    return `${boxes.reduce((sum, box) => sum + box.acknowledged.size, 0)} visits, ${boxes.reduce((sum, box) => sum + box.complete, 0)} photos`;
  },

  /** What changed is told at once and not when a buffer is full; the idle line is cut, and the next one is told as well. */
  async events({ proxy, field, token }) {
    const [inspector] = field.inspectors;
    const first = listen(proxy, token);
    await pause(800);
    assert.equal(first.status, 200);
    assert.match(first.type, /^text\/event-stream/);
    const before = first.text.split('event: changed').length - 1;
    await field.assign(inspector);
    const took = await first.heard('event: changed', before + 1);
    const lived = await first.ended;
    assert.ok(lived < 15_000, 'the idle line was not cut, so nothing was tried');
    const again = listen(proxy, token);
    await pause(800);
    const then = again.text.split('event: changed').length - 1;
    await field.assign(inspector);
    await again.heard('event: changed', then + 1);
    return `told after ${took} ms, idle line cut after ${(lived / 1000).toFixed(1)} s, told again on the next`;
  },

  /** The long question outlives the proxy's patience: that is no answer of ours, and the next one is. */
  async 'long question'({ boxes: [box] }) {
    const { at } = await box.tablet.ask('/v1/sync/wake', {});
    const refusal = await box.tablet.ask('/v1/sync/wake', { since: at }).then(() => undefined, (problem) => problem);
    assert.equal(refusal?.status, 504);
    assert.equal(refusal.code, undefined, 'a proxy does not speak for the server');
    assert.equal((await box.tablet.ask('/v1/sync/wake', {})).at, at);
    return 'cut with the proxy\'s own 504, then answered';
  },

  /** curl waits for 100-continue before the body, sends it in chunks, and keeps its connection. */
  async curl({ proxy, token }) {
    const body = JSON.stringify({ sha256: ['0'.repeat(64)] });
    const common = ['-sS', '--cacert', proxy.certificate, '-H', `Authorization: Bearer ${token}`, '-H', 'Content-Type: application/json', '--data-binary', body, '-w', '\n%{http_code} %{num_connects}'];
    const told = [];
    for (const [what, words] of [['100-continue', ['-H', 'Expect: 100-continue', '--expect100-timeout', '30']], ['chunked', ['-H', 'Transfer-Encoding: chunked']], ['both', ['-H', 'Expect: 100-continue', '-H', 'Transfer-Encoding: chunked', '--expect100-timeout', '30']]]) {
      const { stdout } = await run('curl', [...common, ...words, `${proxy.address}/v1/blobs/have`], { timeout: 20_000 });
      assert.match(stdout, /"missing":\[\]/, what);
      assert.match(stdout, /\n200 1$/, what);
      told.push(what);
    }
    const { stdout } = await run('curl', [...common, `${proxy.address}/v1/blobs/have`, '--next', ...common, `${proxy.address}/v1/blobs/have`]);
    assert.match(stdout, /\n200 0$/, 'the connection was not kept');
    return told.join(', ') + ', kept alive';
  },
};

for (const name of wanted.length ? wanted : ['nginx', 'haproxy']) {
  const field = await Field.open(build);
  const proxy = await Proxy.before(field, name);
  try {
    const boxes = [await field.tablet(proxy), await field.tablet(proxy)];
    let token;
    const { tablet } = boxes[0];
    const ask = tablet.ask;
    tablet.ask = async (...words) => {
      const reply = await ask.apply(tablet, words);
      if (words[0] === '/v1/token') token = reply.token;
      return reply;
    };
    for (const box of boxes) await box.tablet.signIn();
    for (const [what, part] of Object.entries(parts)) console.log(`${name}: ${what}: ${await part({ proxy, field, boxes, token })}`);
  } finally {
    await proxy.stop();
    await field.close();
  }
}
