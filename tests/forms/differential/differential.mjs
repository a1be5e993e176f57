// SPDX-License-Identifier: EUPL-1.2
// The same answers to two engines: `balieblik-form run` and npm's @getodk/xforms-engine. After every step each node's
// value, relevance, requiredness, writability, validity, choices and label must be equal.
//   node differential.mjs PROGRAM FORMS.jsonl [--steps N] [--seed N] [--verbose]
// FORMS.jsonl holds one {"name", "xml", "att"} a line (tests/forms/differential/run makes it). Prints how many facts
// were compared and how many differ, by kind of difference; fails for a difference that accepted.mjs does not list.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { accepted } from './accepted.mjs';
import { loadEngine, Oracle } from './oracle.mjs';

const option = (name, otherwise) => {
    const at = process.argv.indexOf(name);
    return at < 0 ? otherwise : Number(process.argv[at + 1]);
};
const [program, formsFile] = process.argv.slice(2);
const steps = option('--steps', 40);
const verbose = process.argv.includes('--verbose');
let seed = option('--seed', 1);

// Mulberry32: small, and the same everywhere.
function chance() {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
}
const pick = (list) => list[Math.floor(chance() * list.length)];

class Ours {
    constructor() {
        this.child = spawn(program, ['run', '--seed', '1'], { stdio: ['pipe', 'pipe', 'inherit'] });
        this.waiting = [];
        createInterface({ input: this.child.stdout }).on('line', (line) => this.waiting.shift()(JSON.parse(line)));
    }
    ask(request) {
        return new Promise((resolve) => {
            this.waiting.push(resolve);
            this.child.stdin.write(`${JSON.stringify(request)}\n`);
        });
    }
}

const values = {
    input: ['', '1', '2', '3', '0', '-1', 'x', 'y', '2026-03-12', '2.5', 'no number', 'yes', 'no', 'na', 'é', '10:30:00',
        '2026-03-12T10:05:00+01:00'],
    range: ['', '1', '5', '10', '2.5'],
    trigger: [true, false],
};

// A person may overwrite what is calculated, until it is calculated again; when that is, the specification leaves open.
const calculated = (xml, reference) =>
    new RegExp(`<bind[^>]*nodeset="${reference.replace(/\[\d+\]/g, '')}"[^>]*calculate=`).test(xml);

function nextStep(state, xml) {
    const row = pick(state);
    const [kind, reference, relevant, , readonly] = row;
    if (calculated(xml, reference)) return null;
    if (kind === 'repeat-range:uncontrolled' && relevant) return { op: 'createNewRepeat', args: [reference] };
    if (kind === 'repeat-instance' && chance() < 0.3) {
        const range = state.find((other) => other[1] === reference.replace(/\[\d+\]$/, ''));
        return range?.[0] === 'repeat-range:uncontrolled' ? { op: 'removeRepeat', args: [reference] } : null;
    }
    if (readonly || !relevant) return null;
    if (kind in values) return { op: 'answer', args: [reference, pick(values[kind])] };
    const offered = (row[6]?.options ?? []).map(([value]) => value).filter((value) => value && !value.includes(' '));
    if (kind === 'select')
        return { op: 'answer', args: [reference, ...(chance() < 0.8 && offered.length ? [pick(offered)] : [pick(['', 'no-choice'])])] };
    if (kind === 'rank' && offered.length) return { op: 'answer', args: [reference, ...[...offered].sort(() => chance() - 0.5)] };
    return null;
}

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/;
const moment = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?([+-]\d{2}:\d{2}|Z)$/;
// Chance and the two clocks are not what is compared.
const sameValue = (left, right) =>
    left === right || (uuid.test(left) && uuid.test(right)) ||
    (moment.test(left) && moment.test(right) && Math.abs(Date.parse(left) - Date.parse(right)) < 120_000);

function differences(ours, theirs) {
    const found = [];
    const rows = new Map(theirs.map((row) => [`${row[0].split(':')[0]} ${row[1]}`, row]));
    for (const row of ours) {
        const key = `${row[0].split(':')[0]} ${row[1]}`;
        const other = rows.get(key);
        rows.delete(key);
        if (!other) {
            found.push({ kind: 'only ours', reference: row[1], ours: row });
            continue;
        }
        const facts = [
            ['kind', row[0], other[0]],
            ['relevant', row[2], other[2]],
            ['required', row[3], other[3]],
            ['readonly', row[4], other[4]],
        ];
        if (row.length > 5)
            facts.push(['value', row[5], other[5]], ['violation', row[6].violation, other[6]?.violation],
                ['options', JSON.stringify(row[6].options), JSON.stringify(other[6]?.options)], ['label', row[6].label, other[6]?.label]);
        for (const [kind, left, right] of facts) {
            compared += 1;
            if (kind === 'value' ? !sameValue(left, right) : left !== right)
                found.push({ kind, reference: row[1], ours: left, theirs: right });
        }
    }
    for (const row of rows.values()) found.push({ kind: 'only theirs', reference: row[1], theirs: row });
    return found;
}

let compared = 0;
let tried = 0;
let bad = 0;
const tolerated = {};
const engine = await loadEngine();
const ours = new Ours();

for (const line of readFileSync(formsFile, 'utf8').split('\n').filter(Boolean)) {
    const { name, xml, att = {} } = JSON.parse(line);
    const theirs = new Oracle(engine);
    const opened = await ours.ask({ op: 'init', xml, att });
    let refused = null;
    try {
        await theirs.init({ xml, att });
    } catch (error) {
        refused = error;
    }
    if (refused || opened.err) {
        const reason = accepted.forms.find(({ when }) => when({ name, xml, ours: opened.err, theirs: refused?.message }));
        if (reason) tolerated[reason.why] = (tolerated[reason.why] ?? 0) + 1;
        else if (!!refused !== !!opened.err) {
            console.error(`${name}: ours: ${opened.err ?? 'opened'}; theirs: ${refused?.message ?? 'opened'}`);
            bad += 1;
        }
        continue;
    }
    tried += 1;
    const story = [];
    for (let step = 0; step <= steps; step += 1) {
        const { state } = await ours.ask({ op: 'state' });
        const theirState = (await theirs.handle({ op: 'state' })).state;
        const unexplained = differences(state, theirState).filter((difference) => {
            const reason = accepted.facts.find(({ when }) => when({ ...difference, xml }));
            if (reason) tolerated[reason.why] = (tolerated[reason.why] ?? 0) + 1;
            return !reason;
        });
        if (unexplained.length > 0) {
            bad += 1;
            console.error(`${name}, step ${step}: ${unexplained.length} differences\n  ${story.slice(-6).map((each) => JSON.stringify(each)).join('\n  ')}`);
            for (const each of unexplained.slice(0, 4)) console.error('   ', JSON.stringify(each));
            if (verbose) console.error(xml);
            break;
        }
        const next = nextStep(state, xml);
        if (!next) continue;
        story.push(next);
        const reply = await ours.ask(next);
        let failed = null;
        try {
            await theirs.handle(next);
        } catch (error) {
            failed = error;
        }
        if (!!failed !== 'err' in reply) {
            const reason = accepted.steps.find(({ when }) => when({ next, ours: reply.err, theirs: failed?.message, xml }));
            if (reason) {
                tolerated[reason.why] = (tolerated[reason.why] ?? 0) + 1;
                break; // the two go different ways from here
            }
            bad += 1;
            console.error(`${name}: ${JSON.stringify(next)}: ours: ${reply.err ?? 'taken'}; theirs: ${failed?.message ?? 'taken'}`);
            if (verbose) console.error(xml);
            break;
        }
        // Both refuse a repeat of 20,000 instances, but the other engine throws half-way and keeps the answer.
        if (failed && reply.err?.startsWith('This is larger than is allowed')) {
            const why = 'both refuse what is too large; the other engine keeps half of the step';
            tolerated[why] = (tolerated[why] ?? 0) + 1;
            break;
        }
    }
}
ours.child.stdin.end();
console.log(`${tried} forms, ${compared} facts compared, ${bad} forms with a difference that is not accepted`);
for (const [why, count] of Object.entries(tolerated)) console.log(`  accepted ${count} times: ${why}`);
process.exitCode = bad === 0 ? 0 : 1;
