// SPDX-License-Identifier: EUPL-1.2
// The office as seen by somebody with an account: the console's API over HTTPS, with cookie and CSRF header.
import https from 'node:https';
import { randomBytes } from 'node:crypto';

export class Refused extends Error {
  constructor(status, problem, what) {
    super(`${what}: ${status} ${problem?.code ?? ''} ${problem?.title ?? ''} ${problem?.detail ?? ''}`.trim());
    this.status = status;
    this.code = problem?.code;
    this.problem = problem;
  }
}

export class Person {
  /** `address` like "https://127.0.0.1:8443", `ca` the organisation's certificate in PEM. */
  constructor({ address, ca, language = 'en' }) {
    this.address = new URL(address);
    this.ca = ca;
    this.language = language;
  }

  /** Signs in; a temporary password is replaced by one of our own, which becomes `this.password`. */
  async signIn(login, password) {
    this.login = login;
    this.password = password;
    let session = await this.post('/api/session', { login, password });
    if (session.must_change_password) {
      this.password = randomBytes(12).toString('base64url');
      this.csrf = session.csrf_token;
      await this.post('/api/session/password', { current: password, replacement: this.password });
      session = await this.post('/api/session', { login, password: this.password });
    }
    this.csrf = session.csrf_token;
    return session;
  }

  get(path) {
    return this.#ask('GET', path);
  }
  post(path, body, headers) {
    return this.#ask('POST', path, body, headers);
  }
  put(path, body, headers) {
    return this.#ask('PUT', path, body, headers);
  }

  /** The text of a reply that is no JSON. */
  async text(path) {
    return (await this.#send('GET', path)).text;
  }

  /** The bytes of a reply, and its media type. */
  async bytes(path) {
    const { content, headers } = await this.#send('GET', path);
    return { content, type: headers['content-type'] };
  }

  async #ask(method, path, body, headers) {
    const { text } = await this.#send(method, path, body, headers);
    return text ? JSON.parse(text) : undefined;
  }

  #send(method, path, body, headers = {}) {
    const payload = body === undefined ? undefined : JSON.stringify(body);
    return new Promise((resolve, reject) => {
      const request = https.request(
        {
          host: this.address.hostname,
          port: this.address.port,
          path,
          method,
          ca: this.ca,
          agent: false,
          timeout: 30000,
          headers: {
            Accept: '*/*',
            'Accept-Language': this.language,
            ...(payload ? { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(payload) } : {}),
            ...(this.cookie ? { Cookie: this.cookie } : {}),
            ...(this.csrf ? { 'X-CSRF-Token': this.csrf } : {}),
            ...headers,
          },
        },
        (reply) => {
          const chunks = [];
          reply.on('data', (chunk) => chunks.push(chunk));
          reply.on('end', () => {
            const content = Buffer.concat(chunks);
            const text = content.toString('utf8');
            for (const cookie of reply.headers['set-cookie'] ?? []) this.cookie = cookie.split(';')[0];
            if (reply.statusCode >= 400) {
              let problem;
              try {
                problem = JSON.parse(text);
              } catch {
                problem = { title: text.slice(0, 200) };
              }
              reject(new Refused(reply.statusCode, problem, `${method} ${path}`));
            } else {
              resolve({ text, content, headers: reply.headers });
            }
          });
        },
      );
      request.on('timeout', () => request.destroy(new Error(`${method} ${path}: no reply in 30 s`)));
      request.on('error', reject);
      request.end(payload);
    });
  }
}
