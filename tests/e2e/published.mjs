// SPDX-License-Identifier: EUPL-1.2
// An office whose wave was published: what those tests need that begin with figures.
import path from 'node:path';
import * as job from './job.mjs';
import { Person } from './office.mjs';
import { Server } from './server.mjs';

/** A server with the demonstration's visits approved, its people signed in, and the id of the release. */
export async function publishedOffice({ root, build, folder, settings = [] }) {
  const server = await Server.make({ root, build, folder: path.join(folder, 'data'), demo: ['--approved'], settings });
  await server.start();
  const people = {};
  for (const role of ['coordinator', 'reviewer', 'quality_team', 'observer']) {
    people[role] = new Person(server);
    const { login, password } = server.account(role);
    await people[role].signIn(login, password);
  }
  await job.moveWave(server, people.coordinator, 'close');
  await job.moveWave(server, people.reviewer, 'validate');
  const { rev } = await people.coordinator.get(`/api/waves/${server.demo.wave_id}/release`);
  const { release_id: release } = await people.coordinator.post(`/api/waves/${server.demo.wave_id}/release`, { rev });
  return { server, ...people, quality: people.quality_team, release };
}
