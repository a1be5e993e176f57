// SPDX-License-Identifier: EUPL-1.2
// `balieblik-form run` as a process, one JSON line in and one out.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

export class Engine {
    constructor(program, zone = 'Europe/Amsterdam') {
        this.child = spawn(program, ['run', '--now', '2026-11-23T19:10:38Z', '--seed', '1'], {
            stdio: ['pipe', 'pipe', 'inherit'],
            env: { ...process.env, TZ: zone },
        });
        this.waiting = [];
        createInterface({ input: this.child.stdout }).on('line', (line) => this.waiting.shift()(line));
    }
    // One line in, and nothing more is sent before its reply has come: a reply that is not flushed would stand still.
    line(text) {
        return new Promise((resolve) => {
            this.waiting.push(resolve);
            this.child.stdin.write(`${text}\n`);
        });
    }
    async ask(request) {
        return JSON.parse(await this.line(JSON.stringify(request)));
    }
    end() {
        return new Promise((resolve) => {
            this.child.on('close', resolve);
            this.child.stdin.end();
        });
    }
}

export const form = (instance, model, body) =>
    `<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml" xmlns:jr="http://openrosa.org/javarosa" xmlns:orx="http://openrosa.org/xforms"><h:head><h:title>Trial</h:title><model><instance><data id="trial" version="1">${instance}</data></instance>${model}</model></h:head><h:body>${body}</h:body></h:html>`;
