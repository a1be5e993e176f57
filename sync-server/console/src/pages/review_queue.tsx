// SPDX-License-Identifier: EUPL-1.2
// What waits for a reviewer in a wave, longest first.
import { api, ask, type Schemas } from '../api/client.ts';
import { useLoad } from '../api/use.ts';
import { dateTime } from '../i18n/format.ts';
import { defineTexts, useLanguage, useTexts } from '../i18n/language.ts';
import { wordOf } from '../i18n/words.ts';
import { setQuery, usePlace } from '../router.ts';
import '../styles/review.css';
import { Await, Badge, Checkbox, Empty, Link, Notice, Page, Pager, Table } from '../ui/parts.tsx';

export const flagTexts = defineTexts({
  nl: { late: 'laat', competing: 'meerdere bezoeken', aborted: 'afgebroken', recognised: 'herkend', score_alarm: 'scoreverschil', critical: 'kritiek punt', clock: 'klok', awaiting_media: 'wacht op foto’s', norm_differs: 'andere norm', taken_over: 'van andere tablet', other_form: 'andere versie vragenlijst' },
  en: { late: 'late', competing: 'several visits', aborted: 'not done', recognised: 'recognised', score_alarm: 'score difference', critical: 'critical item', clock: 'clock', awaiting_media: 'awaiting photos', norm_differs: 'other norm', taken_over: 'from another tablet', other_form: 'other version of questionnaire' },
});

const texts = defineTexts({
  nl: { title: 'Controle', back: 'Terug naar de meetronde', decided: 'Ook wat al is beoordeeld', none: 'Er wacht niets op controle.', visit: 'Bezoek', scenario: 'Scenario', inspector: 'Inspecteur', received: 'Ontvangen', flags: 'Let op', state: 'Stand', own: 'eigen bezoek', version: '{place}, versie {version}', photos: 'Foto’s', recorded: 'Vastgelegd: {outcome}.' },
  en: { title: 'Review', back: 'Back to the wave', decided: 'Also what was decided', none: 'Nothing waits for review.', visit: 'Visit', scenario: 'Scenario', inspector: 'Inspector', received: 'Received', flags: 'Note', state: 'State', own: 'own visit', version: '{place}, version {version}', photos: 'Photos', recorded: 'Recorded: {outcome}.' },
});

export function Flags({ flags }: { flags: Schemas['VisitFlag'][] }) {
  const f = useTexts(flagTexts);
  return <span class="flags">{flags.map((flag) => <Badge key={flag} tone="warning">{f(flag)}</Badge>)}</span>;
}

/** The address to go to after a decision, with a code of what was decided. */
export const recorded = (to: string, outcome: Schemas['ReviewOutcome']): string => `${to}?recorded=${outcome}`;
/** Says what was decided just now on the page before. */
export function Recorded({ outcome }: { outcome: string | null }) {
  const t = useTexts(texts);
  const now = useLanguage();
  if (!outcome || !['approve', 'give_back', 'reject'].includes(outcome)) return null;
  return <Notice tone="good">{t('recorded', { outcome: wordOf(now, outcome) })}</Notice>;
}

export function ReviewQueue({ wave }: { wave: string }) {
  const t = useTexts(texts);
  const now = useLanguage();
  const { query } = usePlace();
  const page = Math.max(1, Math.floor(Number(query.get('page'))) || 1);
  const queue = useLoad(`queue ${wave} ${page} ${query.has('decided')}`, () => ask(api.GET('/api/visits', { params: { query: { wave_id: wave, decided: query.has('decided') || undefined, offset: (page - 1) * 50, limit: 50 } } })));
  return (
    <Page title={t('title')} lead={<Link to={`/waves/${wave}`}>{t('back')}</Link>}>
      <Recorded outcome={query.get('recorded')} />
      <div class="checks"><Checkbox label={t('decided')} checked={query.has('decided')} onChecked={(on) => setQuery({ decided: on ? 'true' : undefined, page: undefined })} /></div>
      <Await of={queue}>
        {(data) => data.rows.length === 0 ? <Empty><p>{t('none')}</p><Link to={`/waves/${wave}`}>{t('back')}</Link></Empty> : <>
          <Table caption={t('title')} rows={data.rows} rowKey={(row) => row.visit_version_id} columns={[
            { key: 'visit', head: t('visit'), cell: (row) => row.own ? <>{t('version', { place: row.location, version: row.version })} <Badge tone="quiet">{t('own')}</Badge></> : <Link to={`/visits/${row.visit_version_id}`}>{t('version', { place: row.location, version: row.version })}</Link> },
            { key: 'scenario', head: t('scenario'), cell: (row) => row.scenario },
            { key: 'inspector', head: t('inspector'), numeric: true, cell: (row) => row.inspector_no },
            { key: 'received', head: t('received'), cell: (row) => dateTime(row.received_at) },
            { key: 'flags', head: t('flags'), cell: (row) => <Flags flags={row.flags} /> },
            { key: 'photos', head: t('photos'), numeric: true, cell: (row) => row.photos },
            { key: 'state', head: t('state'), cell: (row) => wordOf(now, row.state) },
          ]} />
          <Pager page={page} size={50} total={data.total} onPage={(next) => setQuery({ page: String(next) })} />
        </>}
      </Await>
    </Page>
  );
}
