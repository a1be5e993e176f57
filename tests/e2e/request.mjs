// SPDX-License-Identifier: EUPL-1.2
// One HTTPS request to the server under test; whoever asks (a person, a tablet) brings the headers.
import https from 'node:https';

export class Refused extends Error {
  constructor(status, problem, what) {
    super(`${what}: ${status} ${problem?.code ?? ''} ${problem?.title ?? ''} ${problem?.detail ?? ''}`.trim());
    this.status = status;
    this.code = problem?.code;
    this.problem = problem;
  }
}

function problemOf(text) {
  try {
    return JSON.parse(text);
  } catch {
    return { title: text.slice(0, 200) };
  }
}

/** The content (bytes, and as a text) and headers of the reply; throws Refused from status 400 on. `payload` is a text or bytes. */
export function send({ address, ca, method, path, headers = {}, payload }) {
  const { hostname, port } = new URL(address);
  return new Promise((resolve, reject) => {
    const length = payload === undefined ? {} : { 'Content-Length': Buffer.byteLength(payload) };
    const options = { host: hostname, port, path, method, ca, agent: false, timeout: 30000, headers: { ...length, ...headers } };
    const request = https.request(options, (reply) => {
      const chunks = [];
      reply.on('data', (chunk) => chunks.push(chunk));
      reply.on('end', () => {
        const content = Buffer.concat(chunks);
        const text = content.toString('utf8');
        if (reply.statusCode >= 400) reject(new Refused(reply.statusCode, problemOf(text), `${method} ${path}`));
        else resolve({ text, content, headers: reply.headers });
      });
    });
    request.on('timeout', () => request.destroy(new Error(`${method} ${path}: no reply in 30 s`)));
    request.on('error', reject);
    request.end(payload);
  });
}
