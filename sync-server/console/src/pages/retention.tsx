// SPDX-License-Identifier: EUPL-1.2
// When photos are destroyed and times coarsened, wave by wave: beforehand what will go, afterwards what went.
import { api, ask, type Schemas } from '../api/client.ts';
import { useLoad } from '../api/use.ts';
import { date, dateTime, number } from '../i18n/format.ts';
import { defineTexts, useTexts } from '../i18n/language.ts';
import { Await, Badge, Empty, Page, Section, Table, type Column } from '../ui/parts.tsx';

const texts = defineTexts({
  nl: {
    title: 'Bewaartermijn', lead: 'Na publicatie blijft er tijd om te corrigeren. Daarna vernietigt de server vanzelf de foto’s van een meetronde en maakt hij de tijden grof: weekdag, blok van twee uur en duur blijven, datum en minuut gaan. Scores en publicaties veranderen niet.',
    waves: 'Gepubliceerde meetronden', caption: 'Meetronden, eerst wat het eerst aan de beurt is', none: 'Er is nog geen meetronde gepubliceerd.',
    wave: 'Meetronde', published: 'Gepubliceerd', due: 'Aan de beurt', days: '{count} dagen na publicatie', will: 'Wordt nog gedaan', visits: '{count} bezoeken vergroven', photos: '{count} foto’s vernietigen', drafts: '{count} begonnen bezoeken vergeten', nothing: 'niets',
    went: 'Gedaan', state: 'Stand', waiting: 'wacht', running: 'begonnen', done: 'klaar', wentVisits: '{count} bezoeken vergroofd', wentPhotos: '{count} foto’s vernietigd', endedAt: 'op {at}',
    begun: 'Van een bezoek dat nog wordt ingevuld bewaart de server een verzegelde kopie zonder foto’s, die niemand op kantoor leest: voor een andere tablet van dezelfde inspecteur, als de eerste kwijtraakt. Zij verdwijnt als het bezoek binnenkomt of wordt teruggegeven, en dertig dagen nadat de tablet er het laatst iets van liet horen.',
    later: 'Een bezoek dat later binnenkomt, houdt zijn foto’s en tijden even lang, gerekend vanaf zijn komst. Een reservekopie van vóór die tijd bevat nog alles, tot de beheerder van de server haar verwijdert.',
  },
  en: {
    title: 'Retention', lead: 'After publication there is time for corrections. Then the server itself destroys a wave’s photos and makes its times coarse: weekday, two-hour block and durations stay, date and minute go. Scores and releases do not change.',
    waves: 'Published waves', caption: 'Waves, those due first on top', none: 'No wave has been published yet.',
    wave: 'Wave', published: 'Published', due: 'Due', days: '{count} days after publication', will: 'Still to be done', visits: 'coarsen {count} visits', photos: 'destroy {count} photos', drafts: 'forget {count} begun visits', nothing: 'nothing',
    went: 'Done', state: 'State', waiting: 'waits', running: 'begun', done: 'done', wentVisits: '{count} visits coarsened', wentPhotos: '{count} photos destroyed', endedAt: 'on {at}',
    begun: 'Of a visit that is still being filled in the server keeps a sealed copy without photos, which nobody at the office reads: for another tablet of the same inspector, should the first be lost. It goes when the visit comes in or is given back, and thirty days after the tablet last told of it.',
    later: 'A visit that comes in later keeps its photos and times for as long, counted from its arrival. A backup made before still holds everything until whoever looks after the server removes it.',
  },
});

type Row = Schemas['RetentionRow'];

function stateOf(row: Row): 'waiting' | 'running' | 'done' {
  if (row.ended_at) return 'done';
  return row.begun_at ? 'running' : 'waiting';
}
const tones = { waiting: 'quiet', running: 'warning', done: 'good' } as const;

export function Retention() {
  const t = useTexts(texts);
  const list = useLoad('retention', () => ask(api.GET('/api/retention')));
  const two = (first: string, second: string) => <>{first}<br />{second}</>;
  const columns: Column<Row>[] = [
    { key: 'wave', head: t('wave'), cell: (row) => <>{row.wave_name}<br /><span class="quiet">{row.project_name}</span></> },
    { key: 'published', head: t('published'), cell: (row) => date(row.published_at) },
    { key: 'due', head: t('due'), cell: (row) => <>{date(row.due_at)}<br /><span class="quiet">{t('days', { count: number(row.correction_days) })}</span></> },
    {
      key: 'will', head: t('will'),
      cell: (row) => (row.visits_kept + row.photos_kept + row.drafts_kept === 0
        ? t('nothing')
        : <>{two(t('visits', { count: number(row.visits_kept) }), t('photos', { count: number(row.photos_kept) }))}{row.drafts_kept > 0 && <><br />{t('drafts', { count: number(row.drafts_kept) })}</>}</>),
    },
    {
      key: 'went', head: t('went'),
      cell: (row) => (row.begun_at ? two(t('wentVisits', { count: number(row.visits_coarsened) }), t('wentPhotos', { count: number(row.photos_destroyed) })) : t('nothing')),
    },
    {
      key: 'state', head: t('state'),
      cell: (row) => <><Badge tone={tones[stateOf(row)]}>{t(stateOf(row))}</Badge>{row.ended_at && <><br /><span class="quiet">{t('endedAt', { at: dateTime(row.ended_at) })}</span></>}</>,
    },
  ];
  return (
    <Page title={t('title')} lead={t('lead')}>
      <Section title={t('waves')}>
        <Await of={list}>
          {({ rows }) => (rows.length ? <Table caption={t('caption')} columns={columns} rows={rows} rowKey={(row) => row.wave_id} /> : <Empty>{t('none')}</Empty>)}
        </Await>
      </Section>
      <p>{t('begun')}</p>
      <p>{t('later')}</p>
    </Page>
  );
}
