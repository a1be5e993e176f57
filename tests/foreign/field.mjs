// SPDX-License-Identifier: EUPL-1.2
// A real server with a field, and tablets in it, for what others' programs are tried on.
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import * as job from '../e2e/job.mjs';
import { Server } from '../e2e/server.mjs';
import { Outbox } from '../soak/outbox.mjs';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const often = ['device-per-minute', 'device-burst', 'sign-in-per-minute', 'sign-in-burst'].flatMap((name) => [`--${name}`, '1000000']);

export class Field {
  static async open(build, { settings = [] } = {}) {
    const field = new Field();
    field.folder = mkdtempSync(path.join(os.tmpdir(), 'balieblik-foreign-'));
    field.server = await Server.make({ root, build: path.resolve(build), folder: field.folder, demo: ['--fieldwork'], console: field.folder, settings: [...often, ...settings] });
    await field.server.start();
    field.coordinator = await job.signIn(field.server, 'coordinator');
    field.inspectors = (await field.coordinator.get('/api/inspectors')).inspectors;
    field.locations = (await field.coordinator.get('/api/locations')).locations;
    field.scenarios = (await field.coordinator.get('/api/scenarios')).scenarios;
    field.boxes = [];
    return field;
  }

  /** Sends somebody somewhere; nobody comes twice to one counter with one story, so the next free pair is taken. */
  async assign(inspector) {
    for (const location of this.locations)
      for (const scenario of this.scenarios) {
        const now = Date.now();
        const wanted = {
          wave_id: this.server.demo.wave_id, location_id: location.id, scenario_id: scenario.id, inspector_id: inspector.id,
          window_from: new Date(now).toISOString(), window_to: new Date(now + 3_600_000).toISOString(),
          deadline: new Date(now + 86_400_000).toISOString(), reward_cents: 0, override_reason: 'foreign parts',
        };
        const row = await this.coordinator.post('/api/assignments', wanted).catch((problem) => (problem.code === 'rotation_rule' ? undefined : Promise.reject(problem)));
        if (row) return row.assignment;
      }
    throw new Error('everybody was everywhere');
  }

  /** A tablet with work to do, enrolled directly; `address` is what it speaks to from then on. */
  async tablet({ address, ca } = {}) {
    const inspector = this.inspectors[this.boxes.length];
    await this.assign(inspector);
    const box = await Outbox.enrol(this.server, this.coordinator, inspector, `tablet ${this.boxes.length}`);
    if (address) Object.assign(box.tablet, { address, ca });
    this.boxes.push(box);
    return box;
  }

  async close() {
    await this.server.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

export const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
