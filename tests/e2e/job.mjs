// SPDX-License-Identifier: EUPL-1.2
// The main job, step by step, by the same hands that do it in real life: the office through its API, the inspector
// through the app's own pages.
import { Person } from './office.mjs';
import { fillIn, runClock, seal } from './visit.mjs';

export const passphrase = 'regen-op-het-gemeentehuis';

/** Signs one person of a role in, with the temporary password or the one that was chosen before. */
export async function signIn(server, role, chosen) {
  const person = new Person(server);
  const account = server.account(role);
  await person.signIn(account.login, chosen ?? account.password);
  return person;
}

/** A visit (of scenario R1 at Raalte) for one inspector, with an appointment at 10:05 today; gives the assignment. */
export async function assignVisit(server, coordinator, inspector, code = 'R1', location = server.demo.location_id) {
  const { scenarios } = await coordinator.get('/api/scenarios');
  const scenario = scenarios.find((one) => one.code === code);
  const at = (hour, minute) => new Date(new Date().setHours(hour, minute, 0, 0)).toISOString();
  const row = await coordinator.post('/api/assignments', {
    wave_id: server.demo.wave_id,
    location_id: location,
    scenario_id: scenario.id,
    inspector_id: inspector.id,
    window_from: at(9, 0),
    window_to: at(17, 0),
    deadline: new Date(Date.now() + 24 * 3600_000).toISOString(),
    appointment: at(10, 5),
    reward_cents: 2500,
  });
  return row.assignment;
}

/** From a fresh tablet to the list of assignments: paste the invitation, choose a pass-phrase (or a PIN). */
export async function enrol(app, coordinator, inspector, secret = passphrase) {
  const made = await coordinator.post(`/api/inspectors/${inspector.id}/enrolment`);
  await app.fill('invitation', made.paste);
  await app.click('useInvitation');
  await app.fill('newSecretField', secret);
  await app.fill('newSecretAgainField', secret);
  await app.click('chooseSecret');
  await app.waitFor('assignmentsPage', { timeout: 30000 });
}

export async function unlock(app, secret = passphrase) {
  await app.fill('secretField', secret);
  await app.click('unlock');
}

/** Opens the first assignment, starts its visit and fills it in as `visit` says, up to its last section. */
export async function recordVisit(app, visit, onAnswer) {
  await app.click('assignment', { timeout: 30000 });
  await app.click('startVisit');
  await app.waitFor('visitPage');
  await runClock(app, visit.laps);
  await app.click('section_0');
  await fillIn(app, visit, onAnswer);
}

export { seal };

/** Approves or returns everything that waits for review in a wave, by `decide(row)`; gives how many. */
export async function reviewAll(server, reviewer, decide, wave = server.demo.wave_id) {
  let decided = 0;
  for (;;) {
    const queue = await reviewer.get(`/api/visits?wave_id=${wave}`);
    if (queue.rows.length === 0) return decided;
    for (const row of queue.rows) {
      const visit = await reviewer.get(`/api/visits/${row.visit_version_id}`);
      await reviewer.post(`/api/visits/${row.visit_version_id}/review`, { reasons: [], remark: '', ...decide(row, visit), rev: visit.rev ?? row.rev });
      ++decided;
    }
  }
}

/** Decides the one waiting visit that `chosen` says; gives it as it was opened. */
export async function review(server, reviewer, chosen, decision) {
  const { rows } = await reviewer.get(`/api/visits?wave_id=${server.demo.wave_id}`);
  const row = rows.find(chosen);
  const visit = await reviewer.get(`/api/visits/${row.visit_version_id}`);
  await reviewer.post(`/api/visits/${row.visit_version_id}/review`, { ...decision, rev: visit.rev });
  return visit;
}

/** One step of a wave, with its present revision. */
export async function moveWave(server, person, step, id = server.demo.wave_id) {
  const { wave } = await person.get(`/api/waves/${id}`);
  return person.post(`/api/waves/${id}/steps`, { step, rev: wave.rev });
}

/** An inspector without a tablet and without a tie to Raalte. */
export async function freeInspector(coordinator) {
  const { inspectors } = await coordinator.get('/api/inspectors');
  return inspectors.find((one) => one.devices === 0 && one.open_assignments === 0 && !one.ties.includes('GM0177'));
}
