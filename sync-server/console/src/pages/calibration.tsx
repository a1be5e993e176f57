// SPDX-License-Identifier: EUPL-1.2
// For reviewers: does an inspector grow milder or stricter over the waves? By number, never by name, and never for the quality team.
import { api, ask, type Schemas } from '../api/client.ts';
import { useLoad } from '../api/use.ts';
import { number } from '../i18n/format.ts';
import { defineTexts, useLanguage, useTexts } from '../i18n/language.ts';
import { wordOf } from '../i18n/words.ts';
import { setQuery, usePlace } from '../router.ts';
import { Await, Badge, Empty, Facts, Link, Notice, Page, Section, Select, Table, type Tone } from '../ui/parts.tsx';
import { whyNone } from './results_words.ts';

const texts = defineTexts({
  nl: {
    title: 'IJking van inspecteurs', lead: 'Wordt iemand in de loop van de meetronden milder of strenger? Wie dat doet heeft nieuwe ijking nodig; het is geen oordeel over de persoon. U ziet inspecteurs als nummer, net als bij het controleren.', back: 'Terug naar start', channel: 'Kanaal', together: 'Alle inspecteurs samen', waves: 'Meetronden', visits: 'Bezoeken', common: 'Verandering per meetronde', range: '{low} tot {high}', points: '{n} punten', commonHint: 'Worden de balies beter, of worden alle inspecteurs milder? Dat is hieraan niet te zien; alleen dubbele bezoeken of nagespeelde gevallen laten het zien.',
    each: 'Per inspecteur', inspector: 'Inspecteur', number: 'Inspecteur {n}', drift: 'Verandert per meetronde', interval: '95%-interval', verdict: 'Oordeel', chance: 'Kans op zo’n verschil als er niets veranderde', milder: 'wordt milder', stricter: 'wordt strenger', not_distinguishable: 'geen verschil aangetoond', tooFew: 'te weinig bezoeken om te zeggen', tooFewHint: 'Minder dan drie bezoeken, of alle in één meetronde.', atMost: 'hooguit {p} %', large: 'meer dan 50 %', none: 'Er is nog geen meetronde van dit kanaal gepubliceerd.',
    more: 'Hoe is dit berekend?', moreText: 'Kleinste kwadraten: score van een bezoek naar locatie, inspecteur en een eigen helling over de meetronden voor elke inspecteur. Getoond is die helling min het gemiddelde van alle hellingen. De kans is gecorrigeerd voor het aantal inspecteurs (Holm). De cijfers komen uit de laatste versie van elke gepubliceerde meetronde.',
  },
  en: {
    title: 'Calibration of inspectors', lead: 'Does somebody grow milder or stricter over the waves? Whoever does needs calibrating anew; it is no verdict on the person. You see inspectors as numbers, as in review.', back: 'Back to home', channel: 'Channel', together: 'All inspectors together', waves: 'Waves', visits: 'Visits', common: 'Change with each wave', range: '{low} to {high}', points: '{n} points', commonHint: 'Do counters improve, or do all inspectors grow milder? This cannot tell; only double visits or acted cases can.',
    each: 'By inspector', inspector: 'Inspector', number: 'Inspector {n}', drift: 'Changes with each wave', interval: '95% interval', verdict: 'Verdict', chance: 'Chance of such a difference if nothing changed', milder: 'grows milder', stricter: 'grows stricter', not_distinguishable: 'no difference shown', tooFew: 'too few visits to say', tooFewHint: 'Fewer than three visits, or all of them in one wave.', atMost: 'at most {p}%', large: 'more than 50%', none: 'No wave of this channel has been published yet.',
    more: 'How was this worked out?', moreText: 'Least squares: the score of a visit by location, inspector and a slope over the waves for each inspector. What is shown is that slope minus the mean of all slopes. The chance is corrected for the number of inspectors (Holm). The figures are those of the latest version of each published wave.',
  },
});

const channels = ['counter', 'telephone', 'message'] as const;
const tones: Record<string, Tone | 'quiet'> = { milder: 'warning', stricter: 'warning', not_distinguishable: 'quiet' };

export function CalibrationPage({ project }: { project: string }) {
  const t = useTexts(texts);
  const now = useLanguage();
  const { query } = usePlace();
  const channel = channels.find((one) => one === query.get('channel')) ?? 'counter';
  const found = useLoad(`calibration ${project} ${channel}`, () => ask(api.GET('/api/projects/{project_id}/calibration', { params: { path: { project_id: project }, query: { channel } } })));
  return (
    <Page title={t('title')} lead={<>{t('lead')} <Link to="/">{t('back')}</Link></>}>
      <div class="filters"><Select label={t('channel')} value={channel} onValue={(value) => setQuery({ channel: value })} options={channels.map((one) => ({ value: one, label: wordOf(now, one) }))} /></div>
      <Await of={found}>{(data) => (data.waves.length === 0 ? <Empty>{t('none')}</Empty> : <Shown data={data} />)}</Await>
    </Page>
  );
}

function Shown({ data }: { data: Schemas['Calibration'] }) {
  const t = useTexts(texts);
  const now = useLanguage();
  const points = (value: number) => t('points', { n: `${value > 0 ? '+' : ''}${number(value, 1)}` });
  const range = (interval: Schemas['Between'] | undefined) => (interval ? t('range', { low: number(interval.lower, 1), high: number(interval.upper, 1) }) : '–');
  return (
    <>
      <Section title={t('together')}>
        {data.none && <Notice>{whyNone(now, data.none)}</Notice>}
        <Facts items={[
          [t('waves'), data.waves.join(', ')], [t('visits'), number(data.visits)],
          ...(data.common === undefined ? [] : [[t('common'), <>{points(data.common)} <span class="quiet">({range(data.common_interval)})</span></>] as [string, preact.ComponentChildren]]),
        ]} />
        {data.common !== undefined && <p class="hint">{t('commonHint')}</p>}
      </Section>
      <Section title={t('each')}>
        <div class="stack">
          <Table caption={t('each')} rows={data.inspectors} rowKey={(one) => String(one.inspector_no)} columns={[
            { key: 'inspector', head: t('inspector'), cell: (one) => t('number', { n: one.inspector_no }) },
            { key: 'visits', head: t('visits'), numeric: true, cell: (one) => number(one.visits) },
            { key: 'waves', head: t('waves'), numeric: true, cell: (one) => number(one.waves) },
            { key: 'drift', head: t('drift'), numeric: true, cell: (one) => (one.drift === undefined ? '–' : points(one.drift)) },
            { key: 'interval', head: t('interval'), cell: (one) => range(one.interval) },
            { key: 'verdict', head: t('verdict'), cell: (one) => (one.verdict ? <Badge tone={tones[one.verdict]}>{t(one.verdict)}</Badge> : <span class="quiet">{t('tooFew')}</span>) },
            { key: 'chance', head: t('chance'), cell: (one) => (one.p_at_most === undefined ? '–' : one.p_at_most > 0.5 ? t('large') : t('atMost', { p: number(one.p_at_most * 100, one.p_at_most < 0.01 ? 1 : 0) })) },
          ]} />
          {data.inspectors.some((one) => !one.verdict) && <p class="hint">{t('tooFew')}: {t('tooFewHint')}</p>}
          <details><summary>{t('more')}</summary><p>{t('moreText')}</p></details>
        </div>
      </Section>
    </>
  );
}
