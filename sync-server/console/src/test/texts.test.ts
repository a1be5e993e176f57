// SPDX-License-Identifier: EUPL-1.2
// @vitest-environment node
// Reads the sources: every page must say everything in both languages, and no style may be inline (the CSP forbids it).
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test, vi } from 'vitest';

const files = readdirSync('src', { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !entry.name.endsWith('.test.ts') && entry.name !== 'schema.ts')
  .map((entry) => path.join(entry.parentPath, entry.name));

/** The keys of one language's block, read from the source. */
function keys(block: string): string[] {
  return [...block.replace(/'(?:[^'\\]|\\.)*'/g, "''").matchAll(/([A-Za-z_]\w*):\s*''/g)].map((match) => match[1]!).sort();
}

test('every file says the same keys in Dutch and in English', () => {
  let seen = 0;
  for (const file of files) {
    const source = readFileSync(file, 'utf8');
    for (const match of source.matchAll(/defineTexts\(\{\s*nl: \{([\s\S]*?)\n? *\},\s*en: \{([\s\S]*?)\n? *\},?\s*\}\)/g)) {
      ++seen;
      expect(keys(match[1]!), file).toEqual(keys(match[2]!));
    }
  }
  expect(seen).toBeGreaterThan(8);
});

test('no page uses inline styles or raw HTML', () => {
  for (const file of files) expect(readFileSync(file, 'utf8'), file).not.toMatch(/style=\{|dangerouslySetInnerHTML/);
});

test('every source names its licence', () => {
  for (const file of files.filter((one) => !one.endsWith('schema.ts'))) expect(readFileSync(file, 'utf8').slice(0, 80), file).toContain('SPDX-License-Identifier: EUPL-1.2');
});

test('every event that the server writes has a word', async () => {
  vi.stubGlobal('localStorage', { getItem: () => null }); // what a browser has, for choosing a language
  vi.stubGlobal('document', { documentElement: {} });
  const { eventWord } = await import('../i18n/events.ts');
  const sources = readdirSync('../usecases').filter((name) => name.endsWith('.cpp')).map((name) => readFileSync(path.join('../usecases', name), 'utf8'));
  const written = new Set(sources.flatMap((source) => [...source.matchAll(/"([a-z]+\.[a-z_]+)"/g)].map((match) => match[1]!)).filter((what) => !/\.(csv|xml)$|^\w+s\./.test(what)));
  expect(written.size).toBeGreaterThan(30);
  expect([...written].filter((what) => eventWord('nl', what) === what || eventWord('en', what) === what)).toEqual([]);
});
