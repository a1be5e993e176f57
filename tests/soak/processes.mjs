// SPDX-License-Identifier: EUPL-1.2
// node tests/soak/processes.mjs BUILD [--kills N] [--seconds N] [SCENARIO...]
// The real server, as a process, under what a machine and a network do to it: kill -9, SIGSTOP, lines that break after
// any byte, failing system calls, a full disk, clocks that are days off. Tablets hand in all the while and never give up.
// At the end everything acknowledged must be there, exactly once, with its photos and an unbroken trail. For hand and
// night: it is not part of ./check. Ends with a table for docs/reliability.md.
import { execFile, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { randomInt } from 'node:crypto';
import { Person } from '../e2e/office.mjs';
import { Server } from '../e2e/server.mjs';
import { Outbox } from './outbox.mjs';
import { Line } from './proxy.mjs';

const run = promisify(execFile);
const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

const words = process.argv.slice(2);
const option = (name, fallback) => {
  const at = words.indexOf(`--${name}`);
  return at < 0 ? fallback : Number(words.splice(at, 2)[1]);
};
const kills = option('kills', 1000);
const most_seconds = option('seconds', 120);
const build = path.resolve(words.shift() ?? 'build/dev');

/** The server of a scenario: what starts it may stand between us and it (strace, faketime), and it may die at any time. */
class Machine {
  static async make(folder, { settings = [] } = {}) {
    const limits = ['--device-per-minute', '1000000', '--device-burst', '1000000', '--sign-in-per-minute', '1000000', '--sign-in-burst', '1000000'];
    const machine = new Machine();
    machine.folder = folder;
    machine.server = await Server.make({ root, build, folder, demo: ['--fieldwork'], console: folder, settings: [...limits, ...settings] });
    machine.starts = 0;
    return machine;
  }
  /** `before`: a program and its words in front of the server's own. */
  async start({ before = [], env = {} } = {}) {
    const { server } = this;
    const [program, ...rest] = [...before, server.program, ...server.settings, 'serve'];
    this.process = spawn(program, rest, { stdio: 'ignore', env: { ...process.env, ...env } });
    this.starts += 1;
    const ended = once(this.process, 'exit');
    for (let tries = 0; tries < 600; ++tries) {
      if (this.process.exitCode !== null || this.process.signalCode !== null) return false;
      if (await reachable(server.port)) return true;
      await Promise.race([pause(20), ended]);
    }
    throw new Error('the server does not answer');
  }
  get pid() {
    return this.process.pid;
  }
  async stop(signal = 'SIGTERM') {
    if (!this.process || this.process.exitCode !== null || this.process.signalCode !== null) return;
    const ended = once(this.process, 'exit');
    this.process.kill(signal);
    await ended;
  }
  /** What the server itself says when it reads everything back. */
  async verify() {
    return JSON.parse((await run(this.server.program, [...this.server.settings, 'verify'])).stdout);
  }
}

async function reachable(port) {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

async function outboxes(machine, count) {
  const { server } = machine;
  const person = new Person(server);
  const { login, password } = server.account('coordinator');
  await person.signIn(login, password);
  const { scenarios } = await person.get('/api/scenarios');
  const places = (await person.get('/api/locations')).locations;
  const locations = places.filter((place) => place.address); // nobody can be sent to a counter without one
  const day = (n) => new Date(Date.now() + n * 86_400_000).toISOString();
  const inspectors = (await person.get('/api/inspectors')).inspectors;
  const made = [];
  for (let n = 0; n < count; ++n) {
    let planned = 0;
    for (let k = 0; k < 60 && planned < 12; ++k) {
      const wanted = {
        wave_id: server.demo.wave_id, location_id: locations[(n * 7 + k) % locations.length].id, scenario_id: scenarios[k % scenarios.length].id,
        inspector_id: inspectors[n].id, window_from: day(k), window_to: day(k + 0.3), deadline: day(k + 2), reward_cents: 0, override_reason: 'soak',
      };
      // Nobody comes twice to one counter with one story; whoever may not is passed over.
      planned += await person.post('/api/assignments', wanted).then(() => 1, (problem) => (problem.code === 'rotation_rule' ? 0 : Promise.reject(problem)));
    }
    made.push(await Outbox.enrol(server, person, inspectors[n], `tablet ${n}`));
  }
  return made;
}

/** Tablets that hand in until they are told to end, and then until nothing waits. */
function handIn(boxes, { photoBytes = 20_000, photoEvery = 5, breath = 5 } = {}) {
  const state = { ends: false };
  const work = boxes.map(async (box) => {
    for (let n = 0; ; ++n) {
      if (!state.ends && box.waiting.length < 20) for (let k = 0; k < 3; ++k) box.seal({ photoBytes: (n + k) % photoEvery === 0 ? photoBytes : 0 });
      if (state.ends && box.waiting.length === 0 && box.photos.length === 0) return;
      const pushed = await box.push(1 + randomInt(10));
      const uploaded = await box.upload();
      if (!pushed && !uploaded) await pause(breath + randomInt(40));
    }
  });
  return { end: async () => ((state.ends = true), Promise.all(work)) };
}

/** Everything acknowledged is there, once; the store is whole. */
async function judge(machine, boxes, note) {
  let missing = 0;
  for (const box of boxes) missing += (await box.missing()).length;
  await machine.stop();
  const verified = await machine.verify();
  const acknowledged = boxes.reduce((sum, box) => sum + box.acknowledged.size, 0);
  const photos = boxes.reduce((sum, box) => sum + box.complete, 0);
  const doubled = verified.visits - acknowledged;
  const lostPhotos = photos - verified.photos;
  const row = { ...note, starts: machine.starts, sent: boxes.reduce((sum, box) => sum + box.sent, 0), acknowledged, missing, doubled, photos, lostPhotos, trail: verified.trail };
  if (missing || doubled || lostPhotos > 0 || verified.trail !== 'unbroken') row.failed = true;
  return row;
}

async function through(line, boxes) {
  for (const box of boxes) box.tablet.address = `https://127.0.0.1:${line.port}`;
}

const scenarios = {
  /** kill -9 at a moment of its own each time, while tablets hand in. */
  async kills(folder) {
    const machine = await Machine.make(folder);
    await machine.start();
    const boxes = await outboxes(machine, 3);
    const work = handIn(boxes);
    let done = 0;
    for (; done < kills; ++done) {
      await pause(randomInt(600)); // long enough that a busy machine gets something handed in
      await machine.stop('SIGKILL');
      await machine.start();
      if (done % 50 === 49) console.error(`${done + 1} kills, ${boxes.reduce((sum, box) => sum + box.acknowledged.size, 0)} visits acknowledged`);
    }
    await work.end();
    return judge(machine, boxes, { faults: `${done} times kill -9` });
  },

  /** The process stands still for a while and goes on: connections time out or go on, as they like. */
  async stops(folder) {
    const machine = await Machine.make(folder);
    await machine.start();
    const boxes = await outboxes(machine, 3);
    const work = handIn(boxes);
    const until = Date.now() + most_seconds * 1000;
    let times = 0;
    for (; Date.now() < until; ++times) {
      await pause(randomInt(400));
      machine.process.kill('SIGSTOP');
      await pause(randomInt(1500));
      machine.process.kill('SIGCONT');
    }
    await work.end();
    return judge(machine, boxes, { faults: `${times} times SIGSTOP, up to 1.5 s` });
  },

  /** Lines that break after any byte, upwards or downwards, are deaf, or slow. */
  async lines(folder) {
    const machine = await Machine.make(folder, { settings: ['--chunk-ms', '2000', '--body-ms', '4000', '--idle-ms', '4000'] });
    await machine.start();
    const boxes = await outboxes(machine, 3);
    const line = await Line.to(machine.server.port);
    await through(line, boxes);
    const work = handIn(boxes);
    const until = Date.now() + most_seconds * 1000;
    const counts = { up: 0, down: 0, deaf: 0, slow: 0 };
    while (Date.now() < until) {
      const kind = ['up', 'down', 'up', 'down', 'slow', 'deaf'][randomInt(6)];
      counts[kind] += 1;
      line.be({ up: { cutUp: randomInt(40_000) }, down: { cutDown: randomInt(9_000) }, deaf: { deaf: true }, slow: { slow: 1 + randomInt(80) } }[kind]);
      await pause(kind === 'deaf' ? 300 : 100 + randomInt(300));
      if (kind === 'deaf') for (const end of line.open) end();
      if (randomInt(3) === 0) (line.be(), await pause(200));
    }
    line.be();
    await work.end();
    const row = await judge(machine, boxes, { faults: `lines cut ${counts.up} times upwards and ${counts.down} downwards, ${counts.deaf} deaf, ${counts.slow} slow` });
    await line.close();
    return row;
  },

  /** System calls that fail, one in so many: flushing, writing, renaming. */
  async calls(folder) {
    const machine = await Machine.make(folder);
    await machine.start();
    const boxes = await outboxes(machine, 3);
    const work = handIn(boxes, { breath: 20 });
    const errors = [['fdatasync', 'EIO'], ['fsync', 'EIO'], ['pwrite64', 'EIO'], ['pwrite64', 'ENOSPC'], ['write', 'ENOSPC'], ['rename', 'EIO'], ['openat', 'EMFILE'], ['fdatasync', 'ENOSPC']];
    const until = Date.now() + most_seconds * 1000;
    const told = [];
    for (let n = 0; Date.now() < until; ++n) {
      const [call, error] = errors[n % errors.length];
      await machine.stop('SIGKILL');
      // Not from the first call on: the program must have come up.
      const inject = `inject=${call}:error=${error}:when=${200 + randomInt(100)}+${20 + randomInt(40)}`;
      await machine.start({ before: ['strace', '-f', '-qq', '-o', '/dev/null', '-e', `trace=${call}`, '-e', inject] });
      told.push(`${call} ${error}`);
      await pause(4000 + randomInt(2000));
      // strace in front: what it started has to go as well.
      execFileSync('pkill', ['-KILL', '-P', String(machine.pid)]);
      await machine.stop('SIGKILL');
    }
    await machine.start();
    await work.end();
    return judge(machine, boxes, { faults: `${told.length} runs with failing calls (${[...new Set(told)].join(', ')})` });
  },

  /** A disk that is full again and again, and is given room again. */
  async full(folder) {
    const disk = path.join(folder, 'disk');
    await run('mkdir', ['-p', disk]);
    await run('mount', ['-t', 'tmpfs', '-o', 'size=64m,mode=0700', 'tmpfs', disk]);
    try {
      const machine = await Machine.make(disk);
      await machine.start();
      const boxes = await outboxes(machine, 3);
      const work = handIn(boxes);
      const until = Date.now() + most_seconds * 1000;
      let times = 0;
      const filler = path.join(disk, 'filler');
      const room = Number((await run('df', ['--output=avail', '-k', disk])).stdout.split('\n')[1]);
      let size = 64;
      for (; Date.now() < until; ++times) {
        await pause(500 + randomInt(1500));
        await run('dd', ['if=/dev/zero', `of=${filler}`, 'bs=1k', `count=${room + 65_536}`]).catch(() => {}); // until nothing is left
        await pause(500 + randomInt(2000));
        rmSync(filler, { force: true });
        size += 8; // it grows with what is handed in, so that it can come to an end
        await run('mount', ['-o', `remount,size=${size}m`, disk]);
      }
      await run('mount', ['-o', 'remount,size=2g', disk]);
      await work.end();
      return await judge(machine, boxes, { faults: `${times} times a full disk` });
    } finally {
      await run('umount', ['-l', disk]).catch(() => {});
    }
  },

  /** The server's clock is days off, forwards and back, from one start to the next. */
  async clocks(folder) {
    const machine = await Machine.make(folder);
    await machine.start();
    const boxes = await outboxes(machine, 3);
    const work = handIn(boxes);
    const until = Date.now() + most_seconds * 1000;
    let jumps = 0;
    for (; Date.now() < until; ++jumps) {
      await machine.stop(randomInt(2) ? 'SIGKILL' : 'SIGTERM');
      await machine.start({ env: { LD_PRELOAD: '/usr/$LIB/faketime/libfaketimeMT.so.1', FAKETIME: `${randomInt(2) ? '+' : '-'}${1 + randomInt(48)}h`, FAKETIME_DONT_FAKE_MONOTONIC: '1', DONT_FAKE_MONOTONIC: '1' } });
      await pause(1500 + randomInt(1500));
    }
    await machine.stop();
    await machine.start();
    await work.end();
    return judge(machine, boxes, { faults: `${jumps} starts with a clock up to 48 h off` });
  },
};

const names = words.length ? words : Object.keys(scenarios);
const rows = [];
for (const name of names) {
  const folder = mkdtempSync(path.join(os.tmpdir(), `balieblik-${name}-`));
  const began = Date.now();
  try {
    const row = await scenarios[name](folder);
    rows.push({ name, seconds: Math.round((Date.now() - began) / 1000), ...row });
    if (row.failed) console.error(`${name}: kept for looking at: ${folder}`);
    else rmSync(folder, { recursive: true, force: true });
  } catch (problem) {
    rows.push({ name, failed: true, faults: String(problem.stack ?? problem) });
    console.error(`${name}: kept for looking at: ${folder}`);
  }
  console.log(JSON.stringify(rows.at(-1)));
}
console.log('\n| | faults | starts | visits sent | acknowledged | missing | doubled | photos | missing | s |\n|---|---|---|---|---|---|---|---|---|---|');
for (const row of rows) console.log(`| ${row.name} | ${row.faults} | ${row.starts} | ${row.sent} | ${row.acknowledged} | ${row.missing} | ${row.doubled} | ${row.photos} | ${row.lostPhotos} | ${row.seconds} |`);
process.exit(rows.some((row) => row.failed) ? 1 : 0);
