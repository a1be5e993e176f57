// SPDX-License-Identifier: EUPL-1.2
// One wave: how far it is, what the next step lacks, how fieldwork stands, and its release.
import { useState } from 'preact/hooks';
import { api, ask, type Schemas } from '../api/client.ts';
import { useAction, useLoad } from '../api/use.ts';
import { holds, type Session } from '../app.tsx';
import { date, dateTime, duration, number } from '../i18n/format.ts';
import { defineTexts, useLanguage, useTexts } from '../i18n/language.ts';
import { wordOf } from '../i18n/words.ts';
import { Await, Badge, Button, Confirm, Facts, Link, Notice, Page, RefusalNotice, Section, Table, TextField } from '../ui/parts.tsx';
import { ReleaseSummary } from './release_summary.tsx';

const texts = defineTexts({
  nl: {
    period: 'Periode', norm: 'Norm voor wachten', normValue: '{value}, {share} % binnen de norm', state: 'Stand', assignments: 'Opdrachten', review: 'Controle',
    steps: 'De weg naar publicatie', missing: 'Voor de volgende stap ontbreekt: {what}.', confirm: 'Wilt u deze stap zetten: {step}? Dat kan niet worden teruggedraaid.',
    closing: 'Opdrachten waaraan niemand is begonnen verlopen. Wat later nog binnenkomt wacht op een controleur.',
    clearances: 'Wat het personeel is beloofd', council: 'Instemming ondernemingsraad', notice: 'Personeel ingelicht op', dpia: 'Kenmerk DPIA', save: 'Opslaan',
    progress: 'Veldwerk', location: 'Locatie', total: 'Opdrachten', done: 'Ingediend of verder', overdue: 'Te laat', asOf: 'Stand van {time}',
    awaitingReview: 'Wachten op controle', awaitingMedia: 'Wachten op foto’s', late: 'Laat binnengekomen', quarantined: 'Apart gezet',
  },
  en: {
    period: 'Period', norm: 'Waiting norm', normValue: '{value}, {share}% within the norm', state: 'State', assignments: 'Assignments', review: 'Review',
    steps: 'The road to publication', missing: 'The next step still lacks: {what}.', confirm: 'Take this step: {step}? It cannot be undone.',
    closing: 'Assignments that nobody has started expire. What still comes in later waits for a reviewer.',
    clearances: 'What staff were promised', council: 'Consent of the works council', notice: 'Staff told on', dpia: 'DPIA reference', save: 'Save',
    progress: 'Fieldwork', location: 'Location', total: 'Assignments', done: 'Submitted or further', overdue: 'Overdue', asOf: 'As of {time}',
    awaitingReview: 'Awaiting review', awaitingMedia: 'Awaiting photos', late: 'Came in late', quarantined: 'Set aside',
  },
});

const road = ['draft', 'scheduled', 'fieldwork', 'closed', 'validated', 'published'] as const;
const done = ['submitted', 'in_review', 'returned', 'approved'];

export function Wave({ id, session }: { id: string; session: Session }) {
  const t = useTexts(texts);
  const now = useLanguage();
  const wave = useLoad(`wave ${id}`, () => ask(api.GET('/api/waves/{wave_id}', { params: { path: { wave_id: id } } })));
  return (
    <Await of={wave}>
      {(view) => (
        <Page title={view.wave.name} lead={view.project_name} actions={<>
          {holds(session, 'coordinator') && <Link to={`/waves/${id}/assignments`}>{t('assignments')}</Link>}
          {holds(session, 'reviewer') && <Link to={`/waves/${id}/review`}>{t('review')}</Link>}
        </>}>
          <Steps view={view} reload={wave.reload} />
          {holds(session, 'coordinator') && <Clearances project={view.project_id} reload={wave.reload} />}
          {(view.wave.state === 'validated' || view.wave.state === 'published') && holds(session, 'coordinator', 'observer') && <ReleaseSummary key={view.wave.rev} wave={id} session={session} reload={wave.reload} />}
          <Section title={t('state')}>
            <Facts items={[
              [t('state'), <Badge>{wordOf(now, view.wave.state)}</Badge>],
              [t('period'), `${date(view.wave.starts_on)} – ${date(view.wave.ends_on)}`],
              [t('norm'), view.norm ? t('normValue', { value: duration(view.norm.value), share: view.norm.target_share }) : '–'],
            ]} />
          </Section>
          {view.wave.state !== 'draft' && holds(session, 'coordinator', 'reviewer') && <Progress id={id} />}
        </Page>
      )}
    </Await>
  );
}

/** "unreviewed:3" → "visits without a review (3)". */
function lacking(now: 'nl' | 'en', item: string): string {
  const [code = '', count] = item.split(':');
  return wordOf(now, code) + (count ? ` (${count})` : '');
}

function Steps({ view, reload }: { view: Schemas['WaveView']; reload: () => void }) {
  const t = useTexts(texts);
  const now = useLanguage();
  const [asked, setAsked] = useState<Schemas['WaveStep']>();
  const move = useAction(async (step: Schemas['WaveStep']) => {
    await ask(api.POST('/api/waves/{wave_id}/steps', { params: { path: { wave_id: view.wave.id } }, body: { step, rev: view.wave.rev } }));
    setAsked(undefined);
    reload();
  });
  const at = road.indexOf(view.wave.state as (typeof road)[number]);
  return (
    <Section title={t('steps')}>
      <ol class="road">{road.map((state, index) => <li key={state} class={index < at ? 'past' : ''} aria-current={index === at ? 'step' : undefined}>{wordOf(now, state)}</li>)}</ol>
      {view.missing.length > 0 && <Notice tone="warning">{t('missing', { what: view.missing.map((item) => lacking(now, item)).join(', ') })}</Notice>}
      <div class="actions">{view.possible_steps.filter((step) => step !== 'publish').map((step) => <Button key={step} kind="primary" onClick={() => setAsked(step)}>{wordOf(now, step)}</Button>)}</div>
      {asked && (
        <Confirm title={wordOf(now, asked)} action={wordOf(now, asked)} busy={move.busy} refusal={move.refusal} onConfirm={() => void move.run(asked)} onClose={() => { move.clear(); setAsked(undefined); }}>
          <p>{t('confirm', { step: wordOf(now, asked) })}</p>
          {asked === 'close' && <p>{t('closing')}</p>}
        </Confirm>
      )}
    </Section>
  );
}

function Clearances({ project, reload }: { project: string; reload: () => void }) {
  const view = useLoad(`project ${project}`, () => ask(api.GET('/api/projects/{project_id}', { params: { path: { project_id: project } } })));
  return <Await of={view}>{(data) => <ClearanceForm key={data.project.rev} project={data.project} reload={() => { view.reload(); reload(); }} />}</Await>;
}

function ClearanceForm({ project, reload }: { project: Schemas['Project']; reload: () => void }) {
  const t = useTexts(texts);
  const [council, setCouncil] = useState(project.works_council_consent ?? '');
  const [notice, setNotice] = useState(project.staff_notice ?? '');
  const [dpia, setDpia] = useState(project.dpia_reference ?? '');
  const save = useAction(async () => {
    await ask(api.PUT('/api/projects/{project_id}/clearances', { params: { path: { project_id: project.id } }, body: { works_council_consent: council || undefined, staff_notice: notice || undefined, dpia_reference: dpia || undefined, rev: project.rev } }));
    reload();
  });
  return (
    <Section title={t('clearances')}>
      <form class="stack" onSubmit={(event) => { event.preventDefault(); void save.run(); }}>
        <div class="grid">
          <TextField label={t('council')} type="date" value={council} onValue={setCouncil} />
          <TextField label={t('notice')} type="date" value={notice} onValue={setNotice} />
          <TextField label={t('dpia')} value={dpia} onValue={setDpia} />
        </div>
        <RefusalNotice refusal={save.refusal} retry={reload} />
        <div class="actions"><Button type="submit" busy={save.busy}>{t('save')}</Button></div>
      </form>
    </Section>
  );
}

function Progress({ id }: { id: string }) {
  const t = useTexts(texts);
  const now = useLanguage();
  const progress = useLoad(`progress ${id}`, () => ask(api.GET('/api/waves/{wave_id}/progress', { params: { path: { wave_id: id } } })));
  return (
    <Section title={t('progress')}>
      <Await of={progress}>
        {(data) => (
          <div class="stack">
            <p class="quiet">{t('asOf', { time: dateTime(data.as_of) })}</p>
            <Facts items={[
              [t('awaitingReview'), number(data.awaiting_review)], [t('awaitingMedia'), number(data.awaiting_media)], [t('late'), number(data.late)],
              [t('quarantined'), number(data.quarantined)], [t('overdue'), number(data.overdue)],
              ...data.states.filter((one) => one.count > 0).map((one): [string, string] => [wordOf(now, one.state), number(one.count)]),
              ...data.aborted.filter((one) => one.count > 0).map((one): [string, string] => [wordOf(now, one.reason), number(one.count)]),
            ]} />
            <Table caption={t('progress')} rows={data.locations} rowKey={(row) => row.location_id} columns={[
              { key: 'location', head: t('location'), cell: (row) => row.location },
              { key: 'total', head: t('total'), numeric: true, cell: (row) => number(row.total) },
              { key: 'done', head: t('done'), numeric: true, cell: (row) => number(row.states.filter((one) => done.includes(one.state)).reduce((sum, one) => sum + one.count, 0)) },
              { key: 'overdue', head: t('overdue'), numeric: true, cell: (row) => number(row.overdue) },
            ]} />
          </div>
        )}
      </Await>
    </Section>
  );
}
