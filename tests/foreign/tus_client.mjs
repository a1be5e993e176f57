// SPDX-License-Identifier: EUPL-1.2
// node tests/foreign/tus_client.mjs BUILD [CUTS]
// tus-js-client hands photos to our server over a line that breaks after any byte, until it broke CUTS times (default
// 60) in the middle of a photo; the server is killed now and then as well. What is there at the end is what was sent.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash, randomInt } from 'node:crypto';
import * as tus from 'tus-js-client';
import { Line } from '../soak/proxy.mjs';
import { Field } from './field.mjs';

const [build = 'build/dev', cuts = '60'] = process.argv.slice(2);
const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');
const field = await Field.open(build);
const { server } = field;
const line = await Line.to(server.port);
const address = `https://127.0.0.1:${line.port}`;
try {
  const box = await field.tablet();
  let token;
  box.tablet.ask = ((ask) => async (...words) => {
    const reply = await ask.apply(box.tablet, words);
    if (words[0] === '/v1/token') token = reply.token;
    return reply;
  })(box.tablet.ask);
  await box.tablet.signIn();

  /** A sealed visit with one photo, acknowledged, as tus-js-client wants it. */
  const declared = async (bytes) => {
    box.seal({ photoBytes: bytes });
    await box.push();
    const { photo, version } = box.photos.pop();
    return { photo, version };
  };
  const upload = ({ photo, version }, more) =>
    new Promise((resolve, reject) => {
      const one = new tus.Upload(photo, {
        endpoint: `${address}/v1/blobs`, httpStack: new tus.DefaultHttpStack({ ca: server.ca, agent: false }),
        headers: { Authorization: `Bearer ${token}` }, metadata: { sha256: sha256(photo), visit_version_id: version },
        retryDelays: Array(10_000).fill(5), onShouldRetry: () => true, chunkSize: 96 * 1024, storeFingerprintForResuming: false,
        onSuccess: () => resolve(one), onError: reject, ...more?.(() => one, resolve),
      });
      one.start();
    });

  let broken = 0;
  let kills = 0;
  let restarted = Promise.resolve();
  let photos = 0;
  let sent = 0;
  let size = 0;
  while (broken < Number(cuts)) {
    const wanted = await declared(300_000 + randomInt(900_000));
    await upload(wanted, () => ({
      onBeforeRequest: (request) => {
        // Half of the lines break, upwards or downwards; the token may have been lost with a server.
        line.be(randomInt(2) ? {} : randomInt(3) ? { cutUp: 1_000 + randomInt(90_000) } : { cutDown: 500 + randomInt(3_500) });
        request.setHeader('Authorization', `Bearer ${token}`);
        if (request.getMethod() === 'PATCH') sent += 1;
      },
      onShouldRetry: (problem) => {
        assert.ok(!problem.originalResponse || problem.originalResponse.getStatus() >= 400, String(problem));
        broken += problem.originalResponse ? 0 : 1;
        return true;
      },
      onChunkComplete: () => {
        if (randomInt(12)) return;
        kills += 1;
        restarted = restarted.then(() => server.stop('SIGKILL')).then(() => server.start());
      },
    }));
    line.be();
    await restarted;
    await box.tablet.signIn();
    const { missing } = await box.tablet.ask('/v1/blobs/have', { sha256: [sha256(wanted.photo)] });
    assert.deepEqual(missing, [], 'tus-js-client says it is done, and the photo is not there');
    photos += 1;
    size += wanted.photo.length;
  }

  // What was begun can be ended, and is gone then.
  const wanted = await declared(400_000);
  const url = await upload(wanted, (self, resolve) => ({
    onChunkComplete: () => {
      const one = self();
      one.abort(true).then(() => resolve(one.url), resolve);
    },
  }));
  assert.match(String(url), /\/v1\/blobs\//, 'the upload could not be ended');
  await assert.rejects(box.tablet.ask(new URL(url).pathname, undefined, { method: 'HEAD', headers: { 'Tus-Resumable': '1.0.0' } }));
  await upload(wanted);

  await server.stop();
  const verified = JSON.parse(execFileSync(server.program, [...server.settings, 'verify'], { encoding: 'utf8' }));
  assert.equal(verified.photos, photos + 1);
  assert.equal(verified.trail, 'unbroken');
  console.log(`tus-js-client: ${photos} photos, ${(size / 1e6).toFixed(1)} MB, ${sent} pieces; lines broke ${broken} times, ${kills} kill -9; all there, hashes equal; ended and begun anew`);
} finally {
  await line.close();
  await field.close();
}
