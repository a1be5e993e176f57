// SPDX-License-Identifier: EUPL-1.2
// What another program may send to `balieblik-form run`, meant or not: every line gets exactly one reply, and the next is
// served.
//   node run_hard_lines.mjs PROGRAM
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import assert from 'node:assert/strict';
import { Engine, form } from './engine_over_pipe.mjs';

const program = process.argv[2];
const xml = form('<a/><n/>', '<bind nodeset="/data/n" type="int"/>', '<input ref="/data/a"/><input ref="/data/n"/>');

// All at once, as bytes: the replies, parsed.
function replies(bytes) {
    const done = spawnSync(program, ['run', '--seed', '1'], { input: bytes, maxBuffer: 1 << 28 });
    assert.equal(done.status, 0);
    return done.stdout.toString().split('\n').filter(Boolean).map((line) => JSON.parse(line));
}
const valid = '{"op":"eval","xml":"<a/>","expr":"1 + 1","id":"next"}';
const next = { resType: 1, num: 2, id: 'next' };

async function ids() {
    const engine = new Engine(program);
    for (const id of [0, -1.5, 'x', '', true, false, null, [1, [2]], { a: { b: 'é' } }]) {
        for (const request of [{ op: 'eval', xml: '<a/>', expr: '1' }, { op: 'eval', xml: '<a>', expr: '1' }, { op: 'eval', xml: '<a/>', expr: '1 +' },
            { op: 'init', xml }, { op: 'init', xml: 'no' }, { op: 'state' }, { op: 'dance' }, { op: 7 }, {}, { op: 'compile', md: '' }, { op: 'score' }])
            assert.deepEqual((await engine.ask({ ...request, id })).id, id, JSON.stringify(request));
    }
    assert.ok(!('id' in (await engine.ask({ op: 'state' }))));
    await engine.end();
}

async function arguments_() {
    const engine = new Engine(program);
    assert.equal((await engine.ask({ op: 'init', xml })).res.id, 'trial');
    const wrong = [undefined, null, 7, 'x', {}, [], [null], [{}], [[]], [7], ['/data/none', 1], ['', ''], ['/data/a[0]', 'x'], ['/data/a[99]', 'x'], ['data/a', 'x'], ['/', 'x'], ['//a', 'x'], ['/data', 'x'], ['/data/a[', 'x'], ['/data/a]', 'x'], ['\u0000', 'x']];
    for (const op of ['answer', 'createNewRepeat', 'removeRepeat', 'setLanguage'])
        for (const args of wrong) {
            const reply = await engine.ask({ op, args });
            assert.ok('err' in reply && typeof reply.err === 'string', `${op} ${JSON.stringify(args)}: ${JSON.stringify(reply)}`);
        }
    for (const args of ['<data', '<other id="trial"/>', '<data id="other"/>', '', 7])
        for (const op of ['restore', 'edit']) {
            const reply = await engine.ask({ op, args: [args] });
            assert.equal('res' in reply, typeof args !== 'string', `${op} ${args}: ${JSON.stringify(reply)}`);
        }
    // Whatever was refused, the session is as it was.
    assert.deepEqual(await engine.ask({ op: 'answer', args: ['/data/a', 'kept'] }), { res: 'kept' });
    for (const value of [null, {}, [], 'a\u0000b']) await engine.ask({ op: 'answer', args: ['/data/n', value] });
    assert.deepEqual((await engine.ask({ op: 'state' })).state.map((row) => row[5]).filter(Boolean)[0], 'kept');
    assert.ok('err' in (await engine.ask({ op: 'init', xml: 7, att: 7, locations: 'x', properties: [] })));
    assert.match((await engine.ask({ op: 'state' })).err, /begin with init/, 'an init that failed leaves nothing open');
    for (const request of [{ op: 'eval' }, { op: 'eval', xml: 7, expr: 7 }, { op: 'eval', xml: '<a/>', expr: '1', ctx: 'x', root: {} }, { op: 'eval', xml: '<a/>', expr: '1', ctx: [5] },
        { op: 'eval', xml: '<a/>', expr: '1', ctx: [-1] }, { op: 'eval', xml: '<a/>', expr: '1', ctx: ['@x'] }, { op: 'eval', xml: '<a/>', expr: 'a/b', reqType: 'x' },
        { op: 'eval', xml: '<a/>', expr: '1', reqType: 7 }, { op: 'compile' }, { op: 'compile', md: 7 }, { op: 'compile', path: '/nowhere/form.md' }, { op: 'compile', path: '/' }])
        assert.equal(typeof (await engine.ask(request)), 'object', JSON.stringify(request));
    assert.deepEqual(await engine.ask(JSON.parse(valid)), next);
    await engine.end();
}

function lines() {
    const broken = ['', '   ', '{', '[]', '7', '"x"', 'null', '{"op":"eval"', '{"op":"eval","op":', '{}{}', '{"op":"state"} x', "{'op':'state'}", '[[[['.repeat(200), '{"op":"\\ud800"}'];
    for (const line of broken) {
        const [first, second, ...rest] = replies(`${line}\n${valid}\n`);
        assert.ok('error' in first || 'err' in first, line);
        assert.deepEqual(second, next, line);
        assert.equal(rest.length, 0);
    }
    // Bytes that are no UTF-8, and a byte order mark.
    for (const bytes of [[0xff], [0x7b, 0x22, 0xc3, 0x28, 0x22, 0x7d], [0xed, 0xa0, 0x80], [0xef, 0xbb, 0xbf], [0]]) {
        const [first, second] = replies(Buffer.concat([Buffer.from(bytes), Buffer.from(`\n${valid}\n`)]));
        assert.ok('error' in first, bytes.join(' '));
        assert.deepEqual(second, next);
    }
    assert.deepEqual(replies(`${valid}\r\n${valid}\r\n`), [next, next], 'lines may end as on Windows');
    assert.deepEqual(replies(valid), [next], 'the last line may lack its end');
    assert.deepEqual(replies(''), []);
    const text = 'é'.repeat(2_000_000);
    assert.equal(replies(JSON.stringify({ op: 'eval', xml: '<a/>', expr: `string-length('${text.slice(0, 20_000)}')` }))[0].num, 20_000);
    assert.ok('error' in replies(JSON.stringify({ op: 'eval', xml: `<a>${text}${text}${text}</a>`, expr: '1' }))[0], 'a document has its limit');
    const [huge, after] = replies(Buffer.concat([Buffer.alloc(65 * 1024 * 1024, 0x78), Buffer.from(`\n${valid}\n`)]));
    assert.match(huge.error, /too long/);
    assert.deepEqual(after, next);
}

async function several_forms() {
    const engine = new Engine(program);
    const other = form('<b/>', '', '<input ref="/data/b"/>');
    for (let turn = 0; turn < 3; turn += 1) {
        await engine.ask({ op: 'init', xml });
        await engine.ask({ op: 'answer', args: ['/data/a', 'x'] });
        await engine.ask({ op: 'init', xml: other });
        const { state } = await engine.ask({ op: 'state' });
        assert.deepEqual(state.slice(0, 2).map((row) => row[1]), ['/data', '/data/b']);
        assert.ok('err' in (await engine.ask({ op: 'answer', args: ['/data/a', 'x'] })));
    }
    await engine.end();
}

// The tables as text, as a file, and as the workbook that is made of them.
async function compiling() {
    const folder = mkdtempSync(join(tmpdir(), 'balieblik-run-'));
    try {
        const md = (survey) => `| survey |\n| | type | name | label | relevant |\n${survey}| settings |\n| | form_id | version |\n| | t | 1 |\n`;
        const good = md('| | text | a | A | |\n| | text | b | B | ${a} = 1 |\n');
        const bad = md('| | text | a | A | |\n| | text | b | B | ${aa} = 1 |\n| | txet | c | C | |\n');
        const unreadable = md('| | text | a | A | |\n| | text | b | B | ${a} = = 1 |\n');
        const engine = new Engine(program);
        for (const [name, text] of [['good', good], ['bad', bad], ['unreadable', unreadable]]) {
            const file = join(folder, `${name}.md`);
            writeFileSync(file, text);
            assert.equal(spawnSync(program, ['export', file]).status, 0);
            const [from_text, from_file, from_workbook] = [await engine.ask({ op: 'compile', md: text }), await engine.ask({ op: 'compile', path: file }),
                await engine.ask({ op: 'compile', path: join(folder, `${name}.xlsx`) })];
            assert.deepEqual(from_file, from_text);
            assert.deepEqual(from_workbook, from_text);
            if (name === 'good') {
                assert.match(from_text.xml, /relevant=" \/data\/a  = 1"/);
                assert.deepEqual(from_text.warnings, []);
                assert.equal((await engine.ask({ op: 'init', path: join(folder, 'good.xlsx') })).res.id, 't');
            }
            if (name === 'bad') {
                assert.deepEqual([from_text.sheet, from_text.row, from_text.column, from_text.kind], ['survey', 3, 'relevant', 'reference_unknown']);
                assert.match(from_text.suggestion, /a/);
                assert.deepEqual(from_text.problems.map(({ row, kind }) => [row, kind]), [[3, 'reference_unknown'], [4, 'type_unknown']]);
            }
            if (name === 'unreadable')
                assert.deepEqual([from_text.sheet, from_text.row, from_text.column, from_text.kind], ['survey', 3, 'relevant', 'expression_invalid']);
        }
        const signed = await engine.ask({ op: 'compile', md: good.replace('${a} = 1', "extract-signed(${a}, 'x') = 1") });
        assert.deepEqual([signed.sheet, signed.row, signed.column, signed.kind], ['survey', 3, 'relevant', 'unsupported']);
        const unknown = await engine.ask({ op: 'compile', md: good.replace('${a} = 1', 'countdown(${a})') });
        assert.deepEqual([unknown.row, unknown.column, unknown.kind], [3, 'relevant', 'expression_invalid']);
        const { warnings } = await engine.ask({ op: 'compile', md: good.replace('| relevant |', '| relevnt |') });
        assert.deepEqual([warnings[0].sheet, warnings[0].row, warnings[0].column, warnings[0].kind], ['survey', 1, 'relevnt', 'column_unknown']);
        assert.ok('error' in (await engine.ask({ op: 'compile', path: join(folder, 'none.md') })));
        writeFileSync(join(folder, 'broken.xlsx'), 'PK\u0003\u0004 no archive');
        assert.ok('error' in (await engine.ask({ op: 'compile', path: join(folder, 'broken.xlsx') })));
        await engine.end();
    } finally {
        rmSync(folder, { recursive: true });
    }
}

await ids();
await arguments_();
lines();
await several_forms();
await compiling();
console.log('every line was answered');
