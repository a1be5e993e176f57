// SPDX-License-Identifier: EUPL-1.2
// Where everybody starts: the projects one has a role in, their waves, what still bars fieldwork, and the way to one's own work.
import { useState } from 'preact/hooks';
import { api, ask, type Schemas } from '../api/client.ts';
import { useAction, useLoad } from '../api/use.ts';
import { holds, holdsIn, type Session } from '../app.tsx';
import { date } from '../i18n/format.ts';
import { defineTexts, language, useTexts } from '../i18n/language.ts';
import { wordOf } from '../i18n/words.ts';
import { Await, Badge, Button, ButtonLink, Confirm, Empty, Facts, Link, Notice, Page, RefusalNotice, Section, Select, Table, TextField, type Column, type Tone } from '../ui/parts.tsx';

const texts = defineTexts({
  nl: {
    title: 'Start', lead: 'Welkom, {name}. Uw rollen: {roles}.', noRole: 'U hebt nog geen rol. Vraag een beheerder om er een te geven.',
    results: 'Naar de gepubliceerde resultaten', audit: 'Naar het logboek', tasks: 'Uw ingangen',
    client: 'Opdrachtgever', purpose: 'Doel', basis: 'Grondslag', missing: 'Zolang dit ontbreekt, kan het veldwerk niet beginnen:', clear: 'Voorwaarden bijwerken', rule: 'Wanneer een cijfer wordt getoond', calibration: 'IJking van inspecteurs', about: 'Over {name}',
    caption: 'Meetronden van {name}', code: 'Code', wave: 'Meetronde', period: 'Periode', channel: 'Kanaal', state: 'Stand', waves: 'Nog geen meetronden in dit project.',
    none: 'Er zijn nog geen projecten waarin u een rol hebt.', noneOut: 'Vraag een beheerder om een rol in een project.', addProject: 'Project toevoegen', addWave: 'Meetronde toevoegen', addWaveTo: 'Meetronde toevoegen aan {name}',
    name: 'Naam', starts: 'Eerste dag', ends: 'Laatste dag', form: 'Vragenlijst', choose: 'Kies…', save: 'Opslaan', add: 'Toevoegen', codeHint: 'Kleine letters, cijfers en streepjes, bijvoorbeeld voorjaar-2027. Elke code is uniek.', codeWrong: 'Gebruik alleen kleine letters, cijfers en streepjes.',
    correctionDays: 'Dagen om te corrigeren', correctionHint: 'Zoveel dagen na de laatste publicatie blijven foto’s, datum en tijd van een bezoek. Dit wordt het personeel beloofd en is later niet te wijzigen.', correctionWrong: 'Vul een heel getal in van 1 tot 365.',
    retentionDays: 'Bewaartermijn in dagen', retentionHint: 'Zoveel dagen na de laatste publicatie blijven de bezoeken zelf. Ook dit is later niet te wijzigen.', retentionWrong: 'Vul een heel getal in van ten minste de dagen om te corrigeren, en hoogstens 3650.',
    order: 'De laatste dag ligt voor de eerste.', stale: 'Iemand anders heeft dit project intussen gewijzigd. Haal de nieuwste stand op en probeer het opnieuw.', reload: 'Nieuwste stand ophalen',
  },
  en: {
    title: 'Home', lead: 'Welcome, {name}. Your roles: {roles}.', noRole: 'You have no role yet. Ask an administrator to grant one.',
    results: 'To the published results', audit: 'To the audit trail', tasks: 'Where you can go',
    client: 'Client', purpose: 'Purpose', basis: 'Legal basis', missing: 'Fieldwork cannot start as long as this is missing:', clear: 'Update clearances', rule: 'When a figure is shown', calibration: 'Calibration of inspectors', about: 'About {name}',
    caption: 'Waves of {name}', code: 'Code', wave: 'Wave', period: 'Period', channel: 'Channel', state: 'State', waves: 'No waves in this project yet.',
    none: 'There are no projects yet in which you have a role.', noneOut: 'Ask an administrator for a role in a project.', addProject: 'Add a project', addWave: 'Add a wave', addWaveTo: 'Add a wave to {name}',
    name: 'Name', starts: 'First day', ends: 'Last day', form: 'Questionnaire', choose: 'Choose…', save: 'Save', add: 'Add', codeHint: 'Small letters, digits and dashes, for example spring-2027. Every code is unique.', codeWrong: 'Use only small letters, digits and dashes.',
    correctionDays: 'Days for corrections', correctionHint: 'For so many days after the last publication photos, date and time of a visit stay. This is promised to staff and cannot be changed later.', correctionWrong: 'Enter a whole number from 1 to 365.',
    retentionDays: 'Retention in days', retentionHint: 'For so many days after the last publication the visits themselves stay. This cannot be changed later either.', retentionWrong: 'Enter a whole number of at least the days for corrections, and at most 3650.',
    order: 'The last day is before the first.', stale: 'Somebody else has changed this project meanwhile. Fetch the newest state and try again.', reload: 'Fetch the newest state',
  },
});

type ProjectView = Schemas['ProjectView'];
type Wave = Schemas['Wave'];
/** The server refuses other codes; saying so while one types saves a round. */
const fitsCode = (code: string) => /^[a-z0-9-]*$/.test(code);
const toneOf = (state: string): Tone | 'quiet' => (state === 'fieldwork' ? 'info' : state === 'validated' || state === 'published' ? 'good' : 'quiet');

export function Home({ session }: { session: Session }) {
  const t = useTexts(texts);
  const projects = useLoad('projects', () => ask(api.GET('/api/projects')));
  const [adding, setAdding] = useState(false);
  const mayAdd = holdsIn(session, undefined, 'coordinator', 'client_admin');
  const roles = [...new Set(session.grants.map((grant) => wordOf(language(), grant.role)))];
  const ways: [string, string, boolean][] = [
    ['/results', t('results'), holds(session, 'quality_team')],
    ['/audit', t('audit'), holds(session, 'observer')],
  ];
  const open = ways.filter(([, , shown]) => shown);
  const addButton = <Button kind="primary" onClick={() => setAdding(true)}>{t('addProject')}</Button>;
  return (
    <Page title={t('title')} lead={roles.length ? t('lead', { name: session.name, roles: roles.join(', ') }) : t('noRole')} actions={mayAdd && addButton}>
      {open.length > 0 && <nav class="actions ways" aria-label={t('tasks')}>{open.map(([to, label]) => <ButtonLink key={to} to={to}>{label}</ButtonLink>)}</nav>}
      <Await of={projects}>
        {({ projects: list }) => list.length
          ? list.map((view) => <ProjectCard key={view.project.id} view={view} session={session} onChange={projects.reload} />)
          : <Empty><p>{t('none')}</p>{mayAdd ? addButton : <p>{t('noneOut')}</p>}</Empty>}
      </Await>
      {adding && <AddProject onClose={() => setAdding(false)} onDone={projects.reload} />}
    </Page>
  );
}

function ProjectCard({ view, session, onChange }: { view: ProjectView; session: Session; onChange: () => void }) {
  const t = useTexts(texts);
  const [dialogue, setDialogue] = useState<'wave' | 'clearances'>();
  const { project } = view;
  const coordinator = holdsIn(session, project.id, 'coordinator');
  const seesWaves = holdsIn(session, project.id, 'coordinator', 'reviewer', 'client_admin');
  const columns: Column<Wave>[] = [
    { key: 'code', head: t('code'), cell: (wave) => wave.code },
    { key: 'wave', head: t('wave'), cell: (wave) => (seesWaves ? <Link to={`/waves/${wave.id}`}>{wave.name}</Link> : wave.name) },
    { key: 'period', head: t('period'), cell: (wave) => `${date(wave.starts_on)} – ${date(wave.ends_on)}` },
    { key: 'channel', head: t('channel'), cell: (wave) => wordOf(language(), wave.channel) },
    { key: 'state', head: t('state'), cell: (wave) => <Badge tone={toneOf(wave.state)}>{wordOf(language(), wave.state)}</Badge> },
  ];
  const close = () => setDialogue(undefined);
  return (
    <Section title={project.name} actions={coordinator && (
      <div class="actions"><Button onClick={() => setDialogue('clearances')}>{t('clear')}</Button><Button onClick={() => setDialogue('wave')}>{t('addWave')}</Button></div>
    )}>
      <div class="stack">
        <Facts items={[[t('code'), project.code], [t('client'), project.client], [t('purpose'), project.purpose], [t('basis'), project.legal_basis]]} />
        {view.missing_clearances.length > 0 && (
          <Notice tone="warning"><p>{t('missing')}</p><ul>{view.missing_clearances.map((name) => <li key={name}>{wordOf(language(), name)}</li>)}</ul></Notice>
        )}
        {view.waves.length
          ? <Table caption={t('caption', { name: project.name })} columns={columns} rows={view.waves} rowKey={(wave) => wave.id} />
          : <Empty><p>{t('waves')}</p>{coordinator && <Button onClick={() => setDialogue('wave')}>{t('addWave')}</Button>}</Empty>}
        <nav class="actions" aria-label={t('about', { name: project.name })}>
          <Link to={`/projects/${project.id}/rule`}>{t('rule')}</Link>
          {holdsIn(session, project.id, 'reviewer') && <Link to={`/projects/${project.id}/calibration`}>{t('calibration')}</Link>}
        </nav>
      </div>
      {dialogue === 'wave' && <AddWave project={project} onClose={close} onDone={onChange} />}
      {dialogue === 'clearances' && <EditClearances key={project.rev} project={project} onClose={close} onDone={onChange} />}
    </Section>
  );
}

function AddProject({ onClose, onDone }: { onClose: () => void; onDone: () => void }) {
  const t = useTexts(texts);
  const [draft, setDraft] = useState({ code: '', name: '', client: '', purpose: '', legal_basis: '', correction_days: '30', retention_days: '365' });
  const field = (name: keyof typeof draft) => ({ value: draft[name], required: true, onValue: (value: string) => setDraft({ ...draft, [name]: value }) });
  const days = { correction: Number(draft.correction_days), retention: Number(draft.retention_days) };
  const outside = { correction: !(Number.isInteger(days.correction) && days.correction >= 1 && days.correction <= 365), retention: !(Number.isInteger(days.retention) && days.retention >= days.correction && days.retention <= 3650) };
  const add = useAction(async () => {
    await ask(api.POST('/api/projects', { body: { ...draft, correction_days: days.correction, retention_days: days.retention } }));
    onDone();
    onClose();
  });
  return (
    <Confirm title={t('addProject')} action={t('add')} busy={add.busy} refusal={add.refusal} onConfirm={() => void add.run()} onClose={onClose}>
      <TextField label={t('code')} hint={t('codeHint')} error={fitsCode(draft.code) ? undefined : t('codeWrong')} maxLength={64} autocapitalize="none" {...field('code')} />
      <TextField label={t('name')} {...field('name')} />
      <TextField label={t('client')} {...field('client')} />
      <TextField label={t('purpose')} {...field('purpose')} />
      <TextField label={t('basis')} {...field('legal_basis')} />
      <TextField label={t('correctionDays')} hint={t('correctionHint')} error={outside.correction ? t('correctionWrong') : undefined} type="number" step="1" {...field('correction_days')} />
      <TextField label={t('retentionDays')} hint={t('retentionHint')} error={outside.retention ? t('retentionWrong') : undefined} type="number" step="1" {...field('retention_days')} />
    </Confirm>
  );
}

function AddWave({ project, onClose, onDone }: { project: Schemas['Project']; onClose: () => void; onDone: () => void }) {
  const t = useTexts(texts);
  const forms = useLoad('forms', () => ask(api.GET('/api/forms')));
  const [draft, setDraft] = useState({ code: '', name: '', starts_on: '', ends_on: '', form: '' });
  const [channel, setChannel] = useState<Schemas['Channel']>('counter');
  const field = (name: keyof typeof draft) => ({ value: draft[name], required: true, onValue: (value: string) => setDraft({ ...draft, [name]: value }) });
  const order = draft.starts_on && draft.ends_on && draft.ends_on < draft.starts_on ? t('order') : undefined;
  const add = useAction(async () => {
    const form = forms.data?.forms.find((row) => `${row.form_id}/${row.version}` === draft.form);
    if (!form || order) return;
    const { code, name, starts_on, ends_on } = draft;
    await ask(api.POST('/api/projects/{project_id}/waves', { params: { path: { project_id: project.id } }, body: { code, name, starts_on, ends_on, channel, form_id: form.form_id, form_version: form.version } }));
    onDone();
    onClose();
  });
  const channels: Schemas['Channel'][] = ['counter', 'telephone', 'message'];
  const fitting = (forms.data?.forms ?? []).filter((row) => !row.channel || row.channel === channel);
  const formOptions = fitting.map((row) => ({ value: `${row.form_id}/${row.version}`, label: `${language() === 'nl' ? row.title_nl : row.title_en} (${row.version})` }));
  return (
    <Confirm title={t('addWaveTo', { name: project.name })} action={t('add')} busy={add.busy} refusal={add.refusal} onConfirm={() => void add.run()} onClose={onClose}>
      <RefusalNotice refusal={forms.refusal} retry={forms.reload} />
      <TextField label={t('code')} hint={t('codeHint')} error={fitsCode(draft.code) ? undefined : t('codeWrong')} maxLength={64} autocapitalize="none" {...field('code')} />
      <TextField label={t('name')} {...field('name')} />
      <TextField label={t('starts')} type="date" {...field('starts_on')} />
      <TextField label={t('ends')} type="date" error={order} {...field('ends_on')} />
      <Select label={t('channel')} value={channel} onValue={(value) => { setChannel(value as Schemas['Channel']); setDraft({ ...draft, form: '' }); }} options={channels.map((value) => ({ value, label: wordOf(language(), value) }))} />
      <Select label={t('form')} {...field('form')} options={[{ value: '', label: t('choose') }, ...formOptions]} />
    </Confirm>
  );
}

function EditClearances({ project, onClose, onDone }: { project: Schemas['Project']; onClose: () => void; onDone: () => void }) {
  const t = useTexts(texts);
  const [draft, setDraft] = useState({ works_council_consent: project.works_council_consent ?? '', staff_notice: project.staff_notice ?? '', dpia_reference: project.dpia_reference ?? '' });
  const field = (name: keyof typeof draft) => ({ label: wordOf(language(), name), value: draft[name], onValue: (value: string) => setDraft({ ...draft, [name]: value }) });
  const save = useAction(async () => {
    await ask(api.PUT('/api/projects/{project_id}/clearances', { params: { path: { project_id: project.id } }, body: { ...draft, rev: project.rev } }));
    onDone();
    onClose();
  });
  const stale = save.refusal?.code === 'stale';
  return (
    <Confirm title={t('clear')} action={t('save')} busy={save.busy} refusal={stale ? undefined : save.refusal} onConfirm={() => void save.run()} onClose={onClose}>
      {stale && <Notice tone="warning"><p>{t('stale')}</p><Button onClick={() => { save.clear(); onDone(); }}>{t('reload')}</Button></Notice>}
      <TextField type="date" {...field('works_council_consent')} />
      <TextField type="date" {...field('staff_notice')} />
      <TextField {...field('dpia_reference')} />
    </Confirm>
  );
}
