// SPDX-License-Identifier: EUPL-1.2
// One published figure and its interval, as every page of results shows them.
import type { Schemas } from '../api/client.ts';
import { number } from '../i18n/format.ts';
import { defineTexts, useLanguage, useTexts } from '../i18n/language.ts';
import { wordOf } from '../i18n/words.ts';

type Cell = Schemas['ReleaseCell'];

const texts = defineTexts({
  nl: { hidden: 'niet getoond: {why}', from: '{low} tot {high}', percent: '{n} %', atMost: 'hooguit {n}', atLeastScore: 'minstens {n}' },
  en: { hidden: 'not shown: {why}', from: '{low} to {high}', percent: '{n}%', atMost: 'at most {n}', atLeastScore: 'at least {n}' },
});
const shares = new Set(['NORM']);

export function Score({ cell, plain = false }: { cell: Cell; plain?: boolean }) {
  const t = useTexts(texts);
  const now = useLanguage();
  if (cell.mean === undefined) return <span class="hidden-cell">{plain ? '–' : t('hidden', { why: cell.hidden_because.map((one) => wordOf(now, one)).join(', ') })}</span>;
  const value = shares.has(cell.dimension) ? t('percent', { n: number(cell.mean) }) : number(cell.mean, cell.bound ? 0 : 1);
  // With a bound the mean is the bound itself and not what was measured.
  return <strong>{cell.bound ? t(cell.bound === 'at_most' ? 'atMost' : 'atLeastScore', { n: value }) : value}</strong>;
}

/** The interval in words, and on a line from 0 to 100 that says the same. */
export function Interval({ cell }: { cell: Cell }) {
  const t = useTexts(texts);
  if (cell.lower === undefined || cell.upper === undefined) return <>–</>;
  const digits = shares.has(cell.dimension) ? 0 : 1;
  return (
    <span class="interval">
      <svg class="mark" viewBox="0 0 104 12" width="104" height="12" aria-hidden="true">
        <line class="mark-axis" x1="2" x2="102" y1="6" y2="6" />
        <rect class="mark-interval" x={2 + cell.lower} y="2" width={Math.max(1, cell.upper - cell.lower)} height="8" rx="2" />
        {cell.mean !== undefined && !cell.bound && <line class="mark-mean" x1={2 + cell.mean} x2={2 + cell.mean} y1="0" y2="12" />}
      </svg>{' '}
      {t('from', { low: number(cell.lower, digits), high: number(cell.upper, digits) })}
    </span>
  );
}
