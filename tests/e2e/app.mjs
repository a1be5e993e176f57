// SPDX-License-Identifier: EUPL-1.2
// The real app as a person uses it: started as a process, driven by clicks and keys through the driver plugin.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdirSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { createInterface } from 'node:readline';

/**
 * Folders of the app's own for everything that a program may write outside of its data folder, so that a test sees it
 * all and touches nothing of the person who runs it. `pictures` lie where an inspector's photos do.
 */
export function ownHome(folder, pictures = []) {
  const home = path.join(folder, 'home');
  const within = (name) => {
    mkdirSync(path.join(home, name), { recursive: true, mode: 0o700 });
    return path.join(home, name);
  };
  for (const picture of pictures) copyFileSync(picture, path.join(within('Pictures'), path.basename(picture)));
  return {
    HOME: within('.'),
    TMPDIR: within('tmp'),
    XDG_CACHE_HOME: within('.cache'),
    XDG_CONFIG_HOME: within('.config'),
    XDG_DATA_HOME: within('.local/share'),
    XDG_STATE_HOME: within('.local/state'),
    XDG_RUNTIME_DIR: within('run'),
  };
}

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

export class App {
  /**
   * Starts the app; `data` is its data folder, `build` the build tree with program and plugin (of BALIEBLIK_APP_BUILD, if
   * another version of the app is tried).
   */
  static async start({ build: ours, data, program, args = ['--data', data], env = {}, wrap = [], drive = true }) {
    const app = new App();
    const build = process.env.BALIEBLIK_APP_BUILD ?? ours;
    app.socketPath = path.join(data, 'driver.sock');
    const command = [...wrap, program ?? path.join(build, 'mobile/app/balieblik'), ...args];
    app.process = spawn(command[0], command.slice(1), {
      env: {
        ...process.env,
        // A key store of whoever runs the tests is not ours to ask, and would prompt: without one, a pass-phrase it is.
        DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent',
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

  /** One of several tablets of a test, each with a data folder and a home of its own in `folder`. */
  static async named(name, { build, folder }) {
    const data = path.join(folder, name);
    mkdirSync(data, { recursive: true });
    return App.start({ build, data, env: ownHome(data) });
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
        if (tries > 6000) throw new Error(`the app does not answer: ${problem.message}\n${this.output}`);
        await pause(5);
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
    if (this.process.exitCode !== null || this.process.signalCode !== null) return Promise.reject(new Error('the app ended'));
    const id = this.nextId++;
    const reply = new Promise((resolve, reject) => {
      this.pending.set(id, resolve);
      this.process.once('exit', () => reject(new Error('the app ended')));
    });
    this.socket.write(JSON.stringify({ id, ...request }) + '\n');
    return reply;
  }

  /** Waits until an item is shown (and, when asked, enabled, with a text that matches or so wide). */
  async waitFor(name, { enabled = false, chosen, text, width, timeout = 20000, index = 0 } = {}) {
    const end = Date.now() + timeout;
    let last;
    while (Date.now() < end) {
      last = await this.ask({ op: 'find', name, index });
      const fits = last.ok && (!enabled || last.enabled) && (chosen === undefined || last.chosen === chosen) && (text === undefined || (last.text ?? '').match(text)) && (width === undefined || last.width === width);
      if (fits) return last;
      await pause(40);
    }
    const shown = await this.ask({ op: 'list' });
    const names = (shown.items ?? []).map((item) => item.name).join(' ');
    throw new Error(`waited for ${name}${text ? ` with ${text}` : ''}: ${last?.error ?? JSON.stringify(last)}; shown: ${names}`);
  }

  /** Resolves with the first frame that shows an item. */
  async firstFrame(name) {
    const reply = await this.ask({ op: 'await', name });
    if (!reply.ok) throw new Error(reply.error);
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
    const { across, down } = options; // in parts of its width and height; its middle if nothing is said
    const reply = await this.ask({ op: 'click', name, index: options.index ?? 0, across, down });
    if (!reply.ok) throw new Error(`click ${name}: ${reply.error}`);
  }

  /** Clicks into a field and types; what was there is replaced. */
  async fill(name, text, options = {}) {
    await this.click(name, options);
    await this.key('Ctrl+A');
    await this.key('Backspace');
    await this.ask({ op: 'type', text });
  }

  /** Goes down the list of an open file dialogue, as with the arrow keys, and takes the file of that name. */
  async selectFile(file) {
    await this.waitFor('fileDialogListView');
    await this.waitFor('fileDialogDelegate0');
    for (let row = 0; ; ++row) {
      const entry = await this.ask({ op: 'find', name: `fileDialogDelegate${row}` });
      if (!entry.ok) throw new Error(`the file dialogue lists no ${file}`);
      if (entry.fileName === file) break;
      await this.key('Down');
    }
    await this.key('Return');
    await this.waitGone('fileDialogListView');
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
