// SPDX-License-Identifier: EUPL-1.2
// Who asked for which figures, on a page, in a file or through a program: for works council and data protection officer.
import { api, ask, type Schemas } from '../api/client.ts';
import { useLoad } from '../api/use.ts';
import { eventWord, shortId } from '../i18n/events.ts';
import { dateTime } from '../i18n/format.ts';
import { defineTexts, useLanguage, useTexts } from '../i18n/language.ts';
import { wordOf } from '../i18n/words.ts';
import { go, usePlace } from '../router.ts';
import { Await, Button, Empty, Link, Page, Section, Table } from '../ui/parts.tsx';

const texts = defineTexts({
  nl: { title: 'Opgevraagde cijfers', lead: 'Wie welke gepubliceerde cijfers bekeek of ophaalde, en waarmee. Zo is te zien of iemand naar één balie zoekt.', releases: 'Cijfers', keys: 'Leessleutels', caption: 'Vragen, nieuwste eerst', at: 'Wanneer', who: 'Wie', what: 'Wat', release: 'Publicatie', asked: 'Gevraagd', through: 'Waarmee', page: 'console', program: 'programma met {token}', all: 'alles', place: 'plaats {value}', within: 'alles binnen {value}', dimension: 'onderdeel {value}', level: 'niveau {value}', none: 'Nog niemand vroeg om cijfers.', noKeys: 'Er is nog geen leessleutel gemaakt.', older: 'Oudere', newest: 'Nieuwste', paging: 'Bladeren', trail: 'Alle gebeurtenissen staan in het logboek.' },
  en: { title: 'Requested figures', lead: 'Who looked at or fetched which published figures, and with what. It shows whether somebody is after one counter.', releases: 'Figures', keys: 'Read tokens', caption: 'Requests, newest first', at: 'When', who: 'Who', what: 'What', release: 'Release', asked: 'Asked for', through: 'With', page: 'console', program: 'a program with {token}', all: 'everything', place: 'place {value}', within: 'all in {value}', dimension: 'dimension {value}', level: 'level {value}', none: 'Nobody has asked for figures yet.', noKeys: 'No read token has been made yet.', older: 'Older', newest: 'Newest', paging: 'Pages', trail: 'All events are in the audit trail.' },
});

type Event = Schemas['StoredAuditEvent'];
const reads = new Set(['release.read', 'release.trend', 'release.exported']);
type Names = Map<string, string>;

/** "place=GM0193 read_token:01a…" apart: what was asked, and the program's key. */
export function askedFor(reason: string | undefined): { query: URLSearchParams; token: string | undefined } {
  const words = (reason ?? '').split(' ').filter(Boolean);
  const token = words.find((word) => word.startsWith('read_token:'));
  return { query: new URLSearchParams(words.filter((word) => word !== token).join('&')), token };
}

export function Requests() {
  const t = useTexts(texts);
  const { query } = usePlace();
  const before = Number(query.get('before')) || 0;
  const figures = useLoad(`requests ${before}`, () => ask(api.GET('/api/trail', { params: { query: { what: 'release.', before_no: before || undefined, limit: 50 } } })));
  const keys = useLoad('requests keys', () => ask(api.GET('/api/trail', { params: { query: { what: 'read_token.', limit: 50 } } })));
  const people = useLoad('requests people', () => ask(api.GET('/api/people')));
  const names: Names = new Map(people.data?.people.map((person) => [`person:${person.id}`, person.name]));
  return (
    <Page title={t('title')} lead={t('lead')}>
      <Section title={t('releases')}>
        <Await of={figures}>
          {({ events: all, next_before_no: next, names: subjects }) => {
            const events = all.filter((event) => reads.has(event.what));
            return (
            <>
              {events.length === 0 ? <Empty>{t('none')}</Empty> : <Events events={events} names={names} subjects={subjects} />}
              {(before > 0 || next) && (
                <nav class="pager" aria-label={t('paging')}>
                  {before > 0 && <Button onClick={() => go('/requests')}>{t('newest')}</Button>}
                  {next && <Button onClick={() => go(`/requests?before=${next}`)}>{t('older')}</Button>}
                </nav>
              )}
            </>
            );
          }}
        </Await>
      </Section>
      <Section title={t('keys')}>
        <Await of={keys}>{({ events }) => (events.length === 0 ? <Empty>{t('noKeys')}</Empty> : <Keys events={events} names={names} />)}</Await>
      </Section>
      <p><Link to="/audit">{t('trail')}</Link></p>
    </Page>
  );
}

function Events({ events, names, subjects }: { events: Event[]; names: Names; subjects: Record<string, string> }) {
  const t = useTexts(texts);
  const now = useLanguage();
  const asked = (event: Event) => {
    const { query } = askedFor(event.reason);
    const place = (name: 'place' | 'within') => query.get(name) && t(name, { value: subjects[`place:${query.get(name)}`] ?? query.get(name)! });
    const known = [place('place'), place('within')].filter(Boolean);
    const said = (name: string, value: string) => (name === 'dimension' || name === 'level' ? t(name, { value: wordOf(now, value) }) : `${name}=${value}`);
    const others = [...query].filter(([name]) => !['place', 'within', 'limit', 'language'].includes(name)).map(([name, value]) => said(name, value));
    return [...known, ...others].join(', ') || t('all');
  };
  return (
    <Table caption={t('caption')} rows={events} rowKey={(event) => String(event.no)} columns={[
      { key: 'at', head: t('at'), cell: (event) => dateTime(event.at) },
      { key: 'who', head: t('who'), cell: (event) => names.get(event.who) ?? shortId(now, event.who) },
      { key: 'what', head: t('what'), cell: (event) => eventWord(now, event.what) },
      { key: 'release', head: t('release'), cell: (event) => <span title={event.subject}>{subjects[event.subject] ?? shortId(now, event.subject)}</span> },
      { key: 'asked', head: t('asked'), cell: asked },
      { key: 'through', head: t('through'), cell: (event) => { const { token } = askedFor(event.reason); return token ? t('program', { token: shortId(now, token) }) : t('page'); } },
    ]} />
  );
}

function Keys({ events, names }: { events: Event[]; names: Names }) {
  const t = useTexts(texts);
  const now = useLanguage();
  return (
    <Table caption={t('keys')} rows={events} rowKey={(event) => String(event.no)} columns={[
      { key: 'at', head: t('at'), cell: (event) => dateTime(event.at) },
      { key: 'who', head: t('who'), cell: (event) => names.get(event.who) ?? shortId(now, event.who) },
      { key: 'what', head: t('what'), cell: (event) => eventWord(now, event.what) },
      { key: 'through', head: t('through'), cell: (event) => shortId(now, event.subject) },
    ]} />
  );
}
