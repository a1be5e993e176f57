// SPDX-License-Identifier: EUPL-1.2
// Fails when src/api/schema.ts is not what docs/openapi.json says.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const folder = mkdtempSync(path.join(tmpdir(), 'balieblik-types-'));
const made = path.join(folder, 'schema.ts');
execFileSync('npx', ['openapi-typescript', '../../docs/openapi.json', '-o', made], { stdio: 'ignore' });
const same = readFileSync(made, 'utf8') === readFileSync('src/api/schema.ts', 'utf8');
rmSync(folder, { recursive: true });
if (!same) {
  console.error('src/api/schema.ts is not what docs/openapi.json says; run: npm run types');
  process.exit(1);
}
