// SPDX-License-Identifier: EUPL-1.2
// One place over the waves: a figure with its intervals, a gap where it is not shown, and what changed since the wave before.
import { useState } from 'preact/hooks';
import type { Schemas } from '../api/client.ts';
import { between, date, number } from '../i18n/format.ts';
import { defineTexts, useLanguage, useTexts } from '../i18n/language.ts';
import { wordOf } from '../i18n/words.ts';
import { Chart, whiskers } from '../ui/chart.tsx';
import { Badge, Empty, Notice, Section, Select, Table } from '../ui/parts.tsx';
import { Interval, Score } from './results_score.tsx';

type Point = Schemas['TrendPoint'];
type Change = Schemas['WaveChange'];

const texts = defineTexts({
  nl: { trend: 'Over de meetronden', figure: 'Welk cijfer', wave: 'Meetronde', score: 'Score', interval: '95%-interval', one: 'Er is nog maar één meetronde met deze plaats. Bij de volgende is hier het verloop te zien.', chart: '{figure} in {place} per meetronde, met het 95%-interval.', gap: ' Waar een punt ontbreekt, wordt het cijfer niet getoond.', version: '{wave} (versie {n})', lead: 'Het punt is de gemeten score. Het streepje erdoorheen is het interval: daarbinnen ligt het echte gemiddelde in 95 van de 100 gevallen. De schaal toont het stuk van 0 tot 100 waarop de scores liggen.', changes: 'Veranderd sinds {wave}', changesLead: 'Alleen wat groter is dan toeval telt als verandering. Er worden veel vragen tegelijk gesteld; daarom is de lat hoger dan bij één vraag (methode van Holm).', dimension: 'Onderdeel', difference: 'Verschil', verdict: 'Oordeel', visits: 'Bezoeken', visitsText: 'minstens {now}, ervoor {before}', chance: 'Kans op zo’n verschil als er niets veranderde', atMost: 'hooguit {p} %', below: 'kleiner dan 0,1 %', large: 'meer dan 50 %', notCompared: 'Voor deze plaats is niets te vergelijken: een van beide meetronden toont het cijfer niet, of er zijn andere locaties bezocht.', rose: 'gestegen', fell: 'gedaald', not_distinguishable: 'geen verschil aangetoond', more: 'Wat betekent dit?', moreText: 'De kans in de laatste kolom zegt hoe vaak zo’n verschil, of een groter, zou ontstaan als er niets was veranderd: alleen doordat andere bezoeken zijn gedaan. Zij is gecorrigeerd voor het aantal vragen. Gemiddelden zijn vergeleken met de toets van Welch, aandelen met de z-toets en het interval van Newcombe. Vergeleken wordt alleen waar in beide meetronden dezelfde locaties zijn bezocht en beide cijfers worden getoond.', points: '{n} punten', percentPoints: '{n} procentpunt' },
  en: { trend: 'Over the waves', figure: 'Which figure', wave: 'Wave', score: 'Score', interval: '95% interval', one: 'There is only one wave with this place so far. At the next one its course can be seen here.', chart: '{figure} in {place} per wave, with the 95% interval.', gap: ' Where a point is missing, the figure is not shown.', version: '{wave} (version {n})', lead: 'The point is the score that was measured. The bar through it is the interval: the true mean lies within it in 95 cases of 100. The scale shows the part of 0 to 100 where the scores lie.', changes: 'Changed since {wave}', changesLead: 'Only what is larger than chance counts as a change. Many questions are asked at once, so the bar is higher than for a single one (Holm’s method).', dimension: 'Dimension', difference: 'Difference', verdict: 'Verdict', visits: 'Visits', visitsText: 'at least {now}, before {before}', chance: 'Chance of such a difference if nothing changed', atMost: 'at most {p}%', below: 'less than 0.1%', large: 'more than 50%', notCompared: 'Nothing can be compared for this place: one of the waves does not show the figure, or other locations were visited.', rose: 'rose', fell: 'fell', not_distinguishable: 'no difference shown', more: 'What does this mean?', moreText: 'The chance in the last column says how often such a difference, or a larger one, would come about if nothing had changed: only because other visits were made. It is corrected for the number of questions. Means are compared by Welch’s test, shares by the z-test and Newcombe’s interval. A comparison is made only where the same locations were visited in both waves and both figures are shown.', points: '{n} points', percentPoints: '{n} percentage points' },
});

const tones = { rose: 'good', fell: 'danger', not_distinguishable: 'quiet' } as const;

export function ResultsTrend({ points, place, figures, analyses }: { points: Point[]; place: { code: string; name: string }; figures: string[]; analyses: Schemas['ReleaseAnalyses'] | undefined }) {
  const t = useTexts(texts);
  const now = useLanguage();
  const [figure, setFigure] = useState('INDEX');
  const known = figures.includes(figure) ? figure : figures[0] ?? 'INDEX';
  const own = points.filter((point) => point.cell.dimension === known);
  return (
    <>
      <Section title={t('trend')}>
        {own.length < 2 ? <Empty>{t('one')}</Empty> : (
          <div class="stack">
            <p>{t('lead')}</p>
            <div class="filters no-print"><Select label={t('figure')} value={known} onValue={setFigure} options={figures.map((code) => ({ value: code, label: wordOf(now, code) }))} /></div>
            <Course points={own} name={t('chart', { figure: wordOf(now, known), place: place.name }) + (own.some((point) => point.cell.mean === undefined) ? t('gap') : '')} />
          </div>
        )}
      </Section>
      {analyses && <Changes changes={analyses.changes} release={analyses.release_id} place={place.code} points={points} />}
    </>
  );
}

/** A stretch of the scale that holds all intervals, and never less than forty points of it: small steps stay small. */
function scale(points: Point[]): { min: number; max: number } {
  const ends = points.flatMap(({ cell }) => (cell.bound ? [] : [cell.mean, cell.lower, cell.upper].filter((end) => end !== undefined)));
  if (ends.length === 0) return { min: 0, max: 100 };
  const [low, high] = [Math.floor(Math.min(...ends) / 10) * 10, Math.ceil(Math.max(...ends) / 10) * 10];
  const spare = Math.max(0, 40 - (high - low)) / 20;
  const min = Math.max(0, low - Math.ceil(spare) * 10);
  return { min, max: Math.min(100, Math.max(high + Math.floor(spare) * 10, min + 40)) };
}

function Course({ points, name }: { points: Point[]; name: string }) {
  const t = useTexts(texts);
  const label = (point: Point) => (point.version > 1 ? t('version', { wave: point.wave, n: point.version }) : point.wave);
  const shown = (point: Point) => (point.cell.mean === undefined || point.cell.bound ? null : point.cell.mean);
  const percent = points[0]?.cell.dimension === 'NORM';
  const window = scale(points);
  return (
    <Chart name={name} option={(ink) => ({
      grid: { left: 48, right: 16, top: 16, bottom: 56 },
      // The last one is for a page that was narrow and is no longer: a library that leaves a query undoes nothing.
      media: [
        { query: { maxWidth: 520 }, option: { grid: { bottom: 96 }, xAxis: { axisLabel: { rotate: 60, width: 110, overflow: 'truncate' } } } },
        { option: { grid: { bottom: 56 }, xAxis: { axisLabel: { rotate: 0, width: 90, overflow: 'break' } } } },
      ],
      xAxis: { type: 'category', data: points.map(label), axisLabel: { color: ink.quiet, interval: 0, width: 90, overflow: 'break' }, axisLine: { lineStyle: { color: ink.line } } },
      yAxis: { type: 'value', ...window, axisLabel: { color: ink.quiet, formatter: percent ? '{value}%' : '{value}' }, splitLine: { lineStyle: { color: ink.line } } },
      series: [
        { type: 'line', data: points.map(shown), connectNulls: false, symbol: 'circle', symbolSize: 8, lineStyle: { color: ink.series, width: 2 }, itemStyle: { color: ink.series }, label: { show: true, position: 'top', distance: 14, color: ink.text, formatter: ({ value }: { value: number }) => number(value, percent ? 0 : 1) } },
        { type: 'custom', silent: true, renderItem: whiskers(ink, false), data: points.flatMap((point, at) => (shown(point) === null || point.cell.lower === undefined || point.cell.upper === undefined ? [] : [[at, point.cell.lower, point.cell.upper]])) },
      ],
    })}>
      <Table caption={name} rows={points} rowKey={(point) => point.release_id} columns={[
        { key: 'wave', head: t('wave'), cell: (point) => `${label(point)}, ${date(point.published_at)}` },
        { key: 'score', head: t('score'), numeric: true, cell: (point) => <Score cell={point.cell} /> },
        { key: 'interval', head: t('interval'), cell: (point) => <Interval cell={point.cell} /> },
      ]} />
    </Chart>
  );
}

function Changes({ changes, release, place, points }: { changes: Schemas['WaveChanges']; release: string; place: string; points: Point[] }) {
  const t = useTexts(texts);
  const now = useLanguage();
  const own = changes.changes.filter((change) => change.place === place);
  if (changes.none === 'first_wave') return null;
  const visits = (change: Change, of: string | undefined) => points.find((point) => point.release_id === of && point.cell.dimension === change.dimension)?.cell.n_at_least ?? '–';
  const unit = (change: Change, value: number) => t(change.dimension === 'NORM' ? 'percentPoints' : 'points', { n: `${value > 0 ? '+' : ''}${number(value, 1)}` });
  return (
    <Section title={t('changes', { wave: changes.earlier_wave })}>
      <p>{t('changesLead')}</p>
      {own.length === 0 ? <Notice>{t('notCompared')}</Notice> : (
        <Table caption={t('changes', { wave: changes.earlier_wave })} rows={own} rowKey={(change) => change.dimension} columns={[
          { key: 'dimension', head: t('dimension'), cell: (change) => wordOf(now, change.dimension) },
          { key: 'difference', head: t('difference'), numeric: true, cell: (change) => unit(change, change.difference) },
          { key: 'interval', head: t('interval'), cell: (change) => between(change.interval) },
          { key: 'visits', head: t('visits'), cell: (change) => t('visitsText', { now: visits(change, release), before: visits(change, changes.earlier) }) },
          { key: 'verdict', head: t('verdict'), cell: (change) => <Badge tone={tones[change.verdict]}>{t(change.verdict)}</Badge> },
          { key: 'chance', head: t('chance'), cell: (change) => (change.p_within_place > 0.5 ? t('large') : change.p_within_place <= 0.001 ? t('below') : t('atMost', { p: number(change.p_within_place * 100) })) },
        ]} />
      )}
      <details><summary>{t('more')}</summary><p>{t('moreText')}</p></details>
    </Section>
  );
}
