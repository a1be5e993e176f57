// SPDX-License-Identifier: EUPL-1.2
// The office as seen by somebody with an account: the console's API over HTTPS, with cookie and CSRF header.
import { randomBytes } from 'node:crypto';
import { send } from './request.mjs';

export { Refused } from './request.mjs';

export class Person {
  /** `address` like "https://127.0.0.1:8443", `ca` the organisation's certificate in PEM. */
  constructor({ address, ca, language = 'en' }) {
    this.address = address;
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

  async #send(method, path, body, headers = {}) {
    const payload = body === undefined ? undefined : JSON.stringify(body);
    const reply = await send({
      address: this.address,
      ca: this.ca,
      method,
      path,
      payload,
      headers: {
        Accept: '*/*',
        'Accept-Language': this.language,
        ...(payload ? { 'Content-Type': 'application/json' } : {}),
        ...(this.cookie ? { Cookie: this.cookie } : {}),
        ...(this.csrf ? { 'X-CSRF-Token': this.csrf } : {}),
        ...headers,
      },
    });
    for (const cookie of reply.headers['set-cookie'] ?? []) this.cookie = cookie.split(';')[0];
    return reply;
  }
}
