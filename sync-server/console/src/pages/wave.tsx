// SPDX-License-Identifier: EUPL-1.2
// One wave: how far it is, what the next step lacks, what staff were promised, how fieldwork stands, and its release.
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { api, ask, type Refusal, type Schemas } from '../api/client.ts';
import { useAction, useLoad } from '../api/use.ts';
import { holds, type Role, type Session } from '../app.tsx';
import { capital, date, dateTime, duration, number } from '../i18n/format.ts';
import { defineTexts, useLanguage, useTexts } from '../i18n/language.ts';
import { wordOf } from '../i18n/words.ts';
import { Await, Badge, Button, ButtonLink, Confirm, Empty, Facts, Link, Notice, Page, RefusalNotice, Section, Select, Table, TextField, type Column } from '../ui/parts.tsx';
import { ReleaseSummary } from './release_summary.tsx';

const texts = defineTexts({
  nl: {
    wave: 'Meetronde', facts: 'Deze meetronde', period: 'Periode', channel: 'Kanaal', form: 'Vragenlijst', state: 'Stand', assignments: 'Opdrachten', review: 'Controle', study: 'Bij de cijfers',
    norm: 'Norm die geldt', noNorm: 'er geldt geen norm', normText: 'versie {version}: {value}, {share} % binnen de norm, vanaf {from}', days: '{n} dagen',
    otherForm: 'Andere versie', otherFormText: 'Bezoeken die vanaf nu beginnen, gebruiken de gekozen versie. Wie al bezig is, maakt af waarmee hij begon en krijgt op de tablet de keuze om over te stappen.', formVersion: 'Versie', useForm: 'Deze versie gebruiken', chooseForm: 'kies een versie', formStale: 'Iemand anders heeft deze meetronde intussen gewijzigd. Haal de nieuwste stand op en probeer het opnieuw.',
    steps: 'De weg naar publicatie', past: 'gedaan:', present: 'nu:', moved: 'De meetronde staat nu op: {state}.',
    missingFieldwork: 'Voordat het veldwerk kan beginnen ontbreekt nog:', missingValidate: 'Voordat de meetronde kan worden gevalideerd ontbreekt nog:', returnedVisits: 'teruggestuurde bezoeken die nog worden verbeterd',
    forCoordinator: 'De volgende stap zet de veldwerkcoördinator.', forReviewer: 'De volgende stap, valideren, zet een controleur.', irreversible: 'Deze stap kan niet worden teruggedraaid.',
    schedule: 'De meetronde komt in de planning. Tablets horen er nog niets van.', start_fieldwork: 'Inspecteurs krijgen hun opdrachten op hun tablet.',
    close: 'Opdrachten waaraan niemand is begonnen verlopen. Wat later nog binnenkomt wacht op een controleur.', validate: 'Daarna kan de veldwerkcoördinator de cijfers publiceren.',
    archive: 'De meetronde gaat naar het archief.', reload: 'Opnieuw laden',
    clearances: 'Wat het personeel is beloofd', clearancesHint: 'Zonder deze drie kan geen veldwerk beginnen.', council: 'Instemming van de ondernemingsraad op', notice: 'Personeel ingelicht op', dpia: 'Kenmerk van de DPIA',
    missing: 'ontbreekt', complete: 'compleet', save: 'Opslaan', saved: 'Opgeslagen.', badDate: 'Dit is geen datum.', inField: 'Een toestemming kan niet weg terwijl er veldwerk loopt.',
    progress: 'Veldwerk', refresh: 'Verversen', asOf: 'Stand van {time}', awaitingReview: 'Wachten op controle', awaitingMedia: 'Wachten op foto’s', late: 'Laat binnengekomen, nog niet beslist',
    quarantined: 'Apart gezette berichten', overdue: 'Over de uiterste datum', byState: 'Opdrachten per stand', count: 'Aantal', byLocation: 'Opdrachten per locatie', location: 'Locatie', total: 'Totaal',
    aborted: 'Bezoeken die niet konden worden gedaan', reason: 'Reden', nothingAborted: 'Tot nu toe kon elk bezoek worden gedaan.', noAssignments: 'Deze meetronde heeft nog geen opdrachten.', makeAssignments: 'Opdrachten maken',
    closedAbort: 'locatie gesloten',
  },
  en: {
    wave: 'Wave', facts: 'This wave', period: 'Period', channel: 'Channel', form: 'Questionnaire', state: 'State', assignments: 'Assignments', review: 'Review', study: 'Beside the figures',
    norm: 'Norm in force', noNorm: 'no norm is in force', normText: 'version {version}: {value}, {share}% within the norm, from {from}', days: '{n} days',
    otherForm: 'Another version', otherFormText: 'Visits that begin from now on use the chosen version. Who is busy already finishes what was begun, and may go over on the tablet.', formVersion: 'Version', useForm: 'Use this version', chooseForm: 'choose a version', formStale: 'Somebody else has changed this wave meanwhile. Fetch the newest state and try again.',
    steps: 'The road to publication', past: 'done:', present: 'now:', moved: 'The wave is now: {state}.',
    missingFieldwork: 'Before fieldwork can start this is still missing:', missingValidate: 'Before the wave can be validated this is still missing:', returnedVisits: 'returned visits that are still being corrected',
    forCoordinator: 'The next step is for the fieldwork coordinator.', forReviewer: 'The next step, validating, is for a reviewer.', irreversible: 'This step cannot be undone.',
    schedule: 'The wave is planned. Tablets hear nothing of it yet.', start_fieldwork: 'Inspectors get their assignments on their tablets.',
    close: 'Assignments that nobody has started expire. What still comes in later waits for a reviewer.', validate: 'After this the fieldwork coordinator can publish the figures.',
    archive: 'The wave goes to the archive.', reload: 'Load again',
    clearances: 'What staff were promised', clearancesHint: 'Without these three no fieldwork can start.', council: 'Consent of the works council on', notice: 'Staff told on', dpia: 'Reference of the DPIA',
    missing: 'missing', complete: 'complete', save: 'Save', saved: 'Saved.', badDate: 'This is not a date.', inField: 'A clearance cannot go while fieldwork is under way.',
    progress: 'Fieldwork', refresh: 'Refresh', asOf: 'As of {time}', awaitingReview: 'Awaiting review', awaitingMedia: 'Awaiting photos', late: 'Came in late, not decided yet',
    quarantined: 'Messages set aside', overdue: 'Past the deadline', byState: 'Assignments by state', count: 'Number', byLocation: 'Assignments by location', location: 'Location', total: 'Total',
    aborted: 'Visits that could not be done', reason: 'Reason', nothingAborted: 'So far every visit could be done.', noAssignments: 'This wave has no assignments yet.', makeAssignments: 'Make assignments',
    closedAbort: 'location closed',
  },
});

type View = Schemas['WaveView'];
type Step = Exclude<Schemas['WaveStep'], 'publish' | 'destroy'>; // publishing is in the release, destroying is not for people
const road: Schemas['WaveState'][] = ['draft', 'scheduled', 'fieldwork', 'closed', 'validated', 'published'];
const isStep = (step: Schemas['WaveStep']): step is Step => step !== 'publish' && step !== 'destroy';

/** Has the role for this project, or for all of them. */
const mayIn = (session: Session, project: string, ...roles: Role[]) =>
  session.grants.some((grant) => roles.includes(grant.role) && (!grant.project_id || grant.project_id === project));

export function Wave({ id, session }: { id: string; session: Session }) {
  const t = useTexts(texts);
  const wave = useLoad(`wave ${id}`, () => ask(api.GET('/api/waves/{wave_id}', { params: { path: { wave_id: id } } })));
  const view = wave.data;
  if (!view || wave.refusal) return <Page key="waiting" title={t('wave')}><Await of={wave}>{() => null}</Await></Page>;
  const { state } = view.wave;
  const coordinates = mayIn(session, view.project_id, 'coordinator');
  const reviews = mayIn(session, view.project_id, 'reviewer');
  return (
    <Page key="wave" title={view.wave.name} lead={`${view.project_name} · ${view.wave.code}`} actions={<>
      {coordinates && <ButtonLink to={`/waves/${id}/assignments`}>{t('assignments')}</ButtonLink>}
      {coordinates && <ButtonLink to={`/waves/${id}/study`}>{t('study')}</ButtonLink>}
      {reviews && <ButtonLink to={`/waves/${id}/review`}>{t('review')}</ButtonLink>}
    </>}>
      <Road view={view} reviews={reviews} reload={wave.reload} />
      {['validated', 'published', 'archived', 'destroyed'].includes(state) && holds(session, 'coordinator', 'observer') && <ReleaseSummary key={view.wave.rev} wave={id} session={session} reload={wave.reload} />}
      <WaveFacts view={view} coordinates={coordinates} reload={wave.reload} />
      {(coordinates || reviews) && <Clearances project={view.project_id} editable={coordinates} reload={wave.reload} />}
      {(coordinates || reviews) && <Progress id={id} coordinates={coordinates} />}
    </Page>
  );
}

/** Other versions of the wave's questionnaire, while it may still go over to one. */
function useOtherForms(view: View, coordinates: boolean): string[] {
  const { wave } = view;
  const open = coordinates && ['draft', 'scheduled', 'fieldwork'].includes(wave.state);
  const forms = useLoad(open ? 'forms' : 'no forms', () => (open ? ask(api.GET('/api/forms')) : Promise.resolve({ forms: [] })));
  return (forms.data?.forms ?? []).filter((one) => open && one.form_id === wave.form_id && one.version !== wave.form_version).map((one) => one.version);
}

function WaveFacts({ view, coordinates, reload }: { view: View; coordinates: boolean; reload: () => void }) {
  const t = useTexts(texts);
  const now = useLanguage();
  const { wave, norm } = view;
  const [changing, setChanging] = useState(false);
  const others = useOtherForms(view, coordinates);
  const value = norm && (norm.kind === 'reply_days' ? t('days', { n: number(norm.value) }) : duration(norm.value));
  return (
    <Section title={t('facts')}>
      <Facts items={[
        [t('period'), `${date(wave.starts_on)} – ${date(wave.ends_on)}`],
        [t('channel'), wordOf(now, wave.channel)],
        [t('form'), <>{`${wave.form_id} ${wave.form_version}`} {others.length > 0 && <Button kind="subtle" onClick={() => setChanging(true)}>{t('otherForm')}</Button>}</>],
        [t('norm'), norm && value ? t('normText', { version: norm.version, value, share: number(norm.target_share), from: date(norm.valid_from) }) : t('noNorm')],
      ]} />
      {changing && <OtherForm view={view} others={others} onClose={() => setChanging(false)} onDone={() => { setChanging(false); reload(); }} />}
    </Section>
  );
}

function OtherForm({ view, others, onClose, onDone }: { view: View; others: string[]; onClose: () => void; onDone: () => void }) {
  const t = useTexts(texts);
  const { wave } = view;
  const [version, setVersion] = useState('');
  const save = useAction(async () => {
    await ask(api.PUT('/api/waves/{wave_id}/form', { params: { path: { wave_id: wave.id } }, body: { form_version: version, rev: wave.rev } }));
    onDone();
  });
  const stale = save.refusal?.code === 'stale';
  return (
    <Confirm title={`${t('otherForm')}: ${wave.form_id}`} action={t('useForm')} busy={save.busy} refusal={stale ? undefined : save.refusal} onConfirm={() => void save.run()} onClose={onClose}>
      <p>{t('otherFormText')}</p>
      {stale && <Notice tone="warning"><p>{t('formStale')}</p><Button onClick={onDone}>{t('reload')}</Button></Notice>}
      <Select label={t('formVersion')} required value={version} onValue={setVersion} options={[{ value: '', label: t('chooseForm') }, ...others.map((one) => ({ value: one, label: one }))]} />
    </Confirm>
  );
}

/** What is missing, each by its name: "unreviewed:3" becomes "visits without a review (3)". */
function Lacking({ items }: { items: string[] }) {
  const t = useTexts(texts);
  const now = useLanguage();
  return (
    <ul>
      {items.map((item) => {
        const [code = '', count] = item.split(':');
        return <li key={item}>{code === 'returned' ? t('returnedVisits') : wordOf(now, code)}{count && ` (${number(Number(count))})`}</li>;
      })}
    </ul>
  );
}

function Road({ view, reviews, reload }: { view: View; reviews: boolean; reload: () => void }) {
  const t = useTexts(texts);
  const now = useLanguage();
  const [asked, setAsked] = useState<Step>();
  const [moved, setMoved] = useState(false);
  const { state } = view.wave;
  const move = useAction(async (step: Step) => {
    await ask(api.POST('/api/waves/{wave_id}/steps', { params: { path: { wave_id: view.wave.id } }, body: { step, rev: view.wave.rev } }));
    setAsked(undefined);
    setMoved(true);
    reload();
  });
  const leave = () => {
    move.clear();
    setAsked(undefined);
  };
  const stations = road.includes(state) ? road : [...road, state];
  const at = stations.indexOf(state);
  const steps = view.possible_steps.filter(isStep);
  const waitsFor = view.possible_steps.length > 0 || at > 3 ? undefined : state === 'closed' ? 'forReviewer' : 'forCoordinator';
  return (
    <Section title={t('steps')}>
      <ol class="road">
        {stations.map((station, index) => (
          <li key={station} class={index < at ? 'past' : ''} aria-current={index === at ? 'step' : undefined}>
            {index <= at && <span class="visually-hidden">{t(index < at ? 'past' : 'present')} </span>}{wordOf(now, station)}
          </li>
        ))}
      </ol>
      {moved && <Notice tone="good">{t('moved', { state: wordOf(now, state) })}</Notice>}
      {view.missing.length > 0 && (
        <Notice tone="warning">
          <p>{t(state === 'closed' ? 'missingValidate' : 'missingFieldwork')}</p>
          <Lacking items={view.missing} />
          {state === 'closed' && reviews && <Link to={`/waves/${view.wave.id}/review`}>{t('review')}</Link>}
        </Notice>
      )}
      {waitsFor && <p class="quiet">{t(waitsFor)}</p>}
      {steps.length > 0 && <div class="actions">{steps.map((step) => <Button key={step} kind="primary" onClick={() => { setMoved(false); setAsked(step); }}>{capital(wordOf(now, step))}</Button>)}</div>}
      {asked && (
        <Confirm title={capital(wordOf(now, asked))} action={capital(wordOf(now, asked))} busy={move.busy} onConfirm={() => void move.run(asked)} onClose={leave}>
          <p>{t(asked)} {t('irreversible')}</p>
          <Refused refusal={move.refusal} reload={() => { leave(); reload(); }} />
        </Confirm>
      )}
    </Section>
  );
}

/** A refusal of this page: what is missing by name, and a way on when somebody else was first. */
function Refused({ refusal, reload, explained }: { refusal: Refusal | undefined; reload: () => void; explained?: ComponentChildren }) {
  const t = useTexts(texts);
  if (!refusal) return null;
  const lacks = refusal.code === 'wave_not_cleared' || refusal.code === 'wave_not_validated';
  if (!lacks && refusal.code !== 'stale' && !explained) return <RefusalNotice refusal={refusal} />;
  return (
    <Notice tone="danger">
      <p>{refusal.message} {explained}</p>
      {lacks && refusal.detail && <Lacking items={refusal.detail.split(', ')} />}
      {refusal.code === 'stale' && <Button onClick={reload}>{t('reload')}</Button>}
    </Notice>
  );
}

function Clearances({ project, editable, reload }: { project: string; editable: boolean; reload: () => void }) {
  const t = useTexts(texts);
  const [saved, setSaved] = useState(false);
  const view = useLoad(`project ${project}`, () => ask(api.GET('/api/projects/{project_id}', { params: { path: { project_id: project } } })));
  const again = () => {
    view.reload();
    reload();
  };
  const missing = view.data?.missing_clearances.length ?? 0;
  return (
    <Section title={t('clearances')} actions={view.data && <Badge tone={missing ? 'warning' : 'good'}>{t(missing ? 'missing' : 'complete')}{missing > 0 && `: ${missing}`}</Badge>}>
      <Await of={view}>
        {({ project: found }) => editable
          ? <ClearanceForm key={found.rev} project={found} saved={saved} onSaved={() => { setSaved(true); again(); }} onEdit={() => setSaved(false)} reload={again} />
          : <Facts items={[
              [t('council'), found.works_council_consent ? date(found.works_council_consent) : t('missing')],
              [t('notice'), found.staff_notice ? date(found.staff_notice) : t('missing')],
              [t('dpia'), found.dpia_reference ?? t('missing')],
            ]} />}
      </Await>
    </Section>
  );
}

const clearances = ['works_council_consent', 'staff_notice', 'dpia_reference'] as const;
type Clearance = (typeof clearances)[number];

function ClearanceForm({ project, saved, onSaved, onEdit, reload }: { project: Schemas['Project']; saved: boolean; onSaved: () => void; onEdit: () => void; reload: () => void }) {
  const t = useTexts(texts);
  const known = (name: Clearance) => project[name] ?? '';
  const [form, setForm] = useState(() => Object.fromEntries(clearances.map((name) => [name, known(name)])) as Record<Clearance, string>);
  const set = (name: Clearance) => (value: string) => {
    onEdit();
    setForm((was) => ({ ...was, [name]: value }));
  };
  const save = useAction(async () => {
    // What is absent stays as it is, what is empty is cleared: only what was changed here is sent.
    const changed = Object.fromEntries(clearances.filter((name) => form[name] !== known(name)).map((name) => [name, form[name]]));
    await ask(api.PUT('/api/projects/{project_id}/clearances', { params: { path: { project_id: project.id } }, body: { ...changed, rev: project.rev } }));
    onSaved();
  });
  const badDate = (name: Clearance) => (save.refusal?.code === 'validation' && save.refusal.detail === name ? t('badDate') : undefined);
  return (
    <form class="stack" onSubmit={(event) => { event.preventDefault(); void save.run(); }}>
      <p class="hint">{t('clearancesHint')}</p>
      <div class="grid">
        <TextField label={t('council')} type="date" value={form.works_council_consent} onValue={set('works_council_consent')} error={badDate('works_council_consent')} />
        <TextField label={t('notice')} type="date" value={form.staff_notice} onValue={set('staff_notice')} error={badDate('staff_notice')} />
        <TextField label={t('dpia')} maxLength={200} value={form.dpia_reference} onValue={set('dpia_reference')} />
      </div>
      <Refused refusal={save.refusal} reload={reload} explained={save.refusal?.code === 'state_conflict' ? t('inField') : undefined} />
      {saved && <Notice tone="good">{t('saved')}</Notice>}
      <div class="actions"><Button type="submit" kind="primary" busy={save.busy}>{t('save')}</Button></div>
    </form>
  );
}

function Progress({ id, coordinates }: { id: string; coordinates: boolean }) {
  const t = useTexts(texts);
  const progress = useLoad(`progress ${id}`, () => ask(api.GET('/api/waves/{wave_id}/progress', { params: { path: { wave_id: id } } })));
  return (
    <Section title={t('progress')} actions={<Button onClick={progress.reload}>{t('refresh')}</Button>}>
      <Await of={progress}>
        {(data) => (
          <div class="stack">
            <p class="quiet" role="status">{t('asOf', { time: dateTime(data.as_of) })}</p>
            {data.states.length === 0
              ? <Empty><p>{t('noAssignments')}</p>{coordinates && <Link to={`/waves/${id}/assignments`}>{t('makeAssignments')}</Link>}</Empty>
              : <Counts data={data} coordinates={coordinates} />}
          </div>
        )}
      </Await>
    </Section>
  );
}

function Counts({ data, coordinates }: { data: Schemas['FieldworkProgress']; coordinates: boolean }) {
  const t = useTexts(texts);
  const now = useLanguage();
  const base = `/waves/${data.wave_id}/assignments`;
  // A count leads a coordinator to the assignments behind it.
  const count = (n: number, what: string, query: string): ComponentChildren =>
    coordinates && n > 0 ? <Link to={`${base}?${query}`} aria-label={`${number(n)} – ${what}`}>{number(n)}</Link> : number(n);
  const used = data.states.filter((one) => one.count > 0);
  const perState = used.map(({ state }): Column<Schemas['LocationProgress']> => ({
    key: state, head: wordOf(now, state), numeric: true,
    cell: (row) => count(row.states.find((one) => one.state === state)?.count ?? 0, `${row.location}, ${wordOf(now, state)}`, `location=${row.location_id}&state=${state}`),
  }));
  return (
    <>
      <Facts items={[
        [t('awaitingReview'), number(data.awaiting_review)], [t('awaitingMedia'), number(data.awaiting_media)], [t('late'), number(data.late)],
        [t('overdue'), count(data.overdue, t('overdue'), 'overdue=true')], [t('quarantined'), number(data.quarantined)],
      ]} />
      <h3>{t('byState')}</h3>
      <Table caption={t('byState')} rows={used} rowKey={(row) => row.state} columns={[
        { key: 'state', head: t('state'), cell: (row) => wordOf(now, row.state) },
        { key: 'count', head: t('count'), numeric: true, cell: (row) => count(row.count, wordOf(now, row.state), `state=${row.state}`) },
      ]} />
      <h3>{t('byLocation')}</h3>
      <Table caption={t('byLocation')} rows={data.locations} rowKey={(row) => row.location_id} columns={[
        { key: 'location', head: t('location'), cell: (row) => row.location },
        { key: 'total', head: t('total'), numeric: true, cell: (row) => count(row.total, row.location, `location=${row.location_id}`) },
        ...perState,
        { key: 'overdue', head: t('overdue'), numeric: true, cell: (row) => count(row.overdue, `${row.location}, ${t('overdue')}`, `location=${row.location_id}&overdue=true`) },
      ]} />
      <h3>{t('aborted')}</h3>
      {data.aborted.length === 0 ? <p>{t('nothingAborted')}</p> : (
        <Table caption={t('aborted')} rows={data.aborted} rowKey={(row) => row.reason} columns={[
          { key: 'reason', head: t('reason'), cell: (row) => (row.reason === 'closed' ? t('closedAbort') : wordOf(now, row.reason)) },
          { key: 'count', head: t('count'), numeric: true, cell: (row) => number(row.count) },
        ]} />
      )}
    </>
  );
}
