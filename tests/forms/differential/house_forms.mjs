// SPDX-License-Identifier: EUPL-1.2
// Prints the questionnaires below a folder with the files beside them, one JSON object a line.
import { readFileSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

const root = process.argv[2];
const files = readdirSync(root, { recursive: true });
for (const file of files.filter((each) => basename(each) === 'form.xml')) {
    const folder = dirname(join(root, file));
    const att = {};
    for (const place of [root, folder])
        for (const beside of readdirSync(place))
            if (/\.(csv|xml|geojson)$/.test(beside) && beside !== 'form.xml')
                att[beside] = readFileSync(join(place, beside), 'utf8');
    console.log(JSON.stringify({ name: file, xml: readFileSync(join(root, file), 'utf8'), att }));
}
