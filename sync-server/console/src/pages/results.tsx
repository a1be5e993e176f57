// SPDX-License-Identifier: EUPL-1.2
// Released figures: which release, and what it says about itself. The figures of a place are in results_place.tsx.
import { useEffect } from 'preact/hooks';
import { api, ask } from '../api/client.ts';
import { useLoad } from '../api/use.ts';
import { dateTime, duration, number } from '../i18n/format.ts';
import { defineTexts, language, useLanguage, useTexts } from '../i18n/language.ts';
import { wordOf } from '../i18n/words.ts';
import { usePlace } from '../router.ts';
import { ChartSource } from '../ui/chart.tsx';
import { Await, Button, Empty, Facts, Link, Notice, Page, Section, Table } from '../ui/parts.tsx';
import { ResultsDrivers } from './results_drivers.tsx';
import { PlaceResults } from './results_place.tsx';
import { ResultsQuality, ResultsTraining } from './results_quality.tsx';
import { ResultsTrend } from './results_trend.tsx';
import { definitionOf } from './results_words.ts';

const texts = defineTexts({
  nl: { title: 'Resultaten', views: 'Wat u bekijkt', all: 'Alle publicaties', figures: 'Cijfers', trend: 'Verloop', drivers: 'Wat telt het meest', quality: 'Betrouwbaarheid', training: 'Training', report: 'Rapport', reportLead: 'Alles over {place} onder elkaar, om af te drukken.', notYet: 'De analyses van deze publicatie zijn nog niet klaar. Kijk over enkele minuten opnieuw.', none: 'Er is nog niets gepubliceerd.', wave: 'Meetronde', project: 'Onderzoek', published: 'Gepubliceerd', version: 'Versie', asOf: 'Gegevens tot', method: 'Methode', methodText: 'gemiddelde van bezoekscores, tweezijdig 95%-t-interval; aandelen met Wilson-interval', rule: 'Getoond vanaf', ruleText: '{visits} bezoeken, {staff} medewerkers, {inspectors} inspecteurs; geen bezoek boven {share} %', download: 'Downloaden', xlsx: 'Excel', sheet: 'CSV voor Excel', plain: 'CSV', analyses: 'Analyses (CSV)', source: '{project} · {wave} · versie {version} · gegevens tot {asOf} · {method}', json: 'JSON', print: 'Afdrukken', meaning: 'Wat betekenen deze cijfers?', meaningText: 'Een bezoek krijgt per onderdeel 0 tot 100 punten. De score is het gemiddelde over bezoeken; het interval zegt hoe ver het echte gemiddelde er redelijkerwijs van af kan liggen. Een verschil binnen de intervallen is geen verschil. Aantallen zijn naar beneden afgerond.', hiddenText: 'Een cijfer wordt alleen getoond als het niets over één medewerker kan zeggen. Daarom staat er bij een kleine gemeente soms niets: kijk dan een niveau hoger. Soms blijft ook een groter cijfer weg, omdat een verborgen cijfer er door aftrekken uit zou volgen.', code: 'Programmaversie', shown: 'Cijfers', shownText: '{shown} getoond, {hidden} verborgen', norm: 'Norm', normText: '{target} % binnen {time}' },
  en: { title: 'Results', views: 'What you see', all: 'All releases', figures: 'Figures', trend: 'Course', drivers: 'What counts most', quality: 'Reliability', training: 'Training', report: 'Report', reportLead: 'All about {place} one below the other, for printing.', notYet: 'The analyses of this release are not ready yet. Look again in a few minutes.', none: 'Nothing has been published yet.', wave: 'Wave', project: 'Project', published: 'Published', version: 'Version', asOf: 'Data as of', method: 'Method', methodText: 'mean of visit scores, two-sided 95% t-interval; shares with Wilson’s interval', rule: 'Shown from', ruleText: '{visits} visits, {staff} staff, {inspectors} inspectors; no visit above {share}%', download: 'Download', xlsx: 'Excel', sheet: 'CSV for Excel', plain: 'CSV', analyses: 'Analyses (CSV)', source: '{project} · {wave} · version {version} · data as of {asOf} · {method}', json: 'JSON', print: 'Print', meaning: 'What do these figures mean?', meaningText: 'A visit earns 0 to 100 points per dimension. The score is the mean over visits; the interval says how far the true mean may reasonably be from it. A difference within the intervals is no difference. Counts are rounded down.', hiddenText: 'A figure is shown only if it cannot tell on one member of staff. That is why a small municipality sometimes has none: look one level higher. Sometimes a larger figure is left out as well, because a hidden one would follow from it by subtraction.', code: 'Program version', shown: 'Figures', shownText: '{shown} shown, {hidden} hidden', norm: 'Norm', normText: '{target}% within {time}' },
});

const knownMethod = 'mean of visit scores, two-sided 95% t-interval';

/** On paper nothing can be unfolded: definitions and the tables beside charts are printed along. */
function useUnfoldedOnPaper() {
  useEffect(() => {
    const unfolded: HTMLDetailsElement[] = [];
    const unfold = () => {
      unfolded.push(...document.querySelectorAll<HTMLDetailsElement>('main details:not([open])'));
      for (const one of unfolded) one.open = true;
    };
    const fold = () => {
      for (const one of unfolded.splice(0)) one.open = false;
    };
    window.addEventListener('beforeprint', unfold);
    window.addEventListener('afterprint', fold);
    return () => {
      window.removeEventListener('beforeprint', unfold);
      window.removeEventListener('afterprint', fold);
    };
  }, []);
}

const views = ['figures', 'trend', 'drivers', 'quality', 'training', 'report'] as const;
type View = (typeof views)[number];

export function Results({ release, view }: { release: string; view: string | undefined }) {
  const t = useTexts(texts);
  useUnfoldedOnPaper();
  const list = useLoad('releases', () => ask(api.GET('/api/releases')));
  return (
    <Page title={t('title')}>
      <Await of={list}>
        {(data) => data.releases.length === 0 ? <Empty>{t('none')}</Empty> : <>
          <Release id={release || data.releases[0]!.id} view={views.find((one) => one === view) ?? 'figures'} />
          <Section title={t('all')} look="no-print"><Table caption={t('all')} rows={data.releases} rowKey={(row) => row.id} columns={[
            { key: 'wave', head: t('wave'), cell: (row) => <Link to={`/results/${row.id}/${view ?? 'figures'}`}>{row.wave}</Link> },
            { key: 'project', head: t('project'), cell: (row) => row.project },
            { key: 'version', head: t('version'), numeric: true, cell: (row) => number(row.version) },
            { key: 'published', head: t('published'), cell: (row) => dateTime(row.published_at) },
          ]} /></Section>
        </>}
      </Await>
    </Page>
  );
}

function Release({ id, view }: { id: string; view: View }) {
  const t = useTexts(texts);
  const now = useLanguage();
  const { query } = usePlace();
  const found = useLoad(`release ${id}`, () => ask(api.GET('/api/releases/{release_id}', { params: { path: { release_id: id } } })));
  return (
    <Await of={found}>
      {({ release, wave, top, project }) => {
        const method = release.method === knownMethod ? t('methodText') : release.method;
        const source = t('source', { project, wave, version: number(release.version), asOf: dateTime(release.data_as_of), method });
        const norm = release.figures.find((figure) => figure.code === 'NORM');
        return (
          <>
            <Section title={wave} actions={<div class="actions no-print">
              <a class="utrecht-link" href={`/api/releases/${id}/table.xlsx?language=${language()}`} download>{t('xlsx')}</a>
              <a class="utrecht-link" href={`/api/releases/${id}/table.csv?flavour=nl&language=${language()}`} download>{t('sheet')}</a>
              <a class="utrecht-link" href={`/api/releases/${id}/table.csv?flavour=rfc4180&language=${language()}`} download>{t('plain')}</a>
              <a class="utrecht-link" href={`/api/releases/${id}/analyses.csv?flavour=nl&language=${language()}`} download>{t('analyses')}</a>
              <a class="utrecht-link" href={`/api/releases/${id}/table.json?language=${language()}`} download>{t('json')}</a>
              <Button onClick={() => window.print()}>{t('print')}</Button>
            </div>}>
              <Facts items={[
                [t('asOf'), dateTime(release.data_as_of)], [t('published'), dateTime(release.published_at)], [t('version'), number(release.version)],
                [t('shown'), t('shownText', { shown: number(release.cells_shown), hidden: number(release.cells_hidden) })],
                [t('norm'), norm?.target === undefined || norm.norm_s === undefined ? '–' : t('normText', { target: number(norm.target), time: release.channel === 'message' ? number(norm.norm_s) : duration(norm.norm_s) })],
                [t('method'), method], [t('code'), release.code_version],
                [t('rule'), t('ruleText', { visits: release.rule.min_visits, staff: release.rule.min_staff_pool, inspectors: release.rule.min_inspectors, share: Math.round(release.rule.max_share_of_weight * 100) })],
              ]} />
              <details><summary>{t('meaning')}</summary><p>{t('meaningText')}</p><p>{t('hiddenText')}</p><dl class="facts">{release.figures.map(({ code: one }) => <div key={one}><dt>{wordOf(now, one)}</dt><dd>{definitionOf(now, one)}</dd></div>)}</dl></details>
            </Section>
            <ChartSource.Provider value={source}>
              <Views id={id} view={view} top={top.code} place={query.get('place') ?? top.code} figures={release.figures.map((figure) => figure.code)} />
            </ChartSource.Provider>
          </>
        );
      }}
    </Await>
  );
}

/** One view at a time on the screen; the report has them all. */
function Views({ id, view, top, place, figures }: { id: string; view: View; top: string; place: string; figures: string[] }) {
  const t = useTexts(texts);
  const path = { release_id: id };
  const analyses = useLoad(`analyses ${id}`, () => ask(api.GET('/api/releases/{release_id}/analyses', { params: { path } })));
  const trend = useLoad(`trend ${id} ${place}`, () => ask(api.GET('/api/releases/{release_id}/trend', { params: { path, query: { place } } })));
  const shows = (one: View) => view === one || view === 'report';
  return (
    <>
      <nav class="views no-print" aria-label={t('views')}>
        <ul>{views.map((one) => <li key={one}><Link to={`/results/${id}/${one}?place=${encodeURIComponent(place)}`} aria-current={one === view ? 'page' : undefined}>{t(one)}</Link></li>)}</ul>
      </nav>
      <Await of={analyses}>
        {({ analyses: made, names }) => (
          <>
            {view === 'report' && <p class="no-print">{t('reportLead', { place: names[place] ?? place })}</p>}
            {shows('figures') && <PlaceResults release={id} place={place} figures={figures} analyses={made} />}
            {shows('trend') && <Await of={trend}>{({ points }) => <ResultsTrend points={points} place={{ code: place, name: names[place] ?? place }} figures={figures} analyses={made} />}</Await>}
            {!made && view !== 'figures' && <Notice>{t('notYet')}</Notice>}
            {made && shows('drivers') && <ResultsDrivers analyses={made} names={names} place={place} />}
            {made && shows('quality') && <ResultsQuality analyses={made} top={top} />}
            {made && shows('training') && <ResultsTraining results={made.trainings} />}
          </>
        )}
      </Await>
    </>
  );
}
