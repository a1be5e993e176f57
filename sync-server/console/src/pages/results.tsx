// SPDX-License-Identifier: EUPL-1.2
// Released figures: per municipality and dimension the score, its interval and the number of visits, or why it is hidden.
import { api, ask, type Schemas } from '../api/client.ts';
import { useLoad } from '../api/use.ts';
import { dateTime, number } from '../i18n/format.ts';
import { defineTexts, useLanguage, useTexts } from '../i18n/language.ts';
import { wordOf } from '../i18n/words.ts';
import { Await, Empty, Facts, Link, Notice, Page, Section, Table } from '../ui/parts.tsx';

const texts = defineTexts({
  nl: { title: 'Resultaten', none: 'Er is nog niets gepubliceerd.', wave: 'Meetronde', project: 'Onderzoek', published: 'Gepubliceerd', version: 'Versie', asOf: 'Gegevens tot', method: 'Methode', methodText: 'gemiddelde van bezoekscores, tweezijdig 95%-t-interval', rule: 'Getoond vanaf', ruleText: '{visits} bezoeken, {staff} medewerkers, {inspectors} inspecteurs; geen bezoek boven {share} %', dimension: 'Onderdeel', score: 'Score (0–100)', interval: '95%-interval', visits: 'Bezoeken', atLeast: 'minstens {n}', hidden: 'niet getoond: {why}', from: '{low} tot {high}', allHidden: 'Voor deze gemeente wordt geen enkel cijfer getoond ({why}). Zo is uit de cijfers niemand te herkennen.', download: 'Downloaden', sheet: 'CSV voor Excel', plain: 'CSV', json: 'JSON', meaning: 'Wat betekenen deze cijfers?', meaningText: 'Een bezoek krijgt per onderdeel 0 tot 100 punten. De score is het gemiddelde over bezoeken; het interval zegt hoe ver het echte gemiddelde er redelijkerwijs van af kan liggen. Een verschil binnen de intervallen is geen verschil. Aantallen zijn naar beneden afgerond.', atMost: 'hooguit {n}', atLeastScore: 'minstens {n}', code: 'Programmaversie', dimACC: 'Zijn ingang, route en balie te vinden en te gebruiken?', dimENV: 'Is de wachtruimte verzorgd, is de wachttijd bekend en is er privacy?', dimWAIT: 'Hoe lang duurde het wachten naast de norm, en werd het uitgelegd?', dimTONE: 'Hoe vriendelijk, aandachtig en begrijpelijk was het gesprek?', dimKNOW: 'Klopten het antwoord en de informatie over kosten, termijn en stukken?', dimRULE: 'Is er binnen de regels meegezocht naar een oplossing?', dimOUT: 'Is het doel bereikt, of was het vervolg duidelijk?', dimINDEX: 'Het gewogen gemiddelde van de onderdelen.' },
  en: { title: 'Results', none: 'Nothing has been published yet.', wave: 'Wave', project: 'Project', published: 'Published', version: 'Version', asOf: 'Data as of', method: 'Method', methodText: 'mean of visit scores, two-sided 95% t-interval', rule: 'Shown from', ruleText: '{visits} visits, {staff} staff, {inspectors} inspectors; no visit above {share}%', dimension: 'Dimension', score: 'Score (0–100)', interval: '95% interval', visits: 'Visits', atLeast: 'at least {n}', hidden: 'not shown: {why}', from: '{low} to {high}', allHidden: 'No figure at all is shown for this municipality ({why}). That way nobody can be recognised in the figures.', download: 'Download', sheet: 'CSV for Excel', plain: 'CSV', json: 'JSON', meaning: 'What do these figures mean?', meaningText: 'A visit earns 0 to 100 points per dimension. The score is the mean over visits; the interval says how far the true mean may reasonably be from it. A difference within the intervals is no difference. Counts are rounded down.', atMost: 'at most {n}', atLeastScore: 'at least {n}', code: 'Program version', dimACC: 'Can entrance, route and counter be found and used?', dimENV: 'Is the waiting area cared for, is the wait announced and is there privacy?', dimWAIT: 'How long was the wait beside the norm, and was it explained?', dimTONE: 'How friendly, attentive and plain was the conversation?', dimKNOW: 'Were the answer and what was said of cost, term and documents right?', dimRULE: 'Did the clerk look for a solution within the rules?', dimOUT: 'Was the goal reached, or was it clear what follows?', dimINDEX: 'The weighted mean of the dimensions.' },
});

const knownMethod = 'mean of visit scores, two-sided 95% t-interval';
const defined = ['INDEX', 'ACC', 'ENV', 'WAIT', 'TONE', 'KNOW', 'RULE', 'OUT'] as const;

export function Results({ release }: { release: string }) {
  const t = useTexts(texts);
  const list = useLoad('releases', () => ask(api.GET('/api/releases')));
  return (
    <Page title={t('title')}>
      <Await of={list}>
        {(data) => data.releases.length === 0 ? <Empty>{t('none')}</Empty> : <>
          <Table caption={t('title')} rows={data.releases} rowKey={(row) => row.id} columns={[
            { key: 'wave', head: t('wave'), cell: (row) => <Link to={`/results/${row.id}`}>{row.wave}</Link> },
            { key: 'project', head: t('project'), cell: (row) => row.project },
            { key: 'version', head: t('version'), numeric: true, cell: (row) => number(row.version) },
            { key: 'published', head: t('published'), cell: (row) => dateTime(row.published_at) },
          ]} />
          <Release id={release || data.releases[0]!.id} />
        </>}
      </Await>
    </Page>
  );
}

function Release({ id }: { id: string }) {
  const t = useTexts(texts);
  const now = useLanguage();
  const found = useLoad(`release ${id}`, () => ask(api.GET('/api/releases/{release_id}', { params: { path: { release_id: id } } })));
  return (
    <Await of={found}>
      {({ release, wave, municipalities }) => (
        <>
          <Section title={wave} actions={<div class="actions">
            <a class="utrecht-link" href={`/api/releases/${id}/table.csv?flavour=nl`} download>{t('sheet')}</a>
            <a class="utrecht-link" href={`/api/releases/${id}/table.csv?flavour=rfc4180`} download>{t('plain')}</a>
            <a class="utrecht-link" href={`/api/releases/${id}`} download={`${wave}.json`}>{t('json')}</a>
          </div>}>
            <Facts items={[
              [t('asOf'), dateTime(release.data_as_of)], [t('published'), dateTime(release.published_at)], [t('version'), number(release.version)], [t('method'), release.method === knownMethod ? t('methodText') : release.method], [t('code'), release.code_version],
              [t('rule'), t('ruleText', { visits: release.rule.min_visits, staff: release.rule.min_staff_pool, inspectors: release.rule.min_inspectors, share: Math.round(release.rule.max_share_of_weight * 100) })],
            ]} />
            <details><summary>{t('meaning')}</summary><p>{t('meaningText')}</p><dl class="facts">{defined.map((one) => <div key={one}><dt>{wordOf(now, one)}</dt><dd>{t(`dim${one}`)}</dd></div>)}</dl></details>
          </Section>
          {[...new Set(release.cells.map((cell) => cell.municipality))].map((code) => {
            const cells = release.cells.filter((cell) => cell.municipality === code);
            return (
              <Section key={code} title={municipalities[code] ?? code}>
                {cells.every((cell) => cell.mean === undefined) && <Notice>{t('allHidden', { why: [...new Set(cells.flatMap((cell) => cell.hidden_because))].map((one) => wordOf(now, one)).join(', ') })}</Notice>}
                <Table caption={municipalities[code] ?? code} rows={cells} rowKey={(cell) => cell.dimension} columns={[
                  { key: 'dimension', head: t('dimension'), cell: (cell) => wordOf(now, cell.dimension) },
                  { key: 'score', head: t('score'), numeric: true, cell: (cell) => <Score cell={cell} /> },
                  { key: 'interval', head: t('interval'), cell: (cell) => cell.lower === undefined || cell.upper === undefined ? '–' : <><Mark cell={cell} /> {t('from', { low: number(cell.lower, 1), high: number(cell.upper, 1) })}</> },
                  { key: 'visits', head: t('visits'), numeric: true, cell: (cell) => cell.n_at_least === undefined ? '–' : t('atLeast', { n: cell.n_at_least }) },
                ]} />
              </Section>
            );
          })}
        </>
      )}
    </Await>
  );
}

function Score({ cell }: { cell: Schemas['ReleaseCell'] }) {
  const t = useTexts(texts);
  const now = useLanguage();
  // With a bound the mean is the bound itself and not what was measured.
  if (cell.mean !== undefined && cell.bound) return <strong>{t(cell.bound === 'at_most' ? 'atMost' : 'atLeastScore', { n: number(cell.mean) })}</strong>;
  if (cell.mean !== undefined) return <strong>{number(cell.mean, 1)}</strong>;
  return <span class="hidden-cell">{t('hidden', { why: cell.hidden_because.map((one) => wordOf(now, one)).join(', ') })}</span>;
}

/** The interval on a line from 0 to 100; the words beside it say the same. */
function Mark({ cell }: { cell: Schemas['ReleaseCell'] }) {
  return (
    <svg class="mark" viewBox="0 0 104 12" width="104" height="12" aria-hidden="true">
      <line class="mark-axis" x1="2" x2="102" y1="6" y2="6" />
      <rect class="mark-interval" x={2 + cell.lower!} y="2" width={Math.max(1, cell.upper! - cell.lower!)} height="8" rx="2" />
      {cell.mean !== undefined && !cell.bound && <line class="mark-mean" x1={2 + cell.mean} x2={2 + cell.mean} y1="0" y2="12" />}
    </svg>
  );
}
