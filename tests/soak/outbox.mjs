// SPDX-License-Identifier: EUPL-1.2
// A tablet that never gives up: it numbers what it seals, sends the same again until it is acknowledged, and remembers
// what was. Written by docs/sync-protocol.md, with nothing of our own code in it.
import { createHash, randomBytes, randomInt } from 'node:crypto';
import { Tablet } from '../e2e/tablet.mjs';

const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');

export class Outbox {
  static async enrol(server, person, inspector, name) {
    const { paste } = await person.post(`/api/inspectors/${inspector.id}/enrolment`, {});
    const box = new Outbox();
    box.tablet = await Tablet.enrol(server, paste, name);
    await box.tablet.signIn();
    const rows = await box.tablet.pull();
    box.form = rows('form_version')[0].form;
    box.assignments = rows('assignment');
    Object.assign(box, { waiting: [], acknowledged: new Map(), photos: [], complete: 0, refused: 0, sent: 0 });
    return box;
  }

  seal({ photoBytes = 0, photo = photoBytes ? randomBytes(photoBytes) : undefined } = {}) {
    const { body, mutation } = this.tablet.seal(this.form, this.assignments[randomInt(this.assignments.length)], { photo });
    this.waiting.push(mutation);
    if (photo) this.photos.push({ photo, version: body.visit_version_id, sha256: sha256(photo) });
    return mutation;
  }

  /** One try to hand in what waits; true when something was acknowledged. Whatever goes wrong, nothing is forgotten. */
  async push(most = 10) {
    const batch = this.waiting.slice(0, most);
    if (batch.length === 0) return false;
    this.sent += batch.length;
    try {
      const results = await this.tablet.send(batch);
      for (const result of results) {
        if (result.status === 'retry') break;
        const mutation = this.waiting.shift();
        if (mutation.no !== result.no || result.status === 'quarantined') throw new Error(`number ${mutation.no} became ${JSON.stringify(result)}`);
        if (result.receipt?.sha256 !== mutation.sha256) throw new Error(`a receipt of another text: ${JSON.stringify(result)}`);
        this.acknowledged.set(JSON.parse(mutation.body).visit_version_id, mutation.sha256);
      }
      return results.length > 0;
    } catch (problem) {
      await this.#recover(problem);
      return false;
    }
  }

  /** One try for the first photo whose visit was acknowledged. */
  async upload() {
    const next = this.photos.find((one) => this.acknowledged.has(one.version));
    if (!next) return false;
    try {
      const { missing } = await this.tablet.ask('/v1/blobs/have', { sha256: [next.sha256] });
      if (missing.length > 0) await this.tablet.upload(next.photo, next.version);
      const after = await this.tablet.ask('/v1/blobs/have', { sha256: [next.sha256] });
      if (after.missing.length > 0) return false;
      this.photos.splice(this.photos.indexOf(next), 1);
      this.complete += 1;
      return true;
    } catch (problem) {
      await this.#recover(problem);
      return false;
    }
  }

  async #recover(problem) {
    this.refused += 1;
    if (process.env.TELL) console.error(problem.code ?? problem.message);
    if (problem.code === 'mutation_gap' || problem.code === 'install_forked') throw problem; // nothing here may lead to it
    if (problem.status === 401) await this.tablet.signIn().catch(() => {});
  }

  /** Those that the server acknowledged and does not hold. */
  async missing() {
    await this.tablet.signIn();
    const all = [...this.acknowledged].map(([visit_version_id, hash]) => ({ visit_version_id, sha256: hash }));
    const missing = [];
    for (let at = 0; at < all.length; at += 500) missing.push(...(await this.tablet.ask('/v1/sync/reconcile', { versions: all.slice(at, at + 500) })).missing);
    return missing;
  }
}
