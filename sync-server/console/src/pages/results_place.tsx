// SPDX-License-Identifier: EUPL-1.2
// The figures of one place, those of the places in it as a heat table to go deeper, and its course over the waves.
import { api, ask, type Schemas } from '../api/client.ts';
import { useLoad } from '../api/use.ts';
import { between, number } from '../i18n/format.ts';
import { defineTexts, useLanguage, useTexts } from '../i18n/language.ts';
import { wordOf } from '../i18n/words.ts';
import { ranked } from '../figures/rank.ts';
import { Await, Badge, Link, Notice, Section, Table } from '../ui/parts.tsx';
import { Interval, Score } from './results_score.tsx';
import { definitionOf, whyNone } from './results_words.ts';

type Cell = Schemas['ReleaseCell'];

const texts = defineTexts({
  nl: { path: 'Waar u bent', dimension: 'Onderdeel', score: 'Score (0–100)', interval: '95%-interval', visits: 'Bezoeken', verdict: 'Belofte', atLeast: 'minstens {n}', notThere: 'Deze plaats komt in deze publicatie niet voor: zij is niet bezocht, of zij telt mee bij een andere plaats.', allHidden: 'Voor deze plaats wordt geen enkel cijfer getoond ({why}). Zo is uit de cijfers niemand te herkennen.', higher: 'Kijk een niveau hoger: {place}.', leftOut: 'Dit niveau is weggelaten, zodat de plaatsen hieronder wel te zien zijn. Met beide was een te kleine plaats door aftrekken te vinden.', within: 'Binnen {place}', place: 'Plaats', beside: '{low}–{high}', besideCount: 'n ≥ {n}', besideWords: ', 95%-interval van {low} tot {high}, minstens {n} bezoeken', columns: 'Wat betekenen de kolommen?', legend: 'In elk vak: de score, daaronder het 95%-interval en het aantal bezoeken (n), naar beneden afgerond. Hoe sterker de kleur, hoe hoger de score. – : te weinig om te tonen. • : weg om een ander cijfer te beschermen.', tooFew: 'te weinig om te tonen', protects: 'weg om een ander cijfer te beschermen', rank: 'Rangorde op totaalscore', rankLead: 'Een plaats staat alleen boven een andere als hun intervallen elkaar niet overlappen; anders kan het verschil toeval zijn. Daarom staat er vaak tussen welke plekken zij ligt, en soms dat er te weinig bezoeken zijn om haar te rangschikken.', ranking: 'Plek', rankRange: '{best} tot {worst}', noRank: 'te weinig bezoeken om te rangschikken', weighted: 'Met elke locatie naar haar aantal klanten', weightedLead: 'Hierboven telt elk bezoek even zwaar. Hier telt elke locatie zo zwaar mee als zij klanten heeft: zo vaak komt een inwoner daar.', unweighted: 'Elk bezoek even zwaar', effective: 'Zoveel zeggend als', effectiveText: 'minstens {n} bezoeken', more: 'Hoe is dit berekend?', moreText: 'Gestratificeerd gemiddelde met eindige-populatiecorrectie: het cijfer van elke locatie telt mee naar haar deel van alle klanten. Interval: 95 %-t-interval; voor het percentage Wilson op het effectieve aantal bezoeken.' },
  en: { path: 'Where you are', dimension: 'Dimension', score: 'Score (0–100)', interval: '95% interval', visits: 'Visits', verdict: 'Promise', atLeast: 'at least {n}', notThere: 'This place is not in this release: it was not visited, or it counts with another place.', allHidden: 'No figure at all is shown for this place ({why}). That way nobody can be recognised in the figures.', higher: 'Look one level higher: {place}.', leftOut: 'This level was left out so that the places below can be shown. With both, a place that is too small could be found by subtraction.', within: 'In {place}', place: 'Place', beside: '{low}–{high}', besideCount: 'n ≥ {n}', besideWords: ', 95% interval from {low} to {high}, at least {n} visits', columns: 'What do the columns mean?', legend: 'In each cell: the score, below it the 95% interval and the number of visits (n), rounded down. The stronger the colour, the higher the score. – : too few to show. • : left out to protect another figure.', tooFew: 'too few to show', protects: 'left out to protect another figure', rank: 'Ranking by overall score', rankLead: 'A place comes before another only if their intervals do not overlap; otherwise the difference may be chance. That is why it often says between which ranks a place lies, and sometimes that there are too few visits to rank it.', ranking: 'Rank', rankRange: '{best} to {worst}', noRank: 'too few visits to rank', weighted: 'With each location by its number of customers', weightedLead: 'Above, every visit counts the same. Here each location counts as much as it has customers: that is how often a resident comes there.', unweighted: 'Every visit the same', effective: 'Tells as much as', effectiveText: 'at least {n} visits', more: 'How was this worked out?', moreText: 'Stratified mean with finite-population correction: the figure of each location counts by its part of all customers. Interval: 95% t-interval; for the percentage Wilson’s on the effective number of visits.' },
});

const at = (release: string, place: string) => `/results/${release}?place=${encodeURIComponent(place)}`;

export function PlaceResults({ release, place, figures, analyses }: { release: string; place: string; figures: string[]; analyses: Schemas['ReleaseAnalyses'] | undefined }) {
  const t = useTexts(texts);
  const params = { path: { release_id: release } };
  const own = useLoad(`cells ${release} ${place}`, () => ask(api.GET('/api/releases/{release_id}/cells', { params: { ...params, query: { place } } })));
  const inside = useLoad(`cells in ${release} ${place}`, () => ask(api.GET('/api/releases/{release_id}/cells', { params: { ...params, query: { within: place, limit: 2000 } } })));
  return (
    <>
      <Await of={own}>
        {(page) => <>
          {page.path.length > 1 && <nav class="crumbs" aria-label={t('path')}><ol>{page.path.map((one) => <li key={one.code}>{one.code === place ? <span aria-current="page">{one.name}</span> : <Link to={at(release, one.code)}>{one.name}</Link>}</li>)}</ol></nav>}
          <Own release={release} page={page} place={place} />
          {analyses && <Weighted figures={analyses.weighted.filter((one) => one.place === place)} cells={page.cells} />}
        </>}
      </Await>
      <Await of={inside}>{(page) => page.cells.length > 0 && <><Heat release={release} place={own.data?.names[place] ?? place} page={page} figures={figures} /><Ranking release={release} page={page} /></>}</Await>
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
      {page.cells.every((cell) => cell.mean === undefined) && <Notice>{page.cells.length === 0 ? t('notThere') : leftOut ? t('leftOut') : t('allHidden', { why })}{above && <> <Link to={at(release, above.code)}>{t('higher', { place: above.name })}</Link></>}</Notice>}
      <Table caption={name} rows={page.cells} rowKey={(cell) => cell.dimension} columns={[
        { key: 'dimension', head: t('dimension'), cell: (cell) => <>{wordOf(now, cell.dimension)}<br /><span class="hint">{definitionOf(now, cell.dimension)}</span></> },
        { key: 'score', head: t('score'), numeric: true, cell: (cell) => <Score cell={cell} /> },
        { key: 'interval', head: t('interval'), cell: (cell) => <Interval cell={cell} /> },
        { key: 'visits', head: t('visits'), numeric: true, cell: (cell) => cell.n_at_least === undefined ? '–' : <span class="count">{t('atLeast', { n: cell.n_at_least })}</span> },
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
      <div class="table-box" role="group" aria-label={t('within', { place })} tabIndex={0}>
        <table class="utrecht-table heat" role="table">
          <thead><tr><th scope="col">{t('place')}</th>{figures.map((figure) => <th key={figure} scope="col">{wordOf(now, figure)}</th>)}</tr></thead>
          <tbody>
            {places.map((code) => (
              <tr key={code}>
                <th scope="row"><Link to={at(release, code)}>{page.names[code] ?? code}</Link></th>
                {figures.map((figure) => <HeatCell key={figure} label={wordOf(now, figure)} cell={cell(code, figure)} />)}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p class="hint">{t('legend')}</p>
      <details><summary>{t('columns')}</summary><dl class="facts">{figures.map((figure) => <div key={figure}><dt>{wordOf(now, figure)}</dt><dd>{definitionOf(now, figure)}</dd></div>)}</dl></details>
    </Section>
  );
}

/** The label stands beside it where the table is too narrow for columns. */
function HeatCell({ label, cell }: { label: string; cell: Cell | undefined }) {
  const t = useTexts(texts);
  if (cell?.mean === undefined) {
    const breaks = !cell || cell.hidden_because.some((why) => why !== 'protects_others' && why !== 'hidden_before' && why !== 'would_follow');
    return <td class="heat-hidden" data-label={label}><span><span aria-hidden="true">{breaks ? '–' : '•'}</span><span class="visually-hidden">{breaks ? t('tooFew') : t('protects')}</span></span></td>;
  }
  const shade = Math.min(4, Math.floor(cell.mean / 20));
  const digits = cell.dimension === 'NORM' ? 0 : 1;
  const beside = { low: number(cell.lower ?? 0, digits), high: number(cell.upper ?? 100, digits), n: number(cell.n_at_least ?? 0) };
  return (
    <td class={`heat-${shade}`} data-label={label}>
      <span>
        <Score cell={cell} plain />
        <span class="heat-beside" aria-hidden="true"><span>{t('beside', beside)}</span> <span>{t('besideCount', beside)}</span></span>
        <span class="visually-hidden">{t('besideWords', beside)}</span>
      </span>
    </td>
  );
}

/** Only what intervals tell apart is put in order; the others share a stretch of it. */
function Ranking({ release, page }: { release: string; page: Schemas['CellPage'] }) {
  const t = useTexts(texts);
  const shown = page.cells.flatMap((cell) => (cell.dimension === 'INDEX' && !cell.bound && cell.mean !== undefined && cell.lower !== undefined && cell.upper !== undefined ? [{ place: cell.place, mean: cell.mean, lower: cell.lower, upper: cell.upper }] : []));
  const index = (place: string) => page.cells.find((cell) => cell.place === place && cell.dimension === 'INDEX')!;
  if (shown.length < 2) return null;
  return (
    <Section title={t('rank')}>
      <p>{t('rankLead')}</p>
      <Table caption={t('rank')} rows={ranked(shown)} rowKey={(row) => row.place} columns={[
        { key: 'rank', head: t('ranking'), cell: (row) => (row.best === row.worst ? number(row.best) : row.best === 1 && row.worst === shown.length ? <span class="quiet">{t('noRank')}</span> : t('rankRange', { best: number(row.best), worst: number(row.worst) })) },
        { key: 'place', head: t('place'), cell: (row) => <Link to={at(release, row.place)}>{page.names[row.place] ?? row.place}</Link> },
        { key: 'score', head: t('score'), numeric: true, cell: (row) => number(row.mean, 1) },
        { key: 'interval', head: t('interval'), cell: (row) => <Interval cell={index(row.place)} /> },
        { key: 'visits', head: t('visits'), numeric: true, cell: (row) => t('atLeast', { n: index(row.place).n_at_least ?? 0 }) },
      ]} />
    </Section>
  );
}

function Weighted({ figures, cells }: { figures: Schemas['WeightedFigure'][]; cells: Cell[] }) {
  const t = useTexts(texts);
  const now = useLanguage();
  if (figures.length === 0) return null;
  const none = figures.every((figure) => figure.none) ? figures[0]!.none : undefined;
  const visits = (n: number | undefined) => (n === undefined ? '–' : t('atLeast', { n }));
  return (
    <Section title={t('weighted')}>
      <p>{t('weightedLead')}</p>
      {none ? <Notice>{whyNone(now, none)}</Notice> : (
        <Table caption={t('weighted')} rows={figures.filter((figure) => !figure.none)} rowKey={(figure) => figure.dimension} columns={[
          { key: 'dimension', head: t('dimension'), cell: (figure) => wordOf(now, figure.dimension) },
          { key: 'score', head: t('score'), numeric: true, cell: (figure) => number(figure.estimate, figure.dimension === 'NORM' ? 0 : 1) },
          { key: 'interval', head: t('interval'), cell: (figure) => between(figure.interval) },
          { key: 'unweighted', head: t('unweighted'), numeric: true, cell: (figure) => number(figure.unweighted, figure.dimension === 'NORM' ? 0 : 1) },
          { key: 'visits', head: t('visits'), numeric: true, cell: (figure) => visits(cells.find((cell) => cell.dimension === figure.dimension)?.n_at_least) },
          { key: 'effective', head: t('effective'), cell: (figure) => t('effectiveText', { n: figure.n_effective_at_least }) },
        ]} />
      )}
      {!none && <details><summary>{t('more')}</summary><p>{t('moreText')}</p></details>}
    </Section>
  );
}
