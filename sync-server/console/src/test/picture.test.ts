// SPDX-License-Identifier: EUPL-1.2
import { expect, test } from 'vitest';
import { customersCsv } from '../figures/customers.ts';
import { withWords, wrapped } from '../ui/picture.ts';

const ink = { text: '#111', ground: '#fff' };

test('words are kept whole, and a line is never longer than asked for', () => {
  expect(wrapped('een twee drie vier', 9)).toEqual(['een twee', 'drie vier']);
  expect(wrapped('onvoorstelbaar lang', 5)).toEqual(['onvoorstelbaar', 'lang']);
});

test('a picture has room for the chart and for what stands beneath it', () => {
  const { svg, width, height } = withWords('<svg xmlns="x" width="400" height="300"><path/></svg>', ['Score in Raalte <2026>', 'versie 2'], ink);
  expect(width).toBe(432);
  expect(height).toBeGreaterThan(300 + 2 * 20);
  expect(svg).toContain('Score in Raalte &lt;2026>');
  expect(svg).toContain('versie 2');
  expect(svg.indexOf('<path/>')).toBeLessThan(svg.indexOf('versie 2'));
});

test('the list of customers opens in a Dutch spreadsheet and holds no formula', () => {
  const row = { location_id: '1', code: 'raalte', location: '=1+1; "balie"', municipality: 'Raalte' };
  expect(customersCsv([row, { ...row, location: 'Zwolle', customers: 900 }], 'naam')).toBe('\uFEFFcode;naam;customers\r\nraalte;"\'=1+1; ""balie""";\r\nraalte;Zwolle;900\r\n');
});
