// SPDX-License-Identifier: EUPL-1.2
// A tablet as the server sees it, by docs/sync-protocol.md alone and without a line of our own code in it: what another
// maker's app would do. For tests of the office, where the app itself would take too long.
import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { send } from './request.mjs';
import { raalte } from './visit.mjs';

const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');
const kinds = ['assignment', 'location', 'scenario', 'wave', 'form_version', 'receipt', 'visit_return', 'visit_outcome'];

function uuid() {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(Date.now(), 0, 6);
  bytes[6] = 0x70 | (bytes[6] & 0x0f);
  bytes[8] = 0x80 | (bytes[8] & 0x3f);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

/** RFC 8785 for what a visit's body holds: texts, whole numbers, lists and objects. */
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const members = Object.keys(value).filter((key) => value[key] !== undefined).sort();
  return `{${members.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(',')}}`;
}

function signingInput(label, fields) {
  const parts = [label, ...fields].flatMap((text) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(Buffer.byteLength(text));
    return [length, Buffer.from(text)];
  });
  return Buffer.concat(parts);
}

/** The worked example of docs/form-format.md on a day of one's choice, as its instance. */
function record(day, photo) {
  const at = (time) => `${day}T${time}+01:00`;
  const { laps, sections, remarks } = raalte;
  const [A, B, C, D, E, F, G, H] = sections.map((section) => ({ ...section }));
  Object.assign(A, { A3: at('10:05:00') });
  Object.assign(B, { B1: at(laps.B1) });
  Object.assign(C, { C1: at(laps.C1), C2: at(laps.C2) });
  Object.assign(G, { G4: at(laps.G4) });
  Object.assign(H, remarks, photo ? { H5: { H5_1: photo.name } } : {});
  return { scenario_code: 'R1', scenario_group: 'REGEL', norm_set: 'katwijk', A, B, C, D, E, F, G, H, score: { index: '37.005952' } };
}

export class Tablet {
  #token;

  /** Enrols with what the console shows for pasting. */
  static async enrol(server, invitation, name = 'tablet') {
    const tablet = new Tablet();
    const { address, code } = JSON.parse(invitation);
    Object.assign(tablet, { address, ca: server.ca, install_id: uuid(), next_no: 1 });
    const pair = generateKeyPairSync('ed25519');
    tablet.key = pair.privateKey;
    const public_key = pair.publicKey.export({ format: 'der', type: 'spki' }).subarray(-32).toString('hex');
    const enrolled = await tablet.ask('/v1/enrol', { code, public_key, install_id: tablet.install_id, device_name: name, platform: 'test', app_version: '0.1.0' });
    Object.assign(tablet, { tenant: enrolled.tenant, device_id: enrolled.device_id, inspector_id: enrolled.inspector_id });
    return tablet;
  }

  async ask(path, body, { method = 'POST', headers = {} } = {}) {
    const json = body !== undefined && !Buffer.isBuffer(body);
    const token = this.#token ? { Authorization: `Bearer ${this.#token}` } : {};
    const type = json ? { 'Content-Type': 'application/json' } : {};
    const payload = json ? JSON.stringify(body) : body;
    const reply = await send({ address: this.address, ca: this.ca, method, path, payload, headers: { Accept: '*/*', ...type, ...token, ...headers } });
    return json && reply.text ? JSON.parse(reply.text) : reply;
  }

  #sign(label, ...fields) {
    return sign(null, signingInput(label, [this.tenant, ...fields]), this.key).toString('hex');
  }

  async signIn() {
    const { nonce } = await this.ask('/v1/challenge', {});
    const signature = this.#sign('balieblik.token.v1', this.device_id, this.install_id, nonce);
    const { token } = await this.ask('/v1/token', { device_id: this.device_id, install_id: this.install_id, nonce, signature, app_version: '0.1.0' });
    this.#token = token;
  }

  /** Everything there is for this tablet, from the beginning. */
  async pull() {
    const entries = [];
    for (let cursor, more = true; more; ) {
      const reply = await this.ask('/v1/sync/pull', { install_id: this.install_id, cursor, max_entries: 500, max_bytes: 1 << 20, schema_rev: 1, kinds });
      entries.push(...reply.entries);
      cursor = reply.cursor;
      more = reply.has_more;
    }
    return (kind) => entries.filter((entry) => entry.kind === kind && entry.op === 'put').map((entry) => entry.body);
  }

  /** Seals a visit of the worked example: its body, and the mutation that hands it in. `before` is the version it corrects. */
  seal(form, assignment, { photo, before, changes = {} } = {}) {
    const declared = photo && { sha256: sha256(photo), size: photo.length, media_type: 'image/jpeg', question: '/data/H/H5/H5_1', name: `${uuid()}.jpg` };
    const day = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
    const wall = (kind) => new Date(`${day}T${raalte.laps[kind]}+01:00`);
    const lap = (kind) => ({ kind, wall: wall(kind).toISOString(), offset_min: 60, boot_ms: 1_000_000 + (wall(kind) - wall('B1')), boot_id: 'test' });
    const data = record(day, declared);
    for (const [section, answers] of Object.entries(changes)) Object.assign(data[section], answers);
    const body = {
      visit_version_id: uuid(), visit_id: before?.visit_id ?? uuid(), version: (before?.version ?? 0) + 1, supersedes: before?.visit_version_id,
      assignment_id: assignment.id, inspector_id: this.inspector_id, form, norm_version: 1, language: 'nl',
      started_at: `${day}T09:58:30+01:00`, sealed_at: `${day}T10:45:00+01:00`, data,
      laps: Object.keys(raalte.laps).map(lap), attachments: declared ? [declared] : [],
      device: { app_version: '0.1.0', platform: 'test', clock_flags: [], cleared: [] },
    };
    return { body, mutation: this.#mutation('visit_version', body, (hash) => this.#sign('balieblik.visit.v1', body.visit_version_id, hash)) };
  }

  /** The same, handed in; gives its body. */
  async handIn(assignment, { photo, ...wishes } = {}) {
    const form = (await this.pull())('form_version')[0].form;
    const { body, mutation } = this.seal(form, assignment, { photo, ...wishes });
    const [result] = await this.send([mutation]);
    if (result.status !== 'applied') throw new Error(`handed in, but ${result.status}: ${result.code}`);
    if (photo) await this.upload(photo, body.visit_version_id);
    return { ...body, receipt: result.receipt };
  }

  #mutation(kind, content, signed = () => undefined) {
    const body = canonical(content);
    const hash = sha256(body);
    return { no: this.next_no++, id: uuid(), kind, schema_rev: 1, body, sha256: hash, signature: signed(hash) };
  }

  async push(kind, content) {
    return (await this.send([this.#mutation(kind, content)]))[0];
  }

  /** Mutations that were numbered before, as often as it takes. */
  async send(mutations) {
    const reply = await this.ask('/v1/sync/push', { install_id: this.install_id, first_no: mutations[0].no, mutations });
    return reply.results;
  }

  async upload(photo, visit_version_id) {
    const text = (value) => Buffer.from(value).toString('base64');
    const tus = { 'Tus-Resumable': '1.0.0' };
    const metadata = `sha256 ${text(sha256(photo))},visit_version_id ${text(visit_version_id)}`;
    const made = await this.ask('/v1/blobs', undefined, { headers: { ...tus, 'Upload-Length': String(photo.length), 'Upload-Metadata': metadata } });
    const location = new URL(made.headers.location, this.address).pathname;
    const there = Number(made.headers['upload-offset'] ?? 0); // begun before, or whole already
    if (there < photo.length) await this.ask(location, photo.subarray(there), { method: 'PATCH', headers: { ...tus, 'Upload-Offset': String(there), 'Content-Type': 'application/offset+octet-stream' } });
  }
}
