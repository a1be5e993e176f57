// SPDX-License-Identifier: EUPL-1.2
import { expect, test } from 'vitest';
import { needsAttention } from '../figures/attention.ts';
import { ranked } from '../figures/rank.ts';

const place = (name: string, mean: number, half: number) => ({ place: name, mean, lower: mean - half, upper: mean + half });

test('places whose intervals lie apart have a rank', () => {
  expect(ranked([place('b', 50, 3), place('a', 60, 3)]).map((one) => [one.place, one.best, one.worst])).toEqual([['a', 1, 1], ['b', 2, 2]]);
});

test('places that overlap share the ranks they may have, and the others keep theirs', () => {
  const order = ranked([place('low', 40, 2), place('one', 70, 6), place('other', 68, 6)]);
  expect(order.map((one) => [one.place, one.best, one.worst])).toEqual([['one', 1, 2], ['other', 1, 2], ['low', 3, 3]]);
});

test('a place in the middle of a chain of overlaps is certain of neither end', () => {
  const order = ranked([place('a', 70, 4), place('b', 64, 4), place('c', 58, 4)]);
  expect(order.map((one) => [one.place, one.best, one.worst])).toEqual([['a', 1, 2], ['b', 1, 3], ['c', 2, 3]]);
});

test('intervals that only touch are no order', () => {
  expect(ranked([place('a', 60, 5), place('b', 50, 5)]).every((one) => one.best === 1 && one.worst === 2)).toBe(true);
});

test('attention goes to what weighs much and scores low', () => {
  const parts = [{ dimension: 'TONE', share: 50, score: 50 }, { dimension: 'WAIT', share: 30, score: 70 }, { dimension: 'ACC', share: 20, score: 60 }];
  expect(parts.filter((one) => needsAttention(parts, one)).map((one) => one.dimension)).toEqual(['TONE']);
});

test('without scores beside it nothing is said of attention', () => {
  const parts = [{ dimension: 'TONE', share: 60, score: 50 }, { dimension: 'WAIT', share: 40, score: undefined }];
  expect(parts.some((one) => needsAttention(parts, one))).toBe(false);
});
