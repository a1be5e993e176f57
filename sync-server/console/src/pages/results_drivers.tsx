// SPDX-License-Identifier: EUPL-1.2
// What goes with satisfaction: how the explained part of it splits over the dimensions.
import type { Schemas } from '../api/client.ts';
import { needsAttention } from '../figures/attention.ts';
import { number } from '../i18n/format.ts';
import { defineTexts, useLanguage, useTexts } from '../i18n/language.ts';
import { wordOf } from '../i18n/words.ts';
import { Chart, whiskers } from '../ui/chart.tsx';
import { Badge, Facts, Notice, Section, Table } from '../ui/parts.tsx';
import { whyNone } from './results_words.ts';

const texts = defineTexts({
  nl: { title: 'Wat telt het meest voor de tevredenheid: {place}', lead: 'Aan het eind van een bezoek geeft de inspecteur een rapportcijfer. Samen verklaren de onderdelen {explained} van de verschillen in dat cijfer (interval {low} tot {high} %). Hieronder staat hoe dat verklaarde deel over de onderdelen is verdeeld.', range: '{low} tot {high} %', notCause: 'Dit is samenhang en geen bewijs van oorzaak.', percent: '{n} %', chart: 'Aandeel van elk onderdeel in het verklaarde deel van het rapportcijfer, in procenten, met het 95%-interval: {list}.', dimension: 'Onderdeel', share: 'Aandeel in wat verklaard is', interval: '95%-interval', ofTotal: 'Van alle verschillen', alone: 'Verklaart alleen', last: 'Voegt toe na de rest', score: 'Score', attention: 'weegt zwaar en scoort laag', look: 'Aandacht', n: 'Bezoeken', nText: 'minstens {n}', leftOut: 'Niet meegerekend, want bij te weinig bezoeken van toepassing: {list}.', employees: 'Wat medewerkers zelf doen ({list}): drie getallen die vaak door elkaar worden gehaald', ofExplained: 'van het verklaarde deel, onderdelen opgeteld', total: 'van alle verschillen in het rapportcijfer', asOne: 'van het verklaarde deel, als één onderdeel gerekend', say: 'Noem er altijd bij welk van de drie u bedoelt.', columns: 'Wat zeggen de kolommen?', shareText: 'Welk deel van het verklaarde bij dit onderdeel hoort; samen 100 %.', ofTotalText: 'Hetzelfde, maar van alle verschillen in het rapportcijfer, ook de niet verklaarde.', aloneText: 'Hoeveel dit onderdeel zou verklaren als men de andere niet kende.', lastText: 'Hoeveel het nog toevoegt als men alle andere al kent.', more: 'Hoe is dit berekend?', moreText: 'Voor elke volgorde waarin de onderdelen aan een regressie worden toegevoegd is bekeken hoeveel elk toevoegt; het aandeel is het gemiddelde daarvan (LMG, de Shapley-verdeling van R²). De intervallen komen uit {resamples} herhalingen met steeds andere bezoeken of inspecteurs uit dezelfde meetronde.' },
  en: { title: 'What counts most for satisfaction: {place}', lead: 'At the end of a visit the inspector gives a mark. Together the dimensions explain {explained} of the differences in that mark (interval {low} to {high}%). Below is how that explained part splits over the dimensions.', range: '{low} to {high}%', notCause: 'This is association and no proof of cause.', percent: '{n}%', chart: 'Share of each dimension in the explained part of the mark, in per cent, with the 95% interval: {list}.', dimension: 'Dimension', share: 'Share of what is explained', interval: '95% interval', ofTotal: 'Of all differences', alone: 'Explains alone', last: 'Adds after the others', score: 'Score', attention: 'weighs much and scores low', look: 'Attention', n: 'Visits', nText: 'at least {n}', leftOut: 'Left out, as it applied to too few visits: {list}.', employees: 'What employees do themselves ({list}): three numbers that are often confused', ofExplained: 'of the explained part, dimensions added up', total: 'of all differences in the mark', asOne: 'of the explained part, counted as one dimension', say: 'Always say which of the three you mean.', columns: 'What do the columns say?', shareText: 'Which part of what is explained belongs to this dimension; 100% together.', ofTotalText: 'The same, but of all differences in the mark, also those not explained.', aloneText: 'How much this dimension would explain if the others were not known.', lastText: 'How much it adds when all others are known already.', more: 'How was this worked out?', moreText: 'For every order in which the dimensions can enter a regression it was seen how much each adds; the share is the mean of that (LMG, the Shapley split of R²). The intervals come from {resamples} repetitions with other visits or inspectors of the same wave each time.' },
});

export function ResultsDrivers({ analyses, names, place }: { analyses: Schemas['ReleaseAnalyses']; names: Record<string, string>; place: string }) {
  const drivers = analyses.drivers.find((one) => one.place === place) ?? analyses.drivers[0];
  return drivers ? <Drivers drivers={drivers} name={names[drivers.place] ?? drivers.place} /> : null;
}

function Drivers({ drivers, name }: { drivers: Schemas['PlaceDrivers']; name: string }) {
  const t = useTexts(texts);
  const now = useLanguage();
  const percent = (value: number) => t('percent', { n: number(value) });
  if (drivers.none) return <Section title={t('title', { place: name })}><Notice>{whyNone(now, drivers.none)}</Notice></Section>;
  const bars = drivers.parts.toReversed();
  const list = drivers.parts.map((part) => `${wordOf(now, part.dimension)} ${percent(part.share)}`).join(', ');
  return (
    <>
      <Section title={t('title', { place: name })}>
        <div class="stack">
          <p>{t('lead', { explained: percent(drivers.explained), low: number(drivers.interval.lower), high: number(drivers.interval.upper) })} <strong>{t('notCause')}</strong></p>
          <Chart name={t('chart', { list })} option={(ink) => ({
            grid: { left: 8, right: 48, top: 8, bottom: 24, containLabel: true },
            xAxis: { type: 'value', min: 0, splitNumber: 4, axisLabel: { color: ink.quiet, formatter: '{value}%', hideOverlap: true }, splitLine: { lineStyle: { color: ink.line } } },
            yAxis: { type: 'category', data: bars.map((part) => wordOf(now, part.dimension)), axisLabel: { color: ink.text }, axisTick: { show: false } },
            series: [
              { type: 'bar', data: bars.map((part) => part.share), barMaxWidth: 26, itemStyle: { color: ink.series, opacity: 0.75 } },
              { type: 'custom', silent: true, renderItem: whiskers(ink, true), data: bars.map((part, at) => [at, part.interval.lower, part.interval.upper]), encode: { x: [1, 2], y: 0 } },
            ],
          })}>
            <Table caption={t('chart', { list })} rows={drivers.parts} rowKey={(part) => part.dimension} columns={[
              { key: 'dimension', head: t('dimension'), cell: (part) => wordOf(now, part.dimension) },
              { key: 'share', head: t('share'), numeric: true, cell: (part) => percent(part.share) },
              { key: 'interval', head: t('interval'), cell: (part) => t('range', { low: number(part.interval.lower), high: number(part.interval.upper) }) },
              { key: 'ofTotal', head: t('ofTotal'), numeric: true, cell: (part) => percent(part.of_total) },
              { key: 'alone', head: t('alone'), numeric: true, cell: (part) => percent(part.alone) },
              { key: 'last', head: t('last'), numeric: true, cell: (part) => percent(part.last) },
            ]} />
          </Chart>
          <Table caption={t('look')} rows={drivers.parts} rowKey={(part) => part.dimension} columns={[
            { key: 'dimension', head: t('dimension'), cell: (part) => wordOf(now, part.dimension) },
            { key: 'share', head: t('share'), numeric: true, cell: (part) => percent(part.share) },
            { key: 'score', head: t('score'), numeric: true, cell: (part) => (part.score === undefined ? '–' : number(part.score, 1)) },
            { key: 'look', head: t('look'), cell: (part) => (needsAttention(drivers.parts, part) ? <Badge tone="warning">{t('attention')}</Badge> : '') },
          ]} />
          {drivers.left_out.length > 0 && <p class="hint">{t('leftOut', { list: drivers.left_out.map((one) => wordOf(now, one)).join(', ') })}</p>}
          <p class="hint">{t('n')}: {t('nText', { n: drivers.n_at_least })}</p>
          <details><summary>{t('columns')}</summary><Facts items={[[t('share'), t('shareText')], [t('ofTotal'), t('ofTotalText')], [t('alone'), t('aloneText')], [t('last'), t('lastText')]]} /></details>
          <details><summary>{t('more')}</summary><p>{t('moreText', { resamples: number(drivers.resamples) })}</p></details>
        </div>
      </Section>
      {drivers.employees && (
        <Section title={t('employees', { list: drivers.employees.dimensions.map((one) => wordOf(now, one)).join(', ') })}>
          <Facts items={[[t('ofExplained'), percent(drivers.employees.of_explained)], [t('total'), percent(drivers.employees.of_total)], [t('asOne'), percent(drivers.employees.of_explained_as_one)]]} />
          <p>{t('say')}</p>
        </Section>
      )}
    </>
  );
}
