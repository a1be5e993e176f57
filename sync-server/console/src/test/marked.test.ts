// SPDX-License-Identifier: EUPL-1.2
import { expect, test } from 'vitest';
import { marked, plain } from '../ui/marked.tsx';

const strong = (...pieces: ReturnType<typeof marked>) => ({ kind: 'strong', pieces });
const em = (...pieces: ReturnType<typeof marked>) => ({ kind: 'em', pieces });
const line = { kind: 'break', pieces: [] };

test('what an author emphasised is emphasised', () => {
  expect(marked('Was de **hal** *schoon* en __licht__?')).toEqual(['Was de ', strong('hal'), ' ', em('schoon'), ' en ', strong('licht'), '?']);
  expect(marked('**heel *erg* druk**')).toEqual([strong('heel ', em('erg'), ' druk')]);
  expect(marked('# Kop #\n- een\n- twee')).toEqual([strong('Kop'), line, '• een', line, '• twee']);
});

test('marks that are none stay as they were written', () => {
  expect(marked('3 * 4 * 5 en een_naam_hier')).toEqual(['3 * 4 * 5 en een_naam_hier']);
  expect(marked('\\*geen\\* nadruk')).toEqual(['*geen* nadruk']);
  expect(marked('**open')).toEqual(['**open']);
});

test('html stays words, whatever it says', () => {
  const hostile = '<img src=x onerror=alert(1)> <script>alert(2)</script> <a href="javascript:f()">x</a>';
  expect(marked(hostile)).toEqual([hostile]);
  expect(marked('<span style="color:red" onclick="f()">x</span>')).toEqual(['<span style="color:red" onclick="f()">x</span>']);
  expect(marked('<span style="color:#a6200f">rood</span><br>')).toEqual([{ kind: 'words', pieces: ['rood'] }, line]);
});

test('an address is told and not opened', () => {
  expect(marked('[de wet](javascript:alert(1)')).toEqual([{ kind: 'u', pieces: ['de wet'] }, ' (javascript:alert(1)']);
});

test('captions and whatever is read aloud have the words alone', () => {
  expect(plain('## De **balie**\nen de _hal_')).toBe('De balie en de hal');
});

test('a long text of nothing but marks is taken apart at once', () => {
  const before = marked('*_'.repeat(4000));
  expect(before.length).toBeGreaterThan(0);
});
