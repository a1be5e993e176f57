// SPDX-License-Identifier: EUPL-1.2
// The OData feed of a release, read by a client that knows nothing of this house (o.js), and its $metadata by a parser
// of the standard's schema language. The client runs in a process of its own, which trusts the organisation's authority.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { publishedOffice } from './published.mjs';
import { send } from './request.mjs';

const [root, build, folder, feed, cookie] = process.argv.slice(2);
const require = createRequire(path.join(root, 'sync-server/console/package.json'));
if (feed) asClient();
else await asOffice();

async function asOffice() {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const { server, quality, release } = await publishedOffice({ root, build, folder });
  try {
    const authority = path.join(folder, 'authority.pem');
    writeFileSync(authority, server.ca);
    const address = `${server.address}/api/releases/${release}/odata/`;
    const client = spawnSync(process.execPath, ['--test-reporter=spec', fileURLToPath(import.meta.url), root, build, folder, address, quality.cookie], {
      env: { ...process.env, NODE_EXTRA_CA_CERTS: authority, NODE_TEST_CONTEXT: '' },
      stdio: 'inherit',
    });
    assert.equal(client.status, 0, 'the client found something wrong');
    const nobody = await send({ address: server.address, ca: server.ca, method: 'GET', path: `/api/releases/${release}/odata/Figures` }).catch((refused) => refused);
    assert.equal(nobody.status, 401);
  } finally {
    await server.stop();
  }
}

function asClient() {
  const { o } = require('odata');
  const { parse } = require('@sap-ux/edmx-parser');
  const service = () => o(feed, { headers: { Cookie: cookie, Accept: 'application/json' } });
  const ask = async (where, headers = {}) => {
    const reply = await fetch(feed + where, { headers: { Cookie: cookie, ...headers } });
    return { status: reply.status, headers: reply.headers, text: await reply.text() };
  };
  const types = { 'Edm.String': 'string', 'Edm.Int32': 'number', 'Edm.Double': 'number' };

  test('the service document names the sets, and $metadata describes exactly what comes', async () => {
    const { value } = JSON.parse((await ask('')).text);
    const metadata = await ask('$metadata');
    assert.match(metadata.headers.get('content-type'), /^application\/xml/);
    const { schema } = parse(metadata.text);
    const sets = schema.entitySets.map((set) => set.name).sort();
    assert.deepEqual(value.map((set) => set.name).sort(), sets);
    for (const set of schema.entitySets) {
      const type = schema.entityTypes.find((one) => one.fullyQualifiedName === set.entityTypeName);
      const described = new Map(type.entityProperties.map((property) => [property.name, property]));
      assert.equal(type.keys.length, 1);
      const rows = await service().get(set.name).query({ $top: 50 });
      assert.ok(rows.length > 0);
      for (const row of rows) {
        assert.deepEqual(Object.keys(row).sort(), [...described.keys()].sort());
        for (const [name, value] of Object.entries(row)) {
          if (value === null) assert.notEqual(described.get(name).nullable, false, `${name} may not be null`);
          else assert.equal(typeof value, types[described.get(name).type], name);
        }
      }
    }
  });

  test('every reply says the version of the protocol', async () => {
    for (const where of ['', '$metadata', 'Figures', 'Figures/$count', 'Nothing', 'Figures?$filter=Nothing'])
      assert.equal((await ask(where)).headers.get('odata-version'), '4.0', where);
    assert.equal((await ask('Figures', { 'OData-MaxVersion': '3.0' })).status, 400);
  });

  test('a client selects, filters, sorts and counts', async () => {
    const all = await service().get('Figures').query();
    const shown = await service().get('Figures').query({ $filter: 'Mean ne null', $orderby: 'Mean desc', $select: 'No,Place,Dimension,Mean' });
    assert.deepEqual(shown, all.filter((row) => row.Mean !== null).sort((a, b) => b.Mean - a.Mean || a.No - b.No).map(({ No, Place, Dimension, Mean }) => ({ No, Place, Dimension, Mean })));
    const towns = await service().get('Figures').query({ $filter: "Level eq 'municipality' and (Dimension eq 'INDEX' or contains(PlaceName,'wol'))" });
    assert.deepEqual(towns, all.filter((row) => row.Level === 'municipality' && (row.Dimension === 'INDEX' || row.PlaceName.includes('wol'))));
    const count = await ask('Figures/$count?$filter=Mean%20eq%20null');
    assert.equal(Number(count.text), all.filter((row) => row.Mean === null).length);
    const some = JSON.parse((await ask('Figures?$count=true&$skip=2&$top=3')).text);
    assert.equal(some['@odata.count'], all.length);
    assert.deepEqual(some.value, all.slice(2, 5));
    assert.ok(!('@odata.nextLink' in some));
  });

  test('one row is found by its key, and a property of it', async () => {
    const [first] = await service().get('Figures').query({ $top: 1 });
    const { '@odata.context': context, ...same } = await service().get(`Figures(${first.No})`).query();
    assert.deepEqual(same, first);
    assert.match(context ?? '', /\$metadata#Figures\/\$entity$/);
    const [place] = await service().get('Places').query({ $top: 1 });
    assert.equal((await ask(`Places('${place.Code}')/Name/$value`)).text, place.Name);
  });

  test('pages follow each other to the end without a gap', async () => {
    const all = await service().get('Figures').query();
    const collected = [];
    let pages = 0;
    for (let where = 'Figures?$orderby=Dimension,Place desc'; where; ++pages) {
      const reply = await ask(where, { Prefer: 'odata.maxpagesize=4' });
      assert.equal(reply.headers.get('preference-applied'), 'odata.maxpagesize=4');
      const page = JSON.parse(reply.text);
      assert.ok(page.value.length <= 4);
      collected.push(...page.value);
      where = page['@odata.nextLink']?.slice(feed.length);
    }
    assert.ok(pages > 3);
    assert.deepEqual(collected.map((row) => row.No).sort((a, b) => a - b), all.map((row) => row.No));
  });

  test('what is wrong is said in the form that clients know', async () => {
    for (const [where, status] of [['Nothing', 404], ['Figures(99999)', 404], ['Figures?$filter=Nothing eq 1', 400], ['Figures?$top=x', 400], ['Figures?$expand=Places', 501]]) {
      const reply = await ask(where);
      assert.equal(reply.status, status, where);
      const { error } = JSON.parse(reply.text);
      assert.equal(typeof error.code, 'string');
      assert.equal(typeof error.message, 'string');
    }
    await assert.rejects(service().get('Nothing').query());
  });
}
