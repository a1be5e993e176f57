// SPDX-License-Identifier: EUPL-1.2
// An outsider drives the engine: `balieblik-form run` as a process, one JSON line in, one out. First the protocol
// itself; then, where recordings are given, every recorded evaluation and session goes over the pipe.
//   node run_over_pipe.mjs PROGRAM [FOLDER OF RECORDINGS [BASELINE]]
import { readFileSync, existsSync } from 'node:fs';
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { Engine, form } from './engine_over_pipe.mjs';

async function protocol(program) {
    const engine = new Engine(program, 'Europe/Amsterdam');
    assert.deepEqual(await engine.ask({ op: 'state', id: 1 }), { err: 'there is no open session: begin with init', id: 1 });
    assert.ok('error' in JSON.parse(await engine.line('this is no JSON')));
    assert.ok('error' in (await engine.ask({ id: 'no op' })));
    assert.deepEqual(await engine.ask({ op: 'eval', xml: '<a>2</a>', expr: '/a + 1', reqType: 1, id: [7] }), { resType: 1, num: 3, id: [7] });
    assert.deepEqual(await engine.ask({ op: 'eval', xml: '<a><b/><b/></a>', expr: '//b', reqType: 5 }), { resType: 5, nodes: [[0, 0], [0, 1]] });
    assert.deepEqual(await engine.ask({ op: 'eval', xml: '<a/>', expr: 'string(now())' }), { resType: 2, str: '2026-11-23T20:10:38+01:00' });
    assert.ok('error' in (await engine.ask({ op: 'eval', xml: '<a/>', expr: '1 +' })));
    assert.match((await engine.ask({ op: 'eval', xml: '<a/>', expr: 'extract-signed(1, 2)' })).error, /extract-signed/);

    const xml = form('<a/><r jr:template=""><x/></r><n/>',
        '<bind nodeset="/data/a" type="int"/><bind nodeset="/data/n" calculate="count(/data/r) + /data/a"/>',
        '<input ref="/data/a"><label>A</label></input><repeat nodeset="/data/r"><input ref="/data/r/x"/></repeat>');
    assert.equal((await engine.ask({ op: 'init', xml })).res.id, 'trial');
    assert.deepEqual(await engine.ask({ op: 'answer', args: ['/data/a', 41.9] }), { res: '41' });
    assert.deepEqual(await engine.ask({ op: 'createNewRepeat', args: ['/data/r'] }), { res: '/data/r[1]' });
    const { state } = await engine.ask({ op: 'state' });
    assert.deepEqual(state.slice(0, 6), [
        ['root', '/data', 1, 0, 0],
        ['input', '/data/a', 1, 0, 0, '41', { violation: null, label: 'A' }],
        ['repeat-range:uncontrolled', '/data/r', 1, 0, 0],
        ['repeat-instance', '/data/r[1]', 1, 0, 0],
        ['input', '/data/r[1]/x', 1, 0, 0, '', { violation: null }],
        ['model-value', '/data/n', 1, 0, 0, '42', { violation: null }],
    ]);
    assert.match((await engine.ask({ op: 'serialize', args: [] })).res, /^<data xmlns:orx="[^"]+" id="trial" version="1"><a>41<\/a><r><x\/><\/r><n>42<\/n><orx:meta>/);
    const before = (await engine.ask({ op: 'serialize' })).res;
    await engine.ask({ op: 'restore', args: [] });
    assert.equal((await engine.ask({ op: 'serialize' })).res, before);
    await engine.ask({ op: 'edit', args: [before] });
    const edited = (await engine.ask({ op: 'serialize' })).res;
    const id = /instanceID>([^<]+)/.exec(before)[1];
    assert.ok(edited.includes(`<orx:deprecatedID>${id}</orx:deprecatedID>`) && !edited.includes(`instanceID>${id}`));
    assert.deepEqual(await engine.ask({ op: 'removeRepeat', args: ['/data/r[1]'] }), { res: '/data/r[1]' });
    assert.ok('err' in (await engine.ask({ op: 'answer', args: ['/data/nowhere', 1] })));
    assert.ok('err' in (await engine.ask({ op: 'dance', args: [] })));

    const md = '| survey |\n| | type | name | label |\n| | text | q | Question |\n| settings |\n| | form_id | version |\n| | t | 1 |\n';
    assert.match((await engine.ask({ op: 'compile', md })).xml, /<input ref="\/data\/q">/);
    assert.deepEqual((await engine.ask({ op: 'init', md })).res.id, 't');
    const wrong = await engine.ask({ op: 'compile', md: md.replace('| text | q', '| txet | q') });
    assert.equal(wrong.sheet, 'survey');
    assert.equal(wrong.kind, 'type_unknown');
    assert.equal(wrong.row, 2);
    assert.equal(await engine.end(), 0);
}

const lines = (file) => readFileSync(file, 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line));
// Chance, and the moment at which the recording was made.
const shape = (value) => JSON.stringify(value)
    .replace(/[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/g, 'uuid')
    .replace(/2026-11-23T\d\d:\d\d:\d\d(\.\d{3})?-07:00/g, 'now');
const number = (value) => (typeof value === 'string' ? Number(value) : value);
const sorted = (row) => row.map((cell) => (cell && typeof cell === 'object' && !Array.isArray(cell) ? Object.fromEntries(Object.entries(cell).sort()) : cell));

async function evaluations(engine, file) {
    const passed = {};
    for (const record of lines(file)) {
        if (record.fails) continue;
        const { num, str, bool, nodes, error, resType, file: source, test, fails, ...request } = record;
        const reply = await engine.ask({ op: 'eval', ...request });
        const same =
            error !== undefined ? 'error' in reply
            : num !== undefined ? Object.is(number(reply.num), number(num)) || Math.abs(number(reply.num) - number(num)) <= 1e-9 * Math.abs(number(num))
            : str !== undefined ? reply.str === str
            : bool !== undefined ? reply.bool === bool
            : shape(reply.nodes ?? null) === shape(nodes);
        passed[source] = (passed[source] ?? 0) + (same ? 1 : 0);
    }
    return passed;
}

async function sessions(engine, file) {
    const kept = new Map();
    for (const step of lines(file)) kept.set(step.id, [...(kept.get(step.id) ?? []), step]);
    const passed = {};
    for (const [first, ...rest] of kept.values()) {
        if (first.fails) continue;
        let same = true;
        for (const step of [first, ...rest]) {
            if (['init', 'answer', 'createNewRepeat', 'removeRepeat', 'setLanguage', 'next'].includes(step.op)) {
                const { op, xml, att, args } = step;
                const given = args?.map((value) => (op === 'answer' && value?.cls === 'File' ? { name: step.res } : value));
                const reply = await engine.ask({ op, ...(xml && { xml, att }), ...(args && { args: given }) });
                same &&= 'err' in reply === 'err' in step;
            }
            if (!step.state) continue;
            const { state = [] } = await engine.ask({ op: 'state' });
            const rows = new Map(state.map((row) => [row[1], row]).reverse());
            same &&= step.n === state.length && step.gone.every((gone) => !rows.has(gone));
            same &&= step.state.every((row) => shape(sorted(rows.get(row[1]) ?? [])) === shape(sorted(row)));
        }
        passed[first.file] = (passed[first.file] ?? 0) + (same ? 1 : 0);
    }
    return passed;
}

const [program, folder, baseline] = process.argv.slice(2);
await protocol(program);
console.log('protocol: as promised');
if (folder && existsSync(join(folder, 'xpath.sample.jsonl'))) {
    const engine = new Engine(program, 'America/Phoenix');
    const known = baseline ? JSON.parse(readFileSync(baseline, 'utf8')) : {};
    let worse = 0;
    for (const [replay, file] of [[evaluations, 'xpath.sample.jsonl'], [sessions, 'sessions.sample.jsonl']]) {
        const passed = await replay(engine, join(folder, file));
        const all = Object.values(passed).reduce((sum, each) => sum + each, 0);
        console.log(`${file}: ${all} as recorded`);
        // Chance and the recording's own clock cannot be sent over; the program's `replay` knows them by their shape.
        const lenient = new Set(['xforms/uuid.test.ts', 'xforms/random.test.ts', 'xforms/randomize.test.ts']);
        for (const [source, count] of Object.entries(known[file] ?? {}))
            if ((passed[source] ?? 0) < count && !lenient.has(source)) {
                console.error(`fewer than before: ${source}: ${passed[source]} instead of ${count}`);
                worse += 1;
            }
    }
    await engine.end();
    process.exitCode = worse === 0 ? 0 : 1;
}
