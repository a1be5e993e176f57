// SPDX-License-Identifier: EUPL-1.2
// When photos, times and records go, wave by wave: beforehand what will go, afterwards what went.
import { api, ask, type Schemas } from '../api/client.ts';
import { useLoad } from '../api/use.ts';
import { date, dateTime, number } from '../i18n/format.ts';
import { defineTexts, useTexts } from '../i18n/language.ts';
import { Await, Badge, Empty, Page, Section, Table, type Column } from '../ui/parts.tsx';

const texts = defineTexts({
  nl: {
    title: 'Bewaartermijn', lead: 'Na publicatie blijft er tijd om te corrigeren. Daarna vernietigt de server vanzelf de foto’s van een meetronde en maakt hij de tijden grof: weekdag, blok van twee uur en duur blijven, datum en minuut gaan. Als ook de bewaartermijn van het onderzoek om is, gaan de bezoeken zelf: antwoorden, toelichtingen, en de punten per bezoek achter de publicaties. Gepubliceerde cijfers veranderen niet.',
    waves: 'Gepubliceerde meetronden', caption: 'Meetronden, eerst wat het eerst aan de beurt is', none: 'Er is nog geen meetronde gepubliceerd.',
    wave: 'Meetronde', published: 'Gepubliceerd', days: '{count} dagen na publicatie', visits: 'nog te vergroven: {count} bezoeken', photos: 'nog te vernietigen: {count} foto’s', drafts: 'nog te vergeten: {count} begonnen bezoeken',
    times: 'Foto’s en tijden', records: 'Bezoeken', destroy: 'nog te vernietigen: {count} bezoeken', wentRecords: '{count} bezoeken vernietigd',
    waiting: 'wacht', running: 'begonnen', done: 'klaar', wentVisits: '{count} bezoeken vergroofd', wentPhotos: '{count} foto’s vernietigd', dueAt: 'vanaf {at}', endedAt: 'op {at}',
    stays: 'Van een vernietigd bezoek blijft alleen dat het is gebracht: de nummers van bezoek, inspecteur en locatie, het oordeel en het controlegetal, zonder inhoud en zonder de tijd van het bezoek. Het logboek bewaart wanneer het binnenkwam, werd ingezien en werd beoordeeld. Van elk gepubliceerd cijfer blijven aantal, gemiddelde en spreiding, om een volgende meetronde mee te vergelijken. Verbeteren kan dan niet meer.',
    begun: 'Van een bezoek dat nog wordt ingevuld bewaart de server een verzegelde kopie zonder foto’s, die niemand op kantoor leest: voor een andere tablet van dezelfde inspecteur, als de eerste kwijtraakt. Zij verdwijnt als het bezoek binnenkomt of wordt teruggegeven, en dertig dagen nadat de tablet er het laatst iets van liet horen.',
    later: 'Een bezoek dat later binnenkomt, houdt zijn foto’s en tijden even lang, gerekend vanaf zijn komst. Een reservekopie van vóór die tijd bevat nog alles, tot de beheerder van de server haar verwijdert.',
  },
  en: {
    title: 'Retention', lead: 'After publication there is time for corrections. Then the server itself destroys a wave’s photos and makes its times coarse: weekday, two-hour block and durations stay, date and minute go. When the project’s retention is over too, the visits themselves go: answers, remarks, and the points of each visit behind the releases. Published figures do not change.',
    waves: 'Published waves', caption: 'Waves, those due first on top', none: 'No wave has been published yet.',
    wave: 'Wave', published: 'Published', days: '{count} days after publication', visits: 'still to coarsen: {count} visits', photos: 'still to destroy: {count} photos', drafts: 'still to forget: {count} begun visits',
    times: 'Photos and times', records: 'Visits', destroy: 'still to destroy: {count} visits', wentRecords: '{count} visits destroyed',
    waiting: 'waits', running: 'begun', done: 'done', wentVisits: '{count} visits coarsened', wentPhotos: '{count} photos destroyed', dueAt: 'from {at}', endedAt: 'on {at}',
    stays: 'Of a destroyed visit only that it was made stays: the numbers of visit, inspector and location, the decision and the checksum, without content and without the time of the visit. The trail keeps when it came in, was looked at and was decided on. Of each published figure number, mean and spread stay, for a later wave to be compared with. Nothing can be corrected then.',
    begun: 'Of a visit that is still being filled in the server keeps a sealed copy without photos, which nobody at the office reads: for another tablet of the same inspector, should the first be lost. It goes when the visit comes in or is given back, and thirty days after the tablet last told of it.',
    later: 'A visit that comes in later keeps its photos and times for as long, counted from its arrival. A backup made before still holds everything until whoever looks after the server removes it.',
  },
});

type Row = Schemas['RetentionRow'];
type State = 'waiting' | 'running' | 'done';

const stateOf = (begun?: string | null, ended?: string | null): State => (ended ? 'done' : begun ? 'running' : 'waiting');
const tones = { waiting: 'quiet', running: 'warning', done: 'good' } as const;

type Count = [text: 'visits' | 'photos' | 'drafts' | 'destroy' | 'wentVisits' | 'wentPhotos' | 'wentRecords', count: number];

// One step of a wave: how far it is, when it is due or was done, what went, and what will still go: a visit that comes in
// late waits for a step that was done before.
function Step({ state, due, days, ended, will, went }: { state: State; due: string; days: number; ended?: string | null; will: Count[]; went: Count[] }) {
  const t = useTexts(texts);
  const gone = went.filter(([, count]) => state === 'done' || count > 0);
  const what = [...gone, ...will.filter(([, count]) => count > 0)];
  return (
    <>
      <Badge tone={tones[state]}>{t(state)}</Badge> {ended ? t('endedAt', { at: dateTime(ended) }) : t('dueAt', { at: date(due) })}
      {!ended && <><br /><span class="quiet">{t('days', { count: number(days) })}</span></>}
      {what.map(([text, count]) => <span key={text}><br />{t(text, { count: number(count) })}</span>)}
    </>
  );
}

export function Retention() {
  const t = useTexts(texts);
  const list = useLoad('retention', () => ask(api.GET('/api/retention')));
  const columns: Column<Row>[] = [
    { key: 'wave', head: t('wave'), cell: (row) => <>{row.wave_name}<br /><span class="quiet">{row.project_name}</span></> },
    { key: 'published', head: t('published'), cell: (row) => date(row.published_at) },
    {
      key: 'times', head: t('times'),
      cell: (row) => (
        <Step
          state={stateOf(row.begun_at, row.ended_at)} due={row.due_at} days={row.correction_days} ended={row.ended_at}
          will={[['visits', row.visits_kept], ['photos', row.photos_kept], ['drafts', row.drafts_kept]]}
          went={[['wentVisits', row.visits_coarsened], ['wentPhotos', row.photos_destroyed]]}
        />
      ),
    },
    {
      key: 'records', head: t('records'),
      cell: (row) => (
        <Step
          state={stateOf(row.destruction_begun_at, row.destroyed_at)} due={row.destroy_at} days={Math.max(row.correction_days, row.retention_days)} ended={row.destroyed_at}
          will={[['destroy', row.records_kept]]} went={[['wentRecords', row.records_destroyed]]}
        />
      ),
    },
  ];
  return (
    <Page title={t('title')} lead={t('lead')}>
      <Section title={t('waves')}>
        <Await of={list}>
          {({ rows }) => (rows.length ? <Table caption={t('caption')} columns={columns} rows={rows} rowKey={(row) => row.wave_id} /> : <Empty>{t('none')}</Empty>)}
        </Await>
      </Section>
      <p>{t('stays')}</p>
      <p>{t('begun')}</p>
      <p>{t('later')}</p>
    </Page>
  );
}
