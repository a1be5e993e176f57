// SPDX-License-Identifier: EUPL-1.2
// The same form and the same answers in npm's @getodk/xforms-engine: node peer.mjs ANSWERS.jsonl FOLDER [COUNT]
// ANSWERS.jsonl is what `balieblik-bench-forms --answers` wrote; FOLDER holds the lists that the form reads. Prints rows of the table in docs/benchmarks.md.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { loadEngine, Oracle } from '../../forms/differential/oracle.mjs';

const [file, folder, count = '200'] = process.argv.slice(2);
const lists = readdirSync(folder).filter((name) => /\.(csv|geojson)$/.test(name));
const att = Object.fromEntries(lists.map((name) => [name, readFileSync(path.join(folder, name), 'utf8')]));
const [{ xml }, ...answers] = readFileSync(file, 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line));
const engine = await loadEngine();
const oracle = new Oracle(engine);
const started = performance.now();
await oracle.init({ xml, att });
const load = performance.now() - started;

const nodes = new Map();
const visit = (node) => {
    nodes.set(node.currentState.reference, node);
    for (const child of node.currentState.children ?? []) visit(child);
};
visit(oracle.root);
const times = [];
for (const { reference, value } of answers.slice(0, Number(count))) {
    const node = nodes.get(reference);
    if (!node) continue;
    const begin = performance.now();
    try {
        if (node.nodeType === 'select') node.selectValues([value]);
        else node.setValue(value);
    } catch {
        continue;
    }
    times.push(performance.now() - begin);
}
times.sort((left, right) => left - right);
const mean = times.reduce((sum, each) => sum + each, 0) / times.length;
const at = (part) => times[Math.min(times.length - 1, Math.floor(part * times.length))];
console.log('| @getodk/xforms-engine | |\n|---|---:|');
console.log(`| load | ${load.toFixed(0)} ms |`);
console.log(`| one answer, mean | ${(mean * 1000).toFixed(0)} µs |`);
console.log(`| one answer, median | ${(at(0.5) * 1000).toFixed(0)} µs |`);
console.log(`| one answer, p99 | ${(at(0.99) * 1000).toFixed(0)} µs |`);
