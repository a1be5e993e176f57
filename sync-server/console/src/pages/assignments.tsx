// SPDX-License-Identifier: EUPL-1.2
// The assignments of a wave: find, plan, hand out one or many, take back. Filters, order and page live in the address.
import { useEffect, useRef, useState } from 'preact/hooks';
import { api, ask, type Schemas } from '../api/client.ts';
import { useAction, useLoad } from '../api/use.ts';
import { dateTime, number, period } from '../i18n/format.ts';
import { defineTexts, useLanguage, useTexts } from '../i18n/language.ts';
import { wordOf } from '../i18n/words.ts';
import { setQuery, usePlace } from '../router.ts';
import { Await, Badge, Button, Checkbox, Confirm, Empty, Link, Notice, Page, Pager, RefusalNotice, Select, Table, TextArea, TextField, type Column } from '../ui/parts.tsx';
import { AssignRefused, InspectorSelect, loadInspectors, mayOverride, OverrideReason, useOverride, useWhyNot } from './assign_parts.tsx';
import { NewAssignment } from './new_assignment.tsx';

const texts = defineTexts({
  nl: {
    title: 'Opdrachten', back: 'Terug naar de meetronde', add: 'Nieuwe opdracht', over: 'De meetronde staat op “{state}”: er kan niets meer worden toegewezen.',
    text: 'Zoeken', textHint: 'In locatie, inspecteur en scenario', find: 'Zoek', state: 'Stand', all: 'alle', inspector: 'Inspecteur', location: 'Locatie', unassigned: 'Zonder inspecteur', overdue: 'Over de uiterste datum',
    filters: 'Filters', remove: '{what} – filter weghalen', clear: 'Alle filters wissen', found: '{n} opdrachten', foundOne: '1 opdracht',
    scenario: 'Scenario', window: 'Tijdvak', deadline: 'Uiterlijk', appointment: 'afspraak {time}', actions: 'Acties', late: 'te laat', nobody: 'nog niemand', load: '{alias} ({open} open)',
    choice: 'Keuze', pick: 'Kies {what}', pickAll: 'Alles op deze bladzijde kiezen', chosen: '{n} gekozen', assignChosen: 'Gekozen opdrachten toewijzen', unchoose: 'Keuze wissen', tooMany: 'Hoogstens 200 tegelijk.',
    assign: 'Toewijzen', reassign: 'Overdragen', withdraw: 'Opdracht intrekken', withdrawShort: 'Intrekken', withdrawText: 'De inspecteur ziet dat de opdracht is vervallen. Werk dat al gedaan is blijft bewaard. Dit kan niet worden teruggedraaid.', reason: 'Reden',
    now: 'Nu bij {alias} ({state}). De tablet van {alias} hoort dat de opdracht weg is.',
    assigned: 'Toegewezen: {what}.', withdrawn: 'Ingetrokken: {what}.', created: 'Opdracht gemaakt: {what}.', bulkDone: '{done} van {n} toegewezen aan {alias}.', bulkRefused: 'Niet toegewezen:', bulkDoneRows: 'Toegewezen:', bulkOverride: 'Toch toewijzen, met een reden ({n})',
    none: 'Met deze filters is er geen opdracht.', noneYet: 'Deze meetronde heeft nog geen opdrachten.', beyond: 'Deze bladzijde is leeg.', first: 'Naar de eerste bladzijde',
  },
  en: {
    title: 'Assignments', back: 'Back to the wave', add: 'New assignment', over: 'The wave is “{state}”: nothing can be assigned any more.',
    text: 'Search', textHint: 'In location, inspector and scenario', find: 'Search', state: 'State', all: 'all', inspector: 'Inspector', location: 'Location', unassigned: 'Without an inspector', overdue: 'Past the deadline',
    filters: 'Filters', remove: '{what} – remove filter', clear: 'Clear all filters', found: '{n} assignments', foundOne: '1 assignment',
    scenario: 'Scenario', window: 'Window', deadline: 'Deadline', appointment: 'appointment {time}', actions: 'Actions', late: 'overdue', nobody: 'nobody yet', load: '{alias} ({open} open)',
    choice: 'Choice', pick: 'Choose {what}', pickAll: 'Choose all on this page', chosen: '{n} chosen', assignChosen: 'Assign the chosen ones', unchoose: 'Clear the choice', tooMany: 'At most 200 at once.',
    assign: 'Assign', reassign: 'Reassign', withdraw: 'Withdraw the assignment', withdrawShort: 'Withdraw', withdrawText: 'The inspector sees that the assignment is gone. Work that was done already is kept. This cannot be undone.', reason: 'Reason',
    now: 'Now with {alias} ({state}). The tablet of {alias} hears that the assignment is gone.',
    assigned: 'Assigned: {what}.', withdrawn: 'Withdrawn: {what}.', created: 'Assignment made: {what}.', bulkDone: '{done} of {n} assigned to {alias}.', bulkRefused: 'Not assigned:', bulkDoneRows: 'Assigned:', bulkOverride: 'Assign all the same, with a reason ({n})',
    none: 'No assignment fits these filters.', noneYet: 'This wave has no assignments yet.', beyond: 'This page is empty.', first: 'To the first page',
  },
});

const size = 50;
const most = 200; // in one bulk assignment
const states = ['draft', 'offered', 'accepted', 'in_progress', 'submitted', 'in_review', 'returned', 'approved', 'declined', 'expired', 'cancelled', 'voided'] as const;
const assignable: string[] = ['draft', 'offered', 'accepted', 'in_progress', 'declined', 'returned'];
const over: string[] = ['approved', 'expired', 'cancelled', 'voided'];
const filterNames = ['text', 'state', 'inspector', 'location', 'unassigned', 'overdue'] as const;
const noFilters = { text: undefined, state: undefined, inspector: undefined, location: undefined, unassigned: undefined, overdue: undefined, page: undefined };

type Row = Schemas['AssignmentRow'];
type Order = Schemas['AssignmentOrder'];
type Filter = (typeof filterNames)[number];
interface BulkReport { inspector: string; alias: string; results: { row: Row; done: boolean; code: string; detail: string }[] }
type Asked = { what: 'assign' | 'withdraw'; row: Row } | { what: 'add' } | { what: 'bulk'; rows: Row[]; inspector: string; override: boolean };
type Said = { key: 'assigned' | 'withdrawn' | 'created'; what: string } | { key: 'bulk'; report: BulkReport };

const nameOf = (row: Row) => `${row.location}, ${row.scenario}`;
const loadLocations = () => ask(api.GET('/api/locations'));

export function Assignments({ wave }: { wave: string }) {
  const t = useTexts(texts);
  const now = useLanguage();
  const { query } = usePlace();
  const page = Math.max(1, Number.parseInt(query.get('page') ?? '1', 10) || 1);
  const order = (query.get('order') ?? 'deadline') as Order;
  const descending = query.has('descending');
  const [chosen, setChosen] = useState<Map<string, Row>>(new Map());
  const [asked, setAsked] = useState<Asked>();
  const [said, setSaid] = useState<Said>();
  const view = useLoad(`wave ${wave}`, () => ask(api.GET('/api/waves/{wave_id}', { params: { path: { wave_id: wave } } })));
  const list = useLoad(`assignments ${wave} ${query}`, () =>
    ask(api.GET('/api/assignments', {
      params: {
        query: {
          wave_id: wave, offset: (page - 1) * size, limit: size, order, descending: descending || undefined,
          states: query.has('state') ? [query.get('state') as (typeof states)[number]] : undefined, text: query.get('text') ?? undefined, inspector_id: query.get('inspector') ?? undefined,
          location_id: query.get('location') ?? undefined, unassigned: query.has('unassigned') || undefined, overdue: query.has('overdue') || undefined,
        },
      },
    })));
  // While another page or order loads the one before stays, so that the focus does too.
  const last = useRef<Schemas['AssignmentPage'] | undefined>(undefined);
  if (list.data) last.current = list.data;
  const shown = { ...list, data: list.data ?? last.current };
  const state = view.data?.wave.state;
  const takes = !state || state === 'draft' || state === 'scheduled' || state === 'fieldwork';
  const filtered = filterNames.some((name) => query.has(name));
  const finish = (next: Said) => {
    setSaid(next);
    setAsked(undefined);
    setChosen(new Map());
    list.reload();
  };
  const reload = () => {
    setAsked(undefined);
    setChosen(new Map());
    list.reload();
  };
  const close = () => setAsked(undefined);
  const choose = (rows: Row[], on: boolean) =>
    setChosen((was) => {
      const next = new Map(was);
      for (const row of rows) {
        if (on) next.set(row.assignment.id, row);
        else next.delete(row.assignment.id);
      }
      return next;
    });
  const sorted = (by: Order): Column<Row>['sort'] => ({
    direction: order !== by ? 'none' : descending ? 'descending' : 'ascending',
    toggle: () => setQuery({ order: by, descending: order === by && !descending ? 'true' : undefined, page: undefined }),
  });
  const columns: Column<Row>[] = [
    { key: 'location', head: t('location'), sort: sorted('location'), cell: (row) => row.location },
    { key: 'scenario', head: t('scenario'), cell: (row) => `${row.scenario} ${now === 'nl' ? row.scenario_title_nl : row.scenario_title_en}` },
    { key: 'inspector', head: t('inspector'), sort: sorted('inspector'), cell: (row) => (row.alias ? t('load', { alias: row.alias, open: row.open_load }) : <span class="quiet">{t('nobody')}</span>) },
    { key: 'window', head: t('window'), cell: (row) => <>{period(row.assignment.window_from, row.assignment.window_to)}{row.assignment.appointment && <><br />{t('appointment', { time: dateTime(row.assignment.appointment) })}</>}</> },
    { key: 'deadline', head: t('deadline'), sort: sorted('deadline'), cell: (row) => <>{dateTime(row.assignment.deadline)} {row.overdue && <Badge tone="danger">{t('late')}</Badge>}</> },
    { key: 'state', head: t('state'), sort: sorted('state'), cell: (row) => <Badge tone={row.assignment.state === 'approved' ? 'good' : row.assignment.state === 'returned' || row.assignment.state === 'declined' ? 'warning' : over.includes(row.assignment.state) || row.assignment.state === 'draft' ? 'quiet' : 'info'}>{wordOf(now, row.assignment.state)}</Badge> },
    { key: 'actions', head: t('actions'), cell: (row) => (
      <div class="actions">
        {takes && assignable.includes(row.assignment.state) && <Button aria-label={`${t(row.alias ? 'reassign' : 'assign')}: ${nameOf(row)}`} onClick={() => setAsked({ what: 'assign', row })}>{t(row.alias ? 'reassign' : 'assign')}</Button>}
        {!over.includes(row.assignment.state) && <Button kind="danger" aria-label={`${t('withdraw')}: ${nameOf(row)}`} onClick={() => setAsked({ what: 'withdraw', row })}>{t('withdrawShort')}</Button>}
      </div>
    ) },
  ];
  const pick: Column<Row> = { key: 'pick', head: t('choice'), cell: (row) => (assignable.includes(row.assignment.state) ? <Checkbox hideLabel label={t('pick', { what: nameOf(row) })} checked={chosen.has(row.assignment.id)} onChecked={(on) => choose([row], on)} /> : null) };

  return (
    <Page title={t('title')} lead={<>{view.data && `${view.data.wave.name} · `}<Link to={`/waves/${wave}`}>{t('back')}</Link></>} actions={takes && <Button kind="primary" onClick={() => setAsked({ what: 'add' })}>{t('add')}</Button>}>
      {!takes && state && <Notice>{t('over', { state: wordOf(now, state) })}</Notice>}
      <Filters />
      {said && <Saying said={said} onOverride={(rows, inspector) => setAsked({ what: 'bulk', rows, inspector, override: true })} />}
      {chosen.size > 0 && (
        <div class="actions chips">
          <span role="status">{t('chosen', { n: chosen.size })}</span>
          <Button kind="primary" disabled={chosen.size > most} onClick={() => chosen.size <= most && setAsked({ what: 'bulk', rows: [...chosen.values()], inspector: '', override: false })}>{t('assignChosen')}</Button>
          <Button onClick={() => setChosen(new Map())}>{t('unchoose')}</Button>
          {chosen.size > most && <span class="field-error">{t('tooMany')}</span>}
        </div>
      )}
      <Await of={shown}>
        {(data) => {
          const free = data.rows.filter((row) => assignable.includes(row.assignment.state));
          if (data.rows.length === 0)
            return (
              <Empty>
                <p>{t(data.total > 0 ? 'beyond' : filtered ? 'none' : 'noneYet')}</p>
                {data.total > 0
                  ? <Button onClick={() => setQuery({ page: undefined })}>{t('first')}</Button>
                  : filtered
                    ? <Button onClick={() => setQuery(noFilters)}>{t('clear')}</Button>
                    : takes && <Button onClick={() => setAsked({ what: 'add' })}>{t('add')}</Button>}
              </Empty>
            );
          return (
            <div aria-busy={list.loading}>
              <div class="actions">
                <p class="quiet" role="status">{data.total === 1 ? t('foundOne') : t('found', { n: number(data.total) })}</p>
                {takes && free.length > 0 && <Checkbox label={t('pickAll')} checked={free.every((row) => chosen.has(row.assignment.id))} onChecked={(on) => choose(free, on)} />}
              </div>
              <Table caption={t('title')} rows={data.rows} rowKey={(row) => row.assignment.id} columns={takes && free.length > 0 ? [pick, ...columns] : columns} />
              <Pager page={page} size={size} total={data.total} onPage={(next) => setQuery({ page: next > 1 ? String(next) : undefined })} />
            </div>
          );
        }}
      </Await>
      {asked?.what === 'add' && <NewAssignment wave={wave} location={query.get('location') ?? ''} onDone={(row) => finish({ key: 'created', what: nameOf(row) })} onClose={close} />}
      {asked?.what === 'assign' && <Assign row={asked.row} onDone={() => finish({ key: 'assigned', what: nameOf(asked.row) })} onReload={reload} onClose={close} />}
      {asked?.what === 'withdraw' && <Withdraw row={asked.row} onDone={() => finish({ key: 'withdrawn', what: nameOf(asked.row) })} onReload={reload} onClose={close} />}
      {asked?.what === 'bulk' && <Bulk rows={asked.rows} known={asked.inspector} override={asked.override} onDone={(report) => finish({ key: 'bulk', report })} onClose={close} />}
    </Page>
  );
}

function Filters() {
  const t = useTexts(texts);
  const now = useLanguage();
  const { query } = usePlace();
  const locations = useLoad('locations', loadLocations);
  const inspectors = useLoad('inspectors', loadInspectors);
  const known = query.get('text') ?? '';
  const [text, setText] = useState(known);
  useEffect(() => setText(known), [known]);
  const places = locations.data?.locations ?? [];
  const people = inspectors.data?.inspectors ?? [];
  const put = (name: Filter) => (value: string) => setQuery({ [name]: value || undefined, page: undefined });
  const flag = (name: Filter) => (on: boolean) => setQuery({ [name]: on ? 'true' : undefined, page: undefined });
  const said = (name: Filter): string => {
    const value = query.get(name) ?? '';
    if (name === 'unassigned' || name === 'overdue') return t(name);
    const shown = name === 'state' ? wordOf(now, value) : name === 'location' ? places.find((one) => one.id === value)?.name : name === 'inspector' ? people.find((one) => one.id === value)?.alias : value;
    return `${t(name)}: ${shown ?? '…'}`;
  };
  const active = filterNames.filter((name) => query.has(name));
  return (
    <>
      <form class="filters" role="search" aria-label={t('filters')} onSubmit={(event) => { event.preventDefault(); put('text')(text.trim()); }}>
        <TextField label={t('text')} hint={t('textHint')} type="search" value={text} onValue={setText} />
        <Button type="submit">{t('find')}</Button>
        <Select label={t('state')} value={query.get('state') ?? ''} onValue={put('state')} options={[{ value: '', label: t('all') }, ...states.map((one) => ({ value: one, label: wordOf(now, one) }))]} />
        <Select label={t('inspector')} value={query.get('inspector') ?? ''} onValue={put('inspector')} options={[{ value: '', label: t('all') }, ...people.map((one) => ({ value: one.id, label: one.alias }))]} />
        <Select label={t('location')} value={query.get('location') ?? ''} onValue={put('location')} options={[{ value: '', label: t('all') }, ...places.map((one) => ({ value: one.id, label: one.name }))]} />
        <div class="checks">
          <Checkbox label={t('unassigned')} checked={query.has('unassigned')} onChecked={flag('unassigned')} />
          <Checkbox label={t('overdue')} checked={query.has('overdue')} onChecked={flag('overdue')} />
        </div>
      </form>
      <RefusalNotice refusal={locations.refusal ?? inspectors.refusal} retry={() => { locations.reload(); inspectors.reload(); }} />
      {active.length > 0 && (
        <div class="chips" role="group" aria-label={t('filters')}>
          {active.map((name) => <button key={name} type="button" class="chip" aria-label={t('remove', { what: said(name) })} onClick={() => setQuery({ [name]: undefined, page: undefined })}>{said(name)} <span aria-hidden="true">×</span></button>)}
          <button type="button" class="chip" onClick={() => setQuery(noFilters)}>{t('clear')}</button>
        </div>
      )}
    </>
  );
}

function Saying({ said, onOverride }: { said: Said; onOverride: (rows: Row[], inspector: string) => void }) {
  const t = useTexts(texts);
  const whyNot = useWhyNot();
  if (said.key !== 'bulk') return <Notice tone="good">{t(said.key, { what: said.what })}</Notice>;
  const { results, inspector, alias } = said.report;
  const refused = results.filter((one) => !one.done);
  const done = results.filter((one) => one.done);
  const liftable = refused.filter((one) => mayOverride(one.code, one.detail)).map((one) => one.row);
  return (
    <Notice tone={refused.length ? 'warning' : 'good'}>
      <p>{t('bulkDone', { done: number(done.length), n: number(results.length), alias })}</p>
      {refused.length > 0 && <><p>{t('bulkRefused')}</p><ul>{refused.map(({ row, code, detail }) => <li key={row.assignment.id}>{nameOf(row)} – {whyNot(code, detail)}</li>)}</ul></>}
      {liftable.length > 0 && <Button onClick={() => onOverride(liftable, inspector)}>{t('bulkOverride', { n: liftable.length })}</Button>}
      {done.length > 0 && <details><summary>{t('bulkDoneRows')}</summary><ul>{done.map(({ row }) => <li key={row.assignment.id}>{nameOf(row)}</li>)}</ul></details>}
    </Notice>
  );
}

function Assign({ row, onDone, onReload, onClose }: { row: Row; onDone: () => void; onReload: () => void; onClose: () => void }) {
  const t = useTexts(texts);
  const now = useLanguage();
  const [inspector, setInspector] = useState('');
  const save = useAction(async (override_reason: string | undefined) => {
    await ask(api.POST('/api/assignments/{assignment_id}/assign', { params: { path: { assignment_id: row.assignment.id } }, body: { inspector_id: inspector, rev: row.assignment.rev, override_reason } }));
    onDone();
  });
  const override = useOverride(save.refusal);
  const action = t(row.alias ? 'reassign' : 'assign');
  return (
    <Confirm title={`${action}: ${nameOf(row)}`} action={action} busy={save.busy} onConfirm={() => void save.run(override.sent)} onClose={onClose}>
      {row.alias && <p>{t('now', { alias: row.alias, state: wordOf(now, row.assignment.state) })}</p>}
      <InspectorSelect required value={inspector} municipality={row.municipality} except={row.assignment.inspector_id} onValue={(id) => { save.clear(); override.forget(); setInspector(id); }} />
      <AssignRefused refusal={save.refusal} onReload={onReload} />
      {override.needed && <OverrideReason value={override.reason} onValue={override.setReason} />}
    </Confirm>
  );
}

function Withdraw({ row, onDone, onReload, onClose }: { row: Row; onDone: () => void; onReload: () => void; onClose: () => void }) {
  const t = useTexts(texts);
  const [reason, setReason] = useState('');
  const save = useAction(async () => {
    await ask(api.POST('/api/assignments/{assignment_id}/cancel', { params: { path: { assignment_id: row.assignment.id } }, body: { reason: reason.trim(), rev: row.assignment.rev } }));
    onDone();
  });
  return (
    <Confirm title={`${t('withdraw')}: ${nameOf(row)}`} tone="danger" action={t('withdraw')} busy={save.busy} onConfirm={() => void save.run()} onClose={onClose}>
      <p>{t('withdrawText')}</p>
      <TextArea label={t('reason')} required value={reason} onValue={setReason} />
      <AssignRefused refusal={save.refusal} onReload={onReload} />
    </Confirm>
  );
}

function Bulk({ rows, known, override, onDone, onClose }: { rows: Row[]; known: string; override: boolean; onDone: (report: BulkReport) => void; onClose: () => void }) {
  const t = useTexts(texts);
  const inspectors = useLoad('inspectors', loadInspectors);
  const [inspector, setInspector] = useState(known);
  const [reason, setReason] = useState('');
  const save = useAction(async () => {
    const made = await ask(api.POST('/api/assignments/bulk-assign', { body: { inspector_id: inspector, items: rows.map((row) => ({ assignment_id: row.assignment.id, rev: row.assignment.rev })), override_reason: reason.trim() || undefined } }));
    const alias = inspectors.data?.inspectors.find((one) => one.id === inspector)?.alias ?? '';
    const results = made.results.flatMap((one) => {
      const row = rows.find((each) => each.assignment.id === one.assignment_id);
      return row ? [{ row: one.row ?? row, done: one.done, code: one.code ?? '', detail: one.detail ?? '' }] : [];
    });
    onDone({ inspector, alias, results });
  });
  return (
    <Confirm title={`${t('assignChosen')} (${rows.length})`} action={t('assign')} busy={save.busy} onConfirm={() => void save.run()} onClose={onClose}>
      <InspectorSelect required value={inspector} onValue={setInspector} />
      {override && <OverrideReason value={reason} onValue={setReason} />}
      <AssignRefused refusal={save.refusal} />
    </Confirm>
  );
}
