// SPDX-License-Identifier: EUPL-1.2
// Puts a .gz beside every text of the build, and keeps the first page and the charts within their budgets.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

// The chart library is a chunk of its own that only pages with charts load.
const budget = { js: 120_000, css: 30_000, charts: 230_000 };
const sizes = { js: 0, css: 0, charts: 0 };
for (const entry of readdirSync('dist', { recursive: true, withFileTypes: true })) {
  const file = path.join(entry.parentPath, entry.name);
  const kind = path.extname(entry.name).slice(1);
  const counts = entry.name.startsWith('echarts') ? 'charts' : kind;
  if (!entry.isFile() || !['js', 'css', 'html', 'svg'].includes(kind)) continue;
  const packed = gzipSync(readFileSync(file), { level: 9 });
  writeFileSync(`${file}.gz`, packed);
  if (counts in sizes) sizes[counts] += packed.length;
}
console.log(`console: ${(sizes.js / 1000).toFixed(1)} kB of scripts, ${(sizes.css / 1000).toFixed(1)} kB of styles, ${(sizes.charts / 1000).toFixed(1)} kB of charts, compressed`);
for (const kind of Object.keys(budget))
  if (sizes[kind] > budget[kind]) {
    console.error(`more ${kind} than the budget of ${budget[kind] / 1000} kB`);
    process.exit(1);
  }
