// SPDX-License-Identifier: EUPL-1.2
// The real server as a process, on a port of its own, with the demonstration's project in it.
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

async function freePort() {
  const probe = net.createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address();
  probe.close();
  await once(probe, 'close');
  return port;
}

export class Server {
  /** Makes a data folder under `folder` and fills in the demonstration; `demo` are flags of demo-data. */
  static async make({ root, build, folder, demo = [], port, console: pages, settings = [] }) {
    const server = await Server.#at({ root, build, folder, port, pages, settings });
    server.made = JSON.parse((await run(server.program, [...server.settings, 'init', '--organisation', 'Onderzoeksbureau Salland'])).stdout);
    server.ca = server.made.ca_certificate;
    const filled = await run(server.program, [...server.settings, 'demo-data', ...demo], { maxBuffer: 1 << 26 });
    Object.assign(server, JSON.parse(filled.stdout));
    return server;
  }

  /** Keeps beside the data what is known of it, with `more` (the passwords that were chosen), for `copy`. Not while it serves. */
  keep(more = {}) {
    const { made, ca, demo } = this;
    writeFileSync(path.join(this.data, '..', 'known.json'), JSON.stringify({ made, ca, demo, ...more }));
  }

  /** The server of another folder as it was kept, on a copy of its data and a port of its own. */
  static async copy({ root, build, from, folder }) {
    const server = await Server.#at({ root, build, folder });
    cpSync(path.join(from, 'server'), server.data, { recursive: true });
    Object.assign(server, JSON.parse(readFileSync(path.join(from, 'known.json'), 'utf8')));
    return server;
  }

  static async #at({ root, build, folder, port, pages, settings = [] }) {
    const server = new Server();
    // Another version of the server can be tried.
    server.program = path.join(process.env.BALIEBLIK_SERVER_BUILD ?? build, 'sync-server/balieblik-server');
    server.data = path.join(folder, 'server');
    server.port = port ?? (await freePort());
    server.address = `https://127.0.0.1:${server.port}`;
    mkdirSync(folder, { recursive: true });
    server.settings = [
      '--data', server.data,
      '--forms', path.join(root, 'forms'),
      '--port', String(server.port),
      '--public-address', server.address,
      '--console', pages ?? path.join(root, 'sync-server/console/dist'),
      '--log-file', path.join(folder, 'server.log'),
      ...settings,
    ];
    return server;
  }

  /** A command of the program on this data, while it does not serve; gives what it printed. */
  async command(...words) {
    return JSON.parse((await run(this.program, [...this.settings, ...words], { maxBuffer: 1 << 26 })).stdout);
  }

  /** One temporary account per role, as they were generated. */
  account(role) {
    const found = this.demo.accounts.find((account) => account.role === role);
    if (!found) throw new Error(`the demonstration has no ${role}`);
    return found;
  }

  /** Starts serving and waits until it answers. */
  async start() {
    this.process = spawn(this.program, [...this.settings, 'serve'], { stdio: ['ignore', 'pipe', 'pipe'] });
    this.output = '';
    this.process.stdout.on('data', (chunk) => (this.output += chunk));
    this.process.stderr.on('data', (chunk) => (this.output += chunk));
    for (let tries = 0; ; ++tries) {
      if (this.process.exitCode !== null) throw new Error(`the server ended with ${this.process.exitCode}:\n${this.output}`);
      const socket = net.connect(this.port, '127.0.0.1');
      try {
        await once(socket, 'connect');
        socket.destroy();
        return;
      } catch {
        if (tries > 300) throw new Error(`the server does not answer:\n${this.output}`);
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    }
  }

  async stop(signal = 'SIGTERM') {
    if (!this.process || this.process.exitCode !== null || this.process.signalCode !== null) return;
    const ended = once(this.process, 'exit');
    this.process.kill(signal);
    await ended;
  }
}
