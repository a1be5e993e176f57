// SPDX-License-Identifier: EUPL-1.2
// A line between tablets and server that can be bad in ways of our choice. It carries bytes and knows nothing of them.
import { once } from 'node:events';
import net from 'node:net';

export class Line {
  /** Carries what comes to a port of its own to `port`. */
  static async to(port) {
    const line = new Line();
    line.target = port;
    line.fault = {};
    line.open = new Set();
    line.server = net.createServer((client) => line.#carry(client)).listen(0, '127.0.0.1');
    await once(line.server, 'listening');
    line.port = line.server.address().port;
    return line;
  }

  /**
   * What happens to connections that are made from now on. `cutUp` and `cutDown`: both ends are reset after that many
   * bytes from, or to, the tablet. `deaf`: what the server says goes nowhere, and the connection stays. `slow`: every
   * piece waits that many milliseconds.
   */
  be(fault = {}) {
    this.fault = fault;
  }

  #carry(client) {
    const server = net.connect(this.target, '127.0.0.1');
    const ends = [client, server];
    const { cutUp, cutDown, deaf, slow } = this.fault;
    const end = () => ends.forEach((one) => one.destroy());
    const reset = () => ends.forEach((one) => one.resetAndDestroy());
    this.open.add(end);
    for (const one of ends) one.on('error', end).on('close', () => (end(), this.open.delete(end)));
    const pass = (from, to, limit, mute) => {
      let passed = 0;
      from.on('data', (bytes) => {
        const left = limit === undefined ? bytes.length : Math.max(0, limit - passed);
        passed += bytes.length;
        const piece = bytes.subarray(0, left);
        const go = () => {
          if (!mute && !to.destroyed) to.write(piece);
          if (left < bytes.length) setTimeout(reset, 1); // what was written before has left by then
        };
        if (slow) setTimeout(go, slow);
        else go();
      });
      from.on('end', () => !mute && setTimeout(() => to.end(), slow ?? 0));
    };
    pass(client, server, cutUp);
    pass(server, client, cutDown, deaf);
  }

  async close() {
    for (const end of this.open) end();
    this.server.close();
    await once(this.server, 'close');
  }
}
