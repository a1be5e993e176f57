// SPDX-License-Identifier: EUPL-1.2
// The real app as a person uses it: started as a process, driven by clicks and keys through the driver plugin.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import net from 'node:net';
import path from 'node:path';
import { createInterface } from 'node:readline';

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

export class App {
  /** Starts the app; `data` is its data folder, `build` the build tree with program and plugin. */
  static async start({ build, data, args = [], env = {}, wrap = [], drive = true }) {
    const app = new App();
    app.socketPath = path.join(data, 'driver.sock');
    const command = [...wrap, path.join(build, 'mobile/app/balieblik'), '--data', data, ...args];
    app.process = spawn(command[0], command.slice(1), {
      env: {
        ...process.env,
        ...(drive
          ? {
              QT_PLUGIN_PATH: path.join(build, 'tests/e2e/plugins'),
              QT_QPA_GENERIC_PLUGINS: 'balieblik_driver',
              BALIEBLIK_DRIVER_SOCKET: app.socketPath,
            }
          : {}),
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    app.process.setMaxListeners(0);
    app.output = '';
    app.process.stdout.on('data', (chunk) => (app.output += chunk));
    app.process.stderr.on('data', (chunk) => (app.output += chunk));
    if (drive) await app.#connect();
    return app;
  }

  async #connect() {
    for (let tries = 0; ; ++tries) {
      if (this.process.exitCode !== null) throw new Error(`the app ended with ${this.process.exitCode}:\n${this.output}`);
      const socket = net.connect(this.socketPath);
      try {
        await once(socket, 'connect');
        this.socket = socket;
        break;
      } catch (problem) {
        if (tries > 300) throw new Error(`the app does not answer: ${problem.message}\n${this.output}`);
        await pause(100);
      }
    }
    this.pending = new Map();
    this.nextId = 1;
    this.socket.on('error', () => {});
    createInterface({ input: this.socket }).on('line', (line) => {
      const reply = JSON.parse(line);
      this.pending.get(reply.id)?.(reply);
      this.pending.delete(reply.id);
    });
  }

  /** One request to the driver; the reply has `ok`. */
  ask(request) {
    const id = this.nextId++;
    const reply = new Promise((resolve, reject) => {
      this.pending.set(id, resolve);
      this.process.once('exit', () => reject(new Error('the app ended')));
    });
    this.socket.write(JSON.stringify({ id, ...request }) + '\n');
    return reply;
  }

  /** Waits until an item is shown (and, when asked, enabled or with a text that matches). */
  async waitFor(name, { enabled = false, chosen, text, timeout = 20000, index = 0 } = {}) {
    const end = Date.now() + timeout;
    let last;
    while (Date.now() < end) {
      last = await this.ask({ op: 'find', name, index });
      const fits = last.ok && (!enabled || last.enabled) && (chosen === undefined || last.chosen === chosen) && (text === undefined || (last.text ?? '').match(text));
      if (fits) return last;
      await pause(40);
    }
    const shown = await this.ask({ op: 'list' });
    const names = (shown.items ?? []).map((item) => item.name).join(' ');
    throw new Error(`waited for ${name}${text ? ` with ${text}` : ''}: ${last?.error ?? JSON.stringify(last)}; shown: ${names}`);
  }

  async waitGone(name, timeout = 20000) {
    const end = Date.now() + timeout;
    while (Date.now() < end) {
      if (!(await this.ask({ op: 'find', name })).ok) return;
      await pause(40);
    }
    throw new Error(`${name} is still shown`);
  }

  async shows(name) {
    return (await this.ask({ op: 'find', name })).ok;
  }

  /** Clicks an item once it is there and no longer moves: a page that is just opening is still being laid out. */
  async click(name, options = {}) {
    const where = (item) => [item.x, item.y, item.width, item.height].join();
    await this.waitFor(name, { enabled: true, ...options });
    await this.ask({ op: 'reveal', name, index: options.index ?? 0 });
    for (let before = '', now = where(await this.waitFor(name, options)); now !== before; ) {
      before = now;
      await pause(60);
      now = where(await this.waitFor(name, { enabled: true, ...options }));
    }
    const reply = await this.ask({ op: 'click', name, index: options.index ?? 0 });
    if (!reply.ok) throw new Error(`click ${name}: ${reply.error}`);
  }

  /** Clicks into a field and types; what was there is replaced. */
  async fill(name, text, options = {}) {
    await this.click(name, options);
    await this.key('Ctrl+A');
    await this.key('Backspace');
    await this.ask({ op: 'type', text });
  }

  key(key) {
    return this.ask({ op: 'key', key });
  }

  async grab(file) {
    const reply = await this.ask({ op: 'grab', path: file });
    if (!reply.ok) throw new Error(reply.error);
  }

  resize(width, height) {
    return this.ask({ op: 'resize', width, height });
  }

  /** Ends the app with a signal; SIGKILL is the power cut of these tests. */
  async stop(signal = 'SIGTERM') {
    if (this.process.exitCode !== null || this.process.signalCode !== null) return;
    const ended = once(this.process, 'exit');
    this.process.kill(signal);
    await ended;
    this.socket?.destroy();
  }
}
