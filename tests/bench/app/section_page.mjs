// SPDX-License-Identifier: EUPL-1.2
// How long a person waits for another section: from the click until the first frame that shows a question of it, in the
// form that holds every kind of question. Under Xvfb:
//   node section_page.mjs ROOT BUILD FOLDER [ROUNDS]
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { App, ownHome } from '../../e2e/app.mjs';

const [root, build, folder, rounds = '10'] = process.argv.slice(2);
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const form = path.join(folder, 'form.xml');
execFileSync(path.join(build, 'shared/forms/cli/balieblik-form'), ['compile', path.join(root, 'tests/mobile/questions/every_kind.md'), '-o', form]);
// A section and what is first seen of it.
const sections = [['choices', 'choice_one_yes'], ['numbers', 'field_whole'], ['days and times', 'field_day'], ['words', 'field_line'], ['places and pictures', 'field_place'], ['a repeat', 'field_which']];
const times = sections.map(() => []);
const app = await App.start({ build, data: folder, args: ['--preview', form, '--language', 'nl', '--window', '1200x900'], env: ownHome(folder) });
try {
  await app.waitFor('section_0');
  for (let round = 0; round <= Number(rounds); ++round)
    for (const [at, [, item]] of sections.entries()) {
      await app.click(`section_${(at + 1) % sections.length}`);
      await app.waitGone(item);
      const shown = app.firstFrame(item);
      const from = performance.now();
      await app.ask({ op: 'click', name: `section_${at}` });
      await shown;
      if (round > 0) times[at].push(performance.now() - from); // the first round also loads what the section needs
    }
} finally {
  await app.stop('SIGKILL');
}
const at = (list, part) => [...list].sort((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * part))];
for (const [index, [name]] of sections.entries()) console.log(`${name}: median ${at(times[index], 0.5).toFixed(0)} ms, p90 ${at(times[index], 0.9).toFixed(0)} ms`);
const everything = times.flat();
console.log(`all: median ${at(everything, 0.5).toFixed(0)} ms, p90 ${at(everything, 0.9).toFixed(0)} ms, of ${everything.length}`);
