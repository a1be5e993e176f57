// SPDX-License-Identifier: EUPL-1.2
// The trail for works council, data protection officer and administrators: who did what, when and why, and whether the chain holds.
import { useState } from 'preact/hooks';
import { api, ask, type Schemas } from '../api/client.ts';
import { useAction, useLoad } from '../api/use.ts';
import { dateTime, number } from '../i18n/format.ts';
import { eventWord, shortId } from '../i18n/events.ts';
import { defineTexts, language, useLanguage, useTexts } from '../i18n/language.ts';
import { wordOf } from '../i18n/words.ts';
import { dayStart } from '../i18n/zone.ts';
import { go, setQuery, usePlace } from '../router.ts';
import { Await, Button, Empty, Notice, Page, RefusalNotice, Section, Select, Table, TextField, type Column } from '../ui/parts.tsx';

const texts = defineTexts({
  nl: {
    title: 'Logboek', lead: 'Wie deed wat, wanneer en waarom. Het logboek bevat alleen nummers en geen inhoud; dat u het leest, wordt ook vastgelegd.',
    check: 'Keten controleren', checkLead: 'Elke gebeurtenis bevat de vingerafdruk van de vorige. De controle rekent de hele keten na.',
    holds: 'De keten klopt: {events} gebeurtenissen nagerekend.', broken: 'De keten klopt niet. Eerste breuk bij gebeurtenis {no}, van {events}.',
    filters: 'Filteren', who: 'Wie', whoHint: 'Precies, bijvoorbeeld person:…', role: 'Rol', anyRole: 'alle rollen', what: 'Wat', whatHint: 'Het begin, bijvoorbeeld visit.', subject: 'Waarover', subjectHint: 'Precies',
    from: 'Van', to: 'Tot en met', apply: 'Filteren', clear: 'Alle filters wissen', remove: '(filter wissen)',
    events: 'Gebeurtenissen', caption: 'Gebeurtenissen, nieuwste eerst', no: 'Nr.', at: 'Wanneer', reason: 'Reden', none: 'Geen gebeurtenis past bij deze filters.', older: 'Oudere', newest: 'Nieuwste', paging: 'Bladeren',
    only: 'Alleen {value} tonen', server: 'server', inspector: 'inspecteur (tablet)',
  },
  en: {
    title: 'Audit', lead: 'Who did what, when and why. The trail holds ids only and no content; that you read it is recorded too.',
    check: 'Check the chain', checkLead: 'Every event carries the fingerprint of the one before. The check recomputes the whole chain.',
    holds: 'The chain holds: {events} events recomputed.', broken: 'The chain does not hold. First break at event {no}, of {events}.',
    filters: 'Filter', who: 'Who', whoHint: 'Exactly, for example person:…', role: 'Role', anyRole: 'all roles', what: 'What', whatHint: 'The beginning, for example visit.', subject: 'About', subjectHint: 'Exactly',
    from: 'From', to: 'Up to and including', apply: 'Filter', clear: 'Clear all filters', remove: '(clear filter)',
    events: 'Events', caption: 'Events, newest first', no: 'No.', at: 'When', reason: 'Reason', none: 'No event fits these filters.', older: 'Older', newest: 'Newest', paging: 'Pages',
    only: 'Show only {value}', server: 'server', inspector: 'inspector (tablet)',
  },
});

type Event = Schemas['StoredAuditEvent'];
const roles = ['coordinator', 'reviewer', 'quality_team', 'client_admin', 'observer', 'vault_keeper', 'inspector', 'server'];
const filterNames = ['who', 'role', 'what', 'subject', 'from', 'to'] as const;
type Filters = Record<(typeof filterNames)[number], string>;

/** The trail also names two that hold no account: the inspector behind a tablet, and the server itself. */
function useRoleName(): (role: string) => string {
  const t = useTexts(texts);
  return (role) => (role === 'inspector' || role === 'server' ? t(role) : wordOf(language(), role));
}

export function Audit() {
  const t = useTexts(texts);
  const { query } = usePlace();
  const filters = Object.fromEntries(filterNames.map((name) => [name, query.get(name) ?? ''])) as Filters;
  const before = Number(query.get('before')) || 0;
  const page = useLoad(`trail?${query}`, () =>
    ask(api.GET('/api/trail', {
      params: {
        query: {
          who: filters.who || undefined, role: filters.role || undefined, what: filters.what || undefined, subject: filters.subject || undefined,
          from: dayStart(filters.from), to: dayStart(filters.to, 1), before_no: before || undefined, limit: 100,
        },
      },
    })));
  const turn = (next?: number) => {
    const changed = new URLSearchParams(query);
    if (next) changed.set('before', String(next));
    else changed.delete('before');
    go(changed.size ? `/audit?${changed}` : '/audit');
  };
  return (
    <Page title={t('title')} lead={t('lead')}>
      <ChainCheck />
      <FilterForm key={filterNames.map((name) => filters[name]).join('\n')} filters={filters} />
      <Section title={t('events')}>
        <Await of={page}>
          {({ events, next_before_no: next, names }) => (
            <>
              {events.length ? <Events events={events} names={names} /> : <Empty><p>{t('none')}</p><Button onClick={() => go('/audit')}>{t('clear')}</Button></Empty>}
              {(before > 0 || next) && (
                <nav class="pager" aria-label={t('paging')}>
                  {before > 0 && <Button onClick={() => turn()}>{t('newest')}</Button>}
                  {next && <Button onClick={() => turn(next)}>{t('older')}</Button>}
                </nav>
              )}
            </>
          )}
        </Await>
      </Section>
    </Page>
  );
}

function ChainCheck() {
  const t = useTexts(texts);
  const [result, setResult] = useState<Schemas['TrailCheck']>();
  const check = useAction(async () => {
    setResult(undefined);
    setResult(await ask(api.GET('/api/trail/check')));
  });
  return (
    <Section title={t('check')} actions={<Button busy={check.busy} onClick={() => void check.run()}>{t('check')}</Button>}>
      <div class="stack">
        <p class="quiet">{t('checkLead')}</p>
        <RefusalNotice refusal={check.refusal} />
        {result && (result.holds
          ? <Notice tone="good">{t('holds', { events: number(result.events) })}</Notice>
          : <Notice tone="danger">{t('broken', { no: result.first_break ?? '?', events: number(result.events) })}</Notice>)}
      </div>
    </Section>
  );
}

function FilterForm({ filters }: { filters: Filters }) {
  const t = useTexts(texts);
  const roleName = useRoleName();
  const [draft, setDraft] = useState(filters);
  const change = (name: keyof Filters) => (value: string) => setDraft({ ...draft, [name]: value });
  const set = filterNames.filter((name) => filters[name]);
  return (
    <Section title={t('filters')}>
      <form class="filters" onSubmit={(event) => { event.preventDefault(); setQuery({ ...draft, before: undefined }); }}>
        <TextField label={t('who')} hint={t('whoHint')} value={draft.who} onValue={change('who')} />
        <Select label={t('role')} value={draft.role} onValue={change('role')} options={[{ value: '', label: t('anyRole') }, ...roles.map((role) => ({ value: role, label: roleName(role) }))]} />
        <TextField label={t('what')} hint={t('whatHint')} value={draft.what} onValue={change('what')} />
        <TextField label={t('subject')} hint={t('subjectHint')} value={draft.subject} onValue={change('subject')} />
        <TextField label={t('from')} type="date" value={draft.from} onValue={change('from')} />
        <TextField label={t('to')} type="date" value={draft.to} onValue={change('to')} />
        <Button kind="primary" type="submit">{t('apply')}</Button>
      </form>
      {set.length > 0 && (
        <div class="chips">
          {set.map((name) => (
            <button key={name} type="button" class="chip" onClick={() => setQuery({ [name]: undefined, before: undefined })}>
              {t(name)}: {name === 'role' ? roleName(filters.role) : filters[name]} <span aria-hidden="true">×</span><span class="visually-hidden">{t('remove')}</span>
            </button>
          ))}
          <button type="button" class="chip" onClick={() => go('/audit')}>{t('clear')}</button>
        </div>
      )}
    </Section>
  );
}

function Events({ events, names }: { events: Event[]; names: Record<string, string> }) {
  const t = useTexts(texts);
  const roleName = useRoleName();
  const now = useLanguage();
  const only = (name: 'who' | 'what' | 'subject', value: string, shown: string) =>
    <button type="button" class="only" title={value} aria-label={t('only', { value: `${shown} (${value})` })} onClick={() => setQuery({ [name]: value, before: undefined })}>{shown}</button>;
  const columns: Column<Event>[] = [
    { key: 'no', head: t('no'), numeric: true, cell: (event) => number(event.no) },
    { key: 'at', head: t('at'), cell: (event) => dateTime(event.at) },
    { key: 'what', head: t('what'), cell: (event) => only('what', event.what, eventWord(now, event.what)) },
    { key: 'role', head: t('role'), cell: (event) => roleName(event.role) },
    { key: 'who', head: t('who'), cell: (event) => only('who', event.who, shortId(now, event.who)) },
    { key: 'subject', head: t('subject'), cell: (event) => only('subject', event.subject, names[event.subject] ?? shortId(now, event.subject)) },
    { key: 'reason', head: t('reason'), cell: (event) => (event.reason ? <span title={event.reason}>{shortId(now, event.reason)}</span> : '–') },
  ];
  return <Table caption={t('caption')} columns={columns} rows={events} rowKey={(event) => String(event.no)} />;
}
