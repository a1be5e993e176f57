// SPDX-License-Identifier: EUPL-1.2
// The assignments of a wave: find, plan, hand out one or many, take back. Filters live in the address.
import { useState } from 'preact/hooks';
import { api, ask, type Schemas } from '../api/client.ts';
import { useAction, useLoad } from '../api/use.ts';
import { dateTime } from '../i18n/format.ts';
import { defineTexts, useLanguage, useTexts } from '../i18n/language.ts';
import { wordOf } from '../i18n/words.ts';
import { setQuery, usePlace } from '../router.ts';
import { Await, Badge, Button, Checkbox, Confirm, Empty, Link, Notice, Page, Pager, Select, Table, TextArea, TextField } from '../ui/parts.tsx';

const texts = defineTexts({
  nl: {
    title: 'Opdrachten', back: 'Terug naar de meetronde', add: 'Nieuwe opdracht', search: 'Zoeken', state: 'Stand', all: 'alle', unassigned: 'Alleen zonder inspecteur', overdue: 'Alleen te laat',
    location: 'Locatie', scenario: 'Scenario', inspector: 'Inspecteur', window: 'Tijdvak', deadline: 'Uiterlijk', none: 'Geen opdrachten gevonden.', clear: 'Filters wissen', actions: 'Acties', late: 'te laat',
    assign: 'Toewijzen', reassign: 'Overdragen', cancel: 'Annuleren', cancelText: 'De inspecteur ziet dat de opdracht is vervallen. Werk dat al gedaan is blijft bewaard.', reason: 'Reden', choose: 'kies een inspecteur', choice: 'Keuze', load: '{alias} ({open} open)',
    override: 'Reden om van de rotatieregels af te wijken', overrideHint: 'Alleen invullen als de regels dit tegenhouden.', selected: 'Toewijzen aan … ({n} gekozen)', pick: 'Kies opdracht bij {location}', bulkDone: '{done} van {n} toegewezen.', changed: '{location}: {why}', reload: 'Opnieuw laden',
    from: 'Van', to: 'Tot', appointment: 'Afspraak (als er een is)', reward: 'Vergoeding (euro)', nobody: 'nog niemand', save: 'Opslaan', order: 'Sorteren', stale: 'intussen gewijzigd',
  },
  en: {
    title: 'Assignments', back: 'Back to the wave', add: 'New assignment', search: 'Search', state: 'State', all: 'all', unassigned: 'Only without an inspector', overdue: 'Only overdue',
    location: 'Location', scenario: 'Scenario', inspector: 'Inspector', window: 'Window', deadline: 'Deadline', none: 'No assignments found.', clear: 'Clear filters', actions: 'Actions', late: 'overdue',
    assign: 'Assign', reassign: 'Reassign', cancel: 'Cancel it', cancelText: 'The inspector sees that the assignment is gone. Work that was done already is kept.', reason: 'Reason', choose: 'choose an inspector', choice: 'Choice', load: '{alias} ({open} open)',
    override: 'Reason to depart from the rotation rules', overrideHint: 'Only when the rules stand in the way.', selected: 'Assign to … ({n} chosen)', pick: 'Choose assignment at {location}', bulkDone: '{done} of {n} assigned.', changed: '{location}: {why}', reload: 'Load again',
    from: 'From', to: 'To', appointment: 'Appointment (if there is one)', reward: 'Reward (euro)', nobody: 'nobody yet', save: 'Save', order: 'Sort', stale: 'changed meanwhile',
  },
});

const size = 50;
const states = ['draft', 'offered', 'accepted', 'in_progress', 'submitted', 'in_review', 'returned', 'approved', 'declined', 'expired', 'cancelled', 'voided'] as const;
const open = ['draft', 'offered', 'accepted', 'in_progress', 'declined', 'returned'];
type Row = Schemas['AssignmentRow'];

export function Assignments({ wave }: { wave: string }) {
  const t = useTexts(texts);
  const now = useLanguage();
  const { query } = usePlace();
  const page = Number(query.get('page') ?? 1);
  const state = query.get('state') ?? '';
  const [text, setText] = useState(query.get('text') ?? '');
  const [chosen, setChosen] = useState<string[]>([]);
  const [asked, setAsked] = useState<{ what: 'assign' | 'cancel'; row: Row } | { what: 'bulk' | 'add' }>();
  const [result, setResult] = useState<{ done: number; n: number; refused: { location: string; code: string }[] }>();
  const list = useLoad(`assignments ${wave} ${query}`, () =>
    ask(api.GET('/api/assignments', {
      params: {
        query: {
          wave_id: wave, offset: (page - 1) * size, limit: size, states: state ? [state as (typeof states)[number]] : undefined, text: query.get('text') ?? undefined,
          unassigned: query.has('unassigned') || undefined, overdue: query.has('overdue') || undefined,
        },
      },
    })));
  const filtered = ['state', 'text', 'unassigned', 'overdue'].some((name) => query.has(name));
  const reload = () => { setAsked(undefined); setChosen([]); list.reload(); };

  return (
    <Page title={t('title')} lead={<Link to={`/waves/${wave}`}>{t('back')}</Link>} actions={<Button kind="primary" onClick={() => setAsked({ what: 'add' })}>{t('add')}</Button>}>
      <form class="filters" onSubmit={(event) => { event.preventDefault(); setQuery({ text: text || undefined, page: undefined }); }}>
        <TextField label={t('search')} type="search" value={text} onValue={setText} />
        <Select label={t('state')} value={state} onValue={(value) => setQuery({ state: value || undefined, page: undefined })} options={[{ value: '', label: t('all') }, ...states.map((one) => ({ value: one, label: wordOf(now, one) }))]} />
        <Checkbox label={t('unassigned')} checked={query.has('unassigned')} onChecked={(on) => setQuery({ unassigned: on ? 'true' : undefined, page: undefined })} />
        <Checkbox label={t('overdue')} checked={query.has('overdue')} onChecked={(on) => setQuery({ overdue: on ? 'true' : undefined, page: undefined })} />
      </form>
      {filtered && <div class="chips"><Button onClick={() => { setText(''); setQuery({ state: undefined, text: undefined, unassigned: undefined, overdue: undefined, page: undefined }); }}>{t('clear')}</Button></div>}
      {result && (
        <Notice tone={result.refused.length ? 'warning' : 'good'}>
          <p>{t('bulkDone', { done: result.done, n: result.n })}</p>
          {result.refused.map((one) => <p key={one.location + one.code}>{t('changed', { location: one.location, why: one.code === 'stale' ? t('stale') : wordOf(now, one.code) })}</p>)}
        </Notice>
      )}
      {chosen.length > 0 && <div class="chips"><Button kind="primary" onClick={() => setAsked({ what: 'bulk' })}>{t('selected', { n: chosen.length })}</Button></div>}
      <Await of={list}>
        {(data) => data.rows.length === 0 ? <Empty>{t('none')}</Empty> : (
          <>
            <Table caption={t('title')} rows={data.rows} rowKey={(row) => row.assignment.id} columns={[
              { key: 'pick', head: t('choice'), cell: (row) => open.includes(row.assignment.state) ? <Checkbox hideLabel label={t('pick', { location: row.location })} checked={chosen.includes(row.assignment.id)} onChecked={(on) => setChosen(on ? [...chosen, row.assignment.id] : chosen.filter((one) => one !== row.assignment.id))} /> : null },
              { key: 'location', head: t('location'), cell: (row) => row.location },
              { key: 'scenario', head: t('scenario'), cell: (row) => `${row.scenario} ${now === 'nl' ? row.scenario_title_nl : row.scenario_title_en}` },
              { key: 'inspector', head: t('inspector'), cell: (row) => row.alias ?? '–' },
              { key: 'window', head: t('window'), cell: (row) => `${dateTime(row.assignment.window_from)} – ${dateTime(row.assignment.window_to)}` },
              { key: 'deadline', head: t('deadline'), cell: (row) => <>{dateTime(row.assignment.deadline)} {row.overdue && <Badge tone="danger">{t('late')}</Badge>}</> },
              { key: 'state', head: t('state'), cell: (row) => <Badge tone={row.assignment.state === 'approved' ? 'good' : row.assignment.state === 'draft' ? 'quiet' : 'info'}>{wordOf(now, row.assignment.state)}</Badge> },
              { key: 'actions', head: t('actions'), cell: (row) => (
                <div class="actions">
                  {open.includes(row.assignment.state) && <Button onClick={() => setAsked({ what: 'assign', row })}>{row.alias ? t('reassign') : t('assign')}</Button>}
                  {!['approved', 'expired', 'cancelled', 'voided'].includes(row.assignment.state) && <Button kind="danger" onClick={() => setAsked({ what: 'cancel', row })}>{t('cancel')}</Button>}
                </div>
              ) },
            ]} />
            <Pager page={page} size={size} total={data.total} onPage={(next) => setQuery({ page: String(next) })} />
          </>
        )}
      </Await>
      {asked?.what === 'add' && <Add wave={wave} onDone={reload} onClose={() => setAsked(undefined)} />}
      {asked?.what === 'assign' && <Assign row={asked.row} onDone={reload} onClose={() => setAsked(undefined)} />}
      {asked?.what === 'cancel' && <Cancel row={asked.row} onDone={reload} onClose={() => setAsked(undefined)} />}
      {asked?.what === 'bulk' && <Bulk rows={(list.data?.rows ?? []).filter((row) => chosen.includes(row.assignment.id))} onDone={(next) => { setResult(next); reload(); }} onClose={() => setAsked(undefined)} />}
    </Page>
  );
}

function useInspectors() {
  const t = useTexts(texts);
  const inspectors = useLoad('inspectors', () => ask(api.GET('/api/inspectors')));
  return (empty: string) => [{ value: '', label: empty }, ...(inspectors.data?.inspectors ?? []).filter((one) => one.state === 'certified').map((one) => ({ value: one.id, label: t('load', { alias: one.alias, open: one.open_assignments }) }))];
}

function Assign({ row, onDone, onClose }: { row: Row; onDone: () => void; onClose: () => void }) {
  const t = useTexts(texts);
  const options = useInspectors();
  const [inspector, setInspector] = useState('');
  const [override, setOverride] = useState('');
  const save = useAction(async () => {
    await ask(api.POST('/api/assignments/{assignment_id}/assign', { params: { path: { assignment_id: row.assignment.id } }, body: { inspector_id: inspector, rev: row.assignment.rev, override_reason: override || undefined } }));
    onDone();
  });
  return (
    <Confirm title={`${t('assign')}: ${row.location}`} action={t('assign')} busy={save.busy} refusal={save.refusal} onConfirm={() => void (inspector && save.run())} onClose={onClose}>
      <Select label={t('inspector')} required value={inspector} onValue={setInspector} options={options(t('choose'))} />
      {save.refusal?.code === 'rotation_rule' && <TextField label={t('override')} hint={t('overrideHint')} value={override} onValue={setOverride} />}
    </Confirm>
  );
}

function Cancel({ row, onDone, onClose }: { row: Row; onDone: () => void; onClose: () => void }) {
  const t = useTexts(texts);
  const [reason, setReason] = useState('');
  const save = useAction(async () => {
    await ask(api.POST('/api/assignments/{assignment_id}/cancel', { params: { path: { assignment_id: row.assignment.id } }, body: { reason, rev: row.assignment.rev } }));
    onDone();
  });
  return (
    <Confirm title={`${t('cancel')}: ${row.location}`} tone="danger" action={t('cancel')} busy={save.busy} refusal={save.refusal} onConfirm={() => void save.run()} onClose={onClose}>
      <p>{t('cancelText')}</p>
      <TextArea label={t('reason')} required value={reason} onValue={setReason} />
    </Confirm>
  );
}

function Bulk({ rows, onDone, onClose }: { rows: Row[]; onDone: (result: { done: number; n: number; refused: { location: string; code: string }[] }) => void; onClose: () => void }) {
  const t = useTexts(texts);
  const options = useInspectors();
  const [inspector, setInspector] = useState('');
  const save = useAction(async () => {
    const made = await ask(api.POST('/api/assignments/bulk-assign', { body: { inspector_id: inspector, items: rows.map((row) => ({ assignment_id: row.assignment.id, rev: row.assignment.rev })) } }));
    const place = (id: string) => rows.find((row) => row.assignment.id === id)?.location ?? '';
    onDone({ done: made.done, n: rows.length, refused: made.results.filter((one) => !one.done).map((one) => ({ location: place(one.assignment_id), code: one.code ?? '' })) });
  });
  return (
    <Confirm title={t('selected', { n: rows.length })} action={t('assign')} busy={save.busy} refusal={save.refusal} onConfirm={() => void (inspector && save.run())} onClose={onClose}>
      <Select label={t('inspector')} required value={inspector} onValue={setInspector} options={options(t('choose'))} />
    </Confirm>
  );
}

function Add({ wave, onDone, onClose }: { wave: string; onDone: () => void; onClose: () => void }) {
  const t = useTexts(texts);
  const now = useLanguage();
  const options = useInspectors();
  const locations = useLoad('locations', () => ask(api.GET('/api/locations')));
  const scenarios = useLoad('scenarios', () => ask(api.GET('/api/scenarios')));
  const [form, setForm] = useState({ location: '', scenario: '', inspector: '', from: '', to: '', deadline: '', appointment: '', reward: '25' });
  const set = (name: keyof typeof form) => (value: string) => setForm({ ...form, [name]: value });
  const iso = (local: string) => new Date(local).toISOString();
  const save = useAction(async () => {
    await ask(api.POST('/api/assignments', {
      body: {
        wave_id: wave, location_id: form.location, scenario_id: form.scenario, inspector_id: form.inspector || undefined, window_from: iso(form.from), window_to: iso(form.to), deadline: iso(form.deadline),
        appointment: form.appointment ? iso(form.appointment) : undefined, reward_cents: Math.round(Number(form.reward) * 100),
      },
    }));
    onDone();
  });
  return (
    <Confirm title={t('add')} action={t('save')} busy={save.busy} refusal={save.refusal} onConfirm={() => void save.run()} onClose={onClose}>
      <Select label={t('location')} required value={form.location} onValue={set('location')} options={[{ value: '', label: '…' }, ...(locations.data?.locations ?? []).map((one) => ({ value: one.id, label: one.name }))]} />
      <Select label={t('scenario')} required value={form.scenario} onValue={set('scenario')} options={[{ value: '', label: '…' }, ...(scenarios.data?.scenarios ?? []).map((one) => ({ value: one.id, label: `${one.code} ${now === 'nl' ? one.title_nl : one.title_en}` }))]} />
      <div class="grid">
        <TextField label={t('from')} type="datetime-local" required value={form.from} onValue={set('from')} />
        <TextField label={t('to')} type="datetime-local" required value={form.to} onValue={set('to')} />
        <TextField label={t('deadline')} type="datetime-local" required value={form.deadline} onValue={set('deadline')} />
        <TextField label={t('appointment')} type="datetime-local" value={form.appointment} onValue={set('appointment')} />
        <TextField label={t('reward')} type="number" min="0" step="0.5" required value={form.reward} onValue={set('reward')} />
        <Select label={t('inspector')} value={form.inspector} onValue={set('inspector')} options={options(t('nobody'))} />
      </div>
    </Confirm>
  );
}
