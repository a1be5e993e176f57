// SPDX-License-Identifier: EUPL-1.2
// The score of visits worked by hand, asked over the pipe: of the open session, and of its record as JSON and as XML.
//   node run_scores.mjs PROGRAM
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import assert from 'node:assert/strict';
import { Engine } from './engine_over_pipe.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const engine = new Engine(process.argv[2]);
const near = (value, wanted, what) => assert.ok(Math.abs(value - wanted) < 1e-6, `${what}: ${value} instead of ${wanted}`);

// Opens a form of this house, and answers its questions by their names.
async function visit(form, answers, beside = ['norms.csv']) {
    const folder = join(root, 'forms', form, '1');
    const xml = readFileSync(join(folder, 'form.xml'), 'utf8');
    const att = Object.fromEntries([...beside, '../../scenarios.csv'].map((file) => [file.split('/').pop(), readFileSync(join(folder, file), 'utf8')]));
    assert.ok('res' in (await engine.ask({ op: 'init', xml, att })));
    const { state } = await engine.ask({ op: 'state' });
    for (const [name, value] of Object.entries(answers)) {
        const row = state.find(([, reference]) => reference.endsWith(`/${name}`));
        assert.ok(row, name);
        assert.deepEqual(await engine.ask({ op: 'answer', args: [row[1], value] }), { res: value }, name);
    }
    return { folder, xml, att };
}

const counter = { norm_set: 'katwijk', scenario_code: 'R1', scenario_group: 'REGEL', A1: 'yes', A2: 'yes', A3: '2026-03-12T10:05:00+01:00', B1: '2026-03-12T09:58:30+01:00', B2: 'yes', B3: 'na', B4: 'yes',
    B5: '4', B6: 'no', B7: 'na', C1: '2026-03-12T09:59:10+01:00', C2: '2026-03-12T10:13:40+01:00', C4: 'no', D1: 'yes', D2: '3', D3: '2', D4: '4', D5: '1',
    D6: 'no', D7: 'no', E1: 'no', E2: 'partly', E3: 'yes', E4: 'na', F1: 'yes', F2: 'cites', F3: 'no', F4: 'no', F5: 'no', F6: '2', F7: 'no', F8: 'yes',
    G1: 'follow_up', G2: 'no', G3: 'yes', G4: '2026-03-12T10:31:00+01:00', H1: '5', H2: '2', H6: 'no', H7: 'yes' };
{
    const { folder, xml, att } = await visit('counter', counter);
    const scored = await engine.ask({ op: 'score', id: 1 });
    near(scored.index, 37.005952, 'index');
    for (const [dimension, value] of Object.entries({ ACC: 100, ENV: 37.5, WAIT: 20, TONE: 45, KNOW: 41.666667, OUT: 17.142857 })) near(scored.dimensions[dimension], value, dimension);
    assert.equal(scored.id, 1);
    assert.equal(scored.points.B2, 100);
    assert.equal(scored.points.B3, null);
    assert.equal(scored.score.wait_s, 520);
    // Which answers gave which points, what was left out and why; in both languages.
    for (const [language, index, left_out] of [['nl', /37,0/, /niet van toepassing/i], ['en', /37\.0/, /not applicable/i]]) {
        const lines = scored.explanation[language].flatMap((part) => part.lines).join('\n');
        assert.match(lines, index);
        assert.match(lines, left_out);
        assert.ok(scored.explanation[language].some(({ dimension }) => dimension === 'TONE'));
    }
    // The same of a record: as instance XML, as JSON, with the form as a file beside its norms.
    const record = (await engine.ask({ op: 'serialize' })).res;
    const of_xml = await engine.ask({ op: 'score', xml, record, norms: att['norms.csv'] });
    near(of_xml.index, 37.005952, 'index of instance XML');
    near((await engine.ask({ op: 'score', path: join(folder, 'form.md'), record })).index, 37.005952, 'index by path');
    const json = { norm_set: 'katwijk', G: { G1: 'follow_up', G2: 'no', G3: 'yes' } };
    near((await engine.ask({ op: 'score', path: join(folder, 'form.xml'), record: json })).index, 17.142857, 'index of JSON');
    const without = await engine.ask({ op: 'score', xml, record });
    assert.equal(without.points.C3, null, 'without a norm a wait has no points');
    for (const wrong of [{ record: 7, xml }, { record: '<x/>', xml }, { record: json, xml: '<x/>' }, { record: json, xml, norms: 'x' }, { record: json, xml, norms: att['norms.csv'], norm_set: 'none' },
        { record: { G: { G1: 'perhaps' } }, xml }])
        assert.equal(typeof (await engine.ask({ op: 'score', ...wrong })).err, 'string', JSON.stringify(wrong).slice(0, 60));
}
{
    await visit('telephone', { norm_set: 'vng', scenario_code: 'R1', scenario_group: 'REGEL', T1: '2', T2: '40', T3: 'yes', T4: 'no', T5: 'yes', T6: '4', T7: '3', T8: 'na',
        T9: 'no', T10: 'partly', T11: '1', T12: 'yes', T14: 'no', T15: 'no', T13_promised: 'no', T16: '6' });
    const scored = await engine.ask({ op: 'score' });
    near(scored.index, 40.175439, 'telephone');
    near(scored.points.T2, 40, 'T2');
    assert.ok(scored.explanation.nl.length > 1);
}
{
    await visit('message', { norm_set: 'tilburg', scenario_code: 'R3', scenario_group: 'REGEL', kind: 'form', M1: 'yes', M2: 'no', M3: 'no', M4: '2026-04-02T16:30:00+02:00', M5: 'no', reply: 'yes',
        replied_at: '2026-04-09T10:00:00+02:00', M7: 'yes', M8: 'partly', M9: 'yes', M10: '3', M11: '4', M12: 'no', M13: 'yes', M14: '7' }, ['norms.csv', 'holidays.csv']);
    const scored = await engine.ask({ op: 'score' });
    near(scored.index, (300 + 562.5 + 2000 + 1071.428571 + 2000) / 95, 'message');
    near(scored.points.M6, 50, 'M6 counts working days');
    near(scored.dimensions.WAIT, 37.5, 'WAIT');
}
assert.equal(await engine.end(), 0);
console.log('37.005952, 40.175439 and a message after Easter');
