// SPDX-License-Identifier: EUPL-1.2
// The way of the PIN with a real key store: gnome-keyring on a D-Bus session of the test's own, unlocked with a random
// password. The app enrols, chooses a PIN, is locked, refuses and delays wrong ones, survives a restart, and changes it.
// Where the key store cannot start the test fails and says so. Run inside `dbus-run-session`.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { App, ownHome } from './app.mjs';
import * as job from './job.mjs';
import { keyStoreItems, startKeyStore } from './key_store.mjs';
import { Server } from './server.mjs';

const [root, build, folder] = process.argv.slice(2);
const tablet = path.join(folder, 'tablet');
const pin = '480153';
const other = '915027';
rmSync(folder, { recursive: true, force: true });
mkdirSync(tablet, { recursive: true });
const home = { ...ownHome(folder), DBUS_SESSION_BUS_ADDRESS: process.env.DBUS_SESSION_BUS_ADDRESS };
const keyring = await startKeyStore(home);
const server = await Server.make({ root, build, folder, demo: ['--fieldwork'] });
await server.start();
let app;
try {
  const coordinator = await job.signIn(server, 'coordinator');
  const inspector = await job.freeInspector(coordinator);
  await job.assignVisit(server, coordinator, inspector);
  app = await App.start({ build, data: tablet, env: home });
  const made = await coordinator.post(`/api/inspectors/${inspector.id}/enrolment`);
  await app.fill('invitation', made.paste);
  await app.click('useInvitation');

  await chooses('123456', '123456');
  await app.waitFor('secretError', { text: /pincode|PIN/ }); // a simple row is refused
  await chooses(pin, pin);
  await app.waitFor('assignment', { timeout: 30000 });
  const wrap = JSON.parse(readFileSync(path.join(tablet, 'key.json'), 'utf8')).user;
  assert.equal(wrap.kind, 'pin_and_key_store', 'the key file does not ask for the key store');
  assert.equal((await keyStoreItems()).length, 1, 'the key store holds nothing of the app');

  await app.click('nav_lock');
  for (let wrong = 0; wrong < 4; ++wrong) {
    await tries('000001');
    await app.waitFor('unlockError', { text: /pincode|PIN/ });
    await app.waitFor('unlock');
  }
  await app.waitFor('unlockWait', { text: /\d/ });
  await app.fill('secretField', pin);
  assert.equal((await app.waitFor('unlock')).enabled, false, 'a right PIN is taken during the wait');
  await app.stop('SIGKILL');

  // A restart neither shortens the wait nor needs another code.
  app = await App.start({ build, data: tablet, env: home });
  await app.waitFor('unlockWait', { text: /\d/ });
  await app.fill('secretField', pin);
  await app.click('unlock', { timeout: 60000 });
  await app.waitFor('assignment', { timeout: 30000 });

  await app.click('nav_settings');
  await app.fill('oldSecretField', pin);
  await app.fill('freshSecretField', other);
  await app.fill('freshSecretAgainField', other);
  await app.click('changeSecret');
  await app.waitFor('secretChanged', { text: /./ });
  await app.click('nav_lock');
  await tries(pin);
  await app.waitFor('unlockError', { text: /pincode|PIN/ });
  await tries(other);
  await app.waitFor('assignment', { timeout: 30000 });
  await app.stop();

  // Without the key store the PIN alone opens nothing, and no try is counted against anybody. Once it is back the same
  // PIN opens, without a new start of the app.
  const bus = path.join(folder, 'bus');
  app = await App.start({ build, data: tablet, env: { ...home, DBUS_SESSION_BUS_ADDRESS: `unix:path=${bus}` } });
  for (let count = 0; count < 5; ++count) {
    await tries(other);
    await app.waitFor('unlockError', { text: /sleutelopslag/ });
    await app.waitFor('unlock');
  }
  assert.ok(await app.shows('unlockPage'));
  assert.ok(!(await app.shows('unlockWait')), 'a key store that is away made the person wait');
  assert.equal(JSON.parse(readFileSync(path.join(tablet, 'key.json'), 'utf8')).wrong_tries.count, 0);
  symlinkSync(home.DBUS_SESSION_BUS_ADDRESS.match(/unix:path=([^,;]+)/)[1], bus);
  await tries(other);
  await app.waitFor('assignment', { timeout: 30000 });
  assert.equal((await keyStoreItems()).length, 1, 'another secret was made');
  console.log('enrolled, locked, delayed, unlocked and changed through the key store, also after it was away');
} catch (problem) {
  await app?.grab(path.join(folder, 'failed.png')).catch(() => {});
  console.error(problem.message, (app?.output ?? '').slice(-1500));
  process.exitCode = 1;
} finally {
  await app?.stop('SIGKILL');
  await server.stop();
  keyring.kill();
}

async function chooses(secret, again) {
  await app.fill('newSecretField', secret);
  await app.fill('newSecretAgainField', again);
  await app.click('chooseSecret');
}

async function tries(secret) {
  await app.fill('secretField', secret);
  await app.click('unlock');
}
