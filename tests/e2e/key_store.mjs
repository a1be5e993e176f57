// SPDX-License-Identifier: EUPL-1.2
// A real key store: gnome-keyring on a D-Bus session of the test's own, unlocked with a random password.
import { execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { promisify } from 'node:util';

/** The app's entries in the key store of this session. */
export async function keyStoreItems() {
  const { stdout } = await promisify(execFile)('gdbus', [
    'call', '--session', '--dest', 'org.freedesktop.secrets', '--object-path', '/org/freedesktop/secrets',
    '--method', 'org.freedesktop.Secret.Service.SearchItems', "{'server': 'nl.balieblik.app'}"]);
  return stdout.match(/'\/org\/freedesktop\/secrets\/[^']+'/g) ?? [];
}

/** Starts it, with its files under `home`; the process, to be killed at the end. Throws where it cannot start. */
export async function startKeyStore(home) {
  if (!process.env.DBUS_SESSION_BUS_ADDRESS) throw new Error('there is no D-Bus session; run this inside dbus-run-session');
  const daemon = spawn('gnome-keyring-daemon', ['--foreground', '--unlock', '--components=secrets'], { env: { ...process.env, ...home }, stdio: ['pipe', 'ignore', 'pipe'] });
  let output = '';
  daemon.on('error', (problem) => (output += problem.message));
  daemon.stdin.on('error', () => {}); // it did not start; said below
  daemon.stderr.on('data', (chunk) => (output += chunk));
  daemon.stdin.end(randomBytes(16).toString('hex'));
  for (let asked = 0; asked < 100; ++asked) {
    try {
      await keyStoreItems();
      return daemon;
    } catch {
      if (daemon.exitCode !== null) break;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  throw new Error(`gnome-keyring does not start, so nothing was tested:\n${output}`);
}
