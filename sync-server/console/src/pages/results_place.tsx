// SPDX-License-Identifier: EUPL-1.2
// The figures of one place, those of the places in it as a heat table to go deeper, and its course over the waves.
import { api, ask, type Schemas } from '../api/client.ts';
import { useLoad } from '../api/use.ts';
import { date, number } from '../i18n/format.ts';
import { defineTexts, useLanguage, useTexts } from '../i18n/language.ts';
import { wordOf } from '../i18n/words.ts';
import { Await, Badge, Link, Notice, Section, Table } from '../ui/parts.tsx';

type Cell = Schemas['ReleaseCell'];

const texts = defineTexts({
  nl: { path: 'Waar u bent', dimension: 'Onderdeel', score: 'Score (0–100)', interval: '95%-interval', visits: 'Bezoeken', verdict: 'Belofte', atLeast: 'minstens {n}', hidden: 'niet getoond: {why}', from: '{low} tot {high}', percent: '{n} %', allHidden: 'Voor deze plaats wordt geen enkel cijfer getoond ({why}). Zo is uit de cijfers niemand te herkennen.', higher: 'Kijk een niveau hoger: {place}.', leftOut: 'Dit niveau is weggelaten, zodat de plaatsen hieronder wel te zien zijn. Met beide was een te kleine plaats door aftrekken te vinden.', atMost: 'hooguit {n}', atLeastScore: 'minstens {n}', within: 'Binnen {place}', place: 'Plaats', legend: 'Hoe donkerder, hoe hoger de score. – : te weinig om te tonen. • : weg om een ander cijfer te beschermen.', tooFew: 'te weinig om te tonen', protects: 'weg om een ander cijfer te beschermen', noRank: 'De plaatsen staan op naam en niet op score: met deze aantallen bezoeken zegt een rangorde te weinig.', trend: 'Over de meetronden', trendWave: 'Meetronde', trendText: 'Alleen wanneer de intervallen elkaar niet overlappen, is er een verschil aangetoond.' },
  en: { path: 'Where you are', dimension: 'Dimension', score: 'Score (0–100)', interval: '95% interval', visits: 'Visits', verdict: 'Promise', atLeast: 'at least {n}', hidden: 'not shown: {why}', from: '{low} to {high}', percent: '{n}%', allHidden: 'No figure at all is shown for this place ({why}). That way nobody can be recognised in the figures.', higher: 'Look one level higher: {place}.', leftOut: 'This level was left out so that the places below can be shown. With both, a place that is too small could be found by subtraction.', atMost: 'at most {n}', atLeastScore: 'at least {n}', within: 'In {place}', place: 'Place', legend: 'The darker, the higher the score. – : too few to show. • : left out to protect another figure.', tooFew: 'too few to show', protects: 'left out to protect another figure', noRank: 'Places are in order of name and not of score: with these numbers of visits a ranking says too little.', trend: 'Over the waves', trendWave: 'Wave', trendText: 'Only where intervals do not overlap was a difference shown.' },
});

const at = (release: string, place: string) => `/results/${release}?place=${encodeURIComponent(place)}`;
const shares = new Set(['NORM']);

export function PlaceResults({ release, place, figures }: { release: string; place: string; figures: string[] }) {
  const t = useTexts(texts);
  const params = { path: { release_id: release } };
  const own = useLoad(`cells ${release} ${place}`, () => ask(api.GET('/api/releases/{release_id}/cells', { params: { ...params, query: { place } } })));
  const inside = useLoad(`cells in ${release} ${place}`, () => ask(api.GET('/api/releases/{release_id}/cells', { params: { ...params, query: { within: place, limit: 2000 } } })));
  const trend = useLoad(`trend ${release} ${place}`, () => ask(api.GET('/api/releases/{release_id}/trend', { params: { ...params, query: { place } } })));
  return (
    <>
      <Await of={own}>
        {(page) => <>
          {page.path.length > 1 && <nav class="crumbs" aria-label={t('path')}><ol>{page.path.map((one) => <li key={one.code}>{one.code === place ? <span aria-current="page">{one.name}</span> : <Link to={at(release, one.code)}>{one.name}</Link>}</li>)}</ol></nav>}
          <Own release={release} page={page} place={place} />
        </>}
      </Await>
      <Await of={inside}>{(page) => page.cells.length > 0 && <Heat release={release} place={own.data?.names[place] ?? place} page={page} figures={figures} />}</Await>
      <Await of={trend}>{(data) => <TrendTable points={data.points} />}</Await>
    </>
  );
}

function Own({ release, page, place }: { release: string; page: Schemas['CellPage']; place: string }) {
  const t = useTexts(texts);
  const now = useLanguage();
  const name = page.names[place] ?? place;
  const why = [...new Set(page.cells.flatMap((cell) => cell.hidden_because))].map((one) => wordOf(now, one)).join(', ');
  const above = page.path.at(-2);
  const leftOut = !above && page.cells.some((cell) => cell.hidden_because.includes('protects_others'));
  return (
    <Section title={name}>
      {page.cells.every((cell) => cell.mean === undefined) && <Notice>{leftOut ? t('leftOut') : t('allHidden', { why })}{above && <> <Link to={at(release, above.code)}>{t('higher', { place: above.name })}</Link></>}</Notice>}
      <Table caption={name} rows={page.cells} rowKey={(cell) => cell.dimension} columns={[
        { key: 'dimension', head: t('dimension'), cell: (cell) => wordOf(now, cell.dimension) },
        { key: 'score', head: t('score'), numeric: true, cell: (cell) => <Score cell={cell} /> },
        { key: 'interval', head: t('interval'), cell: (cell) => <Interval cell={cell} /> },
        { key: 'visits', head: t('visits'), numeric: true, cell: (cell) => cell.n_at_least === undefined ? '–' : t('atLeast', { n: cell.n_at_least }) },
        { key: 'verdict', head: t('verdict'), cell: (cell) => cell.verdict === undefined ? '' : <Badge tone={cell.verdict === 'met' ? 'good' : cell.verdict === 'missed' ? 'danger' : 'quiet'}>{wordOf(now, cell.verdict)}</Badge> },
      ]} />
    </Section>
  );
}

/** A real table: the number in every cell, the shade only beside it. */
function Heat({ release, place, page, figures }: { release: string; place: string; page: Schemas['CellPage']; figures: string[] }) {
  const t = useTexts(texts);
  const now = useLanguage();
  const places = [...new Set(page.cells.map((cell) => cell.place))].toSorted((a, b) => (page.names[a] ?? a).localeCompare(page.names[b] ?? b, now));
  const cell = (code: string, figure: string) => page.cells.find((one) => one.place === code && one.dimension === figure);
  return (
    <Section title={t('within', { place })}>
      <p>{t('noRank')}</p>
      <div class="table-box" role="group" aria-label={t('within', { place })} tabIndex={0}>
        <table class="utrecht-table heat" role="table">
          <thead><tr><th scope="col">{t('place')}</th>{figures.map((figure) => <th key={figure} scope="col">{wordOf(now, figure)}</th>)}</tr></thead>
          <tbody>
            {places.map((code) => (
              <tr key={code}>
                <th scope="row"><Link to={at(release, code)}>{page.names[code] ?? code}</Link></th>
                {figures.map((figure) => <HeatCell key={figure} cell={cell(code, figure)} />)}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p class="hint">{t('legend')}</p>
    </Section>
  );
}

function HeatCell({ cell }: { cell: Cell | undefined }) {
  const t = useTexts(texts);
  if (cell?.mean === undefined) {
    const breaks = !cell || cell.hidden_because.some((why) => why !== 'protects_others' && why !== 'hidden_before' && why !== 'would_follow');
    return <td class="heat-hidden"><span aria-hidden="true">{breaks ? '–' : '•'}</span><span class="visually-hidden">{breaks ? t('tooFew') : t('protects')}</span></td>;
  }
  const shade = Math.min(4, Math.floor(cell.mean / 20));
  return <td class={`heat-${shade}`}><Score cell={cell} plain /></td>;
}

function TrendTable({ points }: { points: Schemas['TrendPoint'][] }) {
  const t = useTexts(texts);
  const now = useLanguage();
  const waves = [...new Map(points.map((point) => [point.release_id, point])).values()];
  if (waves.length < 2) return null;
  const figures = [...new Set(points.map((point) => point.cell.dimension))];
  const cell = (release: string, figure: string) => points.find((point) => point.release_id === release && point.cell.dimension === figure)?.cell;
  return (
    <Section title={t('trend')}>
      <p>{t('trendText')}</p>
      <Table caption={t('trend')} rows={waves} rowKey={(point) => point.release_id} columns={[
        { key: 'wave', head: t('trendWave'), cell: (point) => `${point.wave} (${date(point.published_at)})` },
        ...figures.map((figure) => ({ key: figure, head: wordOf(now, figure), cell: (point: Schemas['TrendPoint']) => { const one = cell(point.release_id, figure); return one ? <><Score cell={one} plain /> <Interval cell={one} /></> : '–'; } })),
      ]} />
    </Section>
  );
}

function Score({ cell, plain = false }: { cell: Cell; plain?: boolean }) {
  const t = useTexts(texts);
  const now = useLanguage();
  if (cell.mean === undefined) return <span class="hidden-cell">{plain ? '–' : t('hidden', { why: cell.hidden_because.map((one) => wordOf(now, one)).join(', ') })}</span>;
  const value = shares.has(cell.dimension) ? t('percent', { n: number(cell.mean) }) : number(cell.mean, cell.bound ? 0 : 1);
  // With a bound the mean is the bound itself and not what was measured.
  return <strong>{cell.bound ? t(cell.bound === 'at_most' ? 'atMost' : 'atLeastScore', { n: value }) : value}</strong>;
}

/** The interval in words, and on a line from 0 to 100 that says the same. */
function Interval({ cell }: { cell: Cell }) {
  const t = useTexts(texts);
  if (cell.lower === undefined || cell.upper === undefined) return <>–</>;
  const digits = shares.has(cell.dimension) ? 0 : 1;
  return (
    <>
      <svg class="mark" viewBox="0 0 104 12" width="104" height="12" aria-hidden="true">
        <line class="mark-axis" x1="2" x2="102" y1="6" y2="6" />
        <rect class="mark-interval" x={2 + cell.lower} y="2" width={Math.max(1, cell.upper - cell.lower)} height="8" rx="2" />
        {cell.mean !== undefined && !cell.bound && <line class="mark-mean" x1={2 + cell.mean} x2={2 + cell.mean} y1="0" y2="12" />}
      </svg>{' '}
      {t('from', { low: number(cell.lower, digits), high: number(cell.upper, digits) })}
    </>
  );
}
