// SPDX-License-Identifier: EUPL-1.2
// One visit as the reviewer reads it: answers, times, photos, the score explained, and the decision.
import { useState } from 'preact/hooks';
import { api, ask, type Schemas } from '../api/client.ts';
import { useAction, useLoad } from '../api/use.ts';
import { clockTime, date, dateTime, duration, number } from '../i18n/format.ts';
import { defineTexts, useLanguage, useTexts } from '../i18n/language.ts';
import { wordOf } from '../i18n/words.ts';
import { go } from '../router.ts';
import { Await, Badge, Button, Checkbox, Facts, Link, Notice, Page, RefusalNotice, Section, Select, Table, TextArea } from '../ui/parts.tsx';
import { flagTexts } from './review_queue.tsx';

const texts = defineTexts({
  nl: {
    title: 'Bezoek: {place}', back: 'Terug naar de lijst', scenario: 'Scenario', key: 'Antwoordsleutel', inspector: 'Inspecteur', version: 'Versie', started: 'Begonnen', sealed: 'Verzegeld', state: 'Stand', flags: 'Let op', aborted: 'Kon niet worden uitgevoerd',
    answers: 'Antwoorden', question: 'Vraag', answer: 'Antwoord', times: 'Tijden', moment: 'Moment', measured: 'Gemeten', corrected: 'Gecorrigeerd', reason: 'Reden', B1: 'aankomst', C1: 'aangemeld', C2: 'aangesproken', G4: 'vertrek', wait: 'Wachttijd',
    score: 'Score', alarm: 'De tablet en de server rekenen verschillend: {tablet} en {server}.', index: 'Totaalscore', dimension: 'Onderdeel', weight: 'Weging', coverage: 'Dekking', points: 'Punten', critical: 'kritiek', notCounted: 'telt niet mee', explain: 'Hoe is dit berekend?',
    photos: 'Foto’s', photo: 'Foto bij {question}', waiting: 'nog niet binnen', history: 'Eerdere oordelen', decide: 'Oordeel', outcome: 'Oordeel', reasons: 'Redenen', remark: 'Toelichting voor de inspecteur (nooit over een medewerker)', save: 'Oordeel vastleggen', none: 'geen antwoord',
  },
  en: {
    title: 'Visit: {place}', back: 'Back to the list', scenario: 'Scenario', key: 'Answer key', inspector: 'Inspector', version: 'Version', started: 'Started', sealed: 'Sealed', state: 'State', flags: 'Note', aborted: 'Could not be done',
    answers: 'Answers', question: 'Question', answer: 'Answer', times: 'Times', moment: 'Moment', measured: 'Measured', corrected: 'Corrected', reason: 'Reason', B1: 'arrived', C1: 'checked in', C2: 'addressed', G4: 'left', wait: 'Waiting time',
    score: 'Score', alarm: 'Tablet and server calculate differently: {tablet} and {server}.', index: 'Overall score', dimension: 'Dimension', weight: 'Weight', coverage: 'Coverage', points: 'Points', critical: 'critical', notCounted: 'not counted', explain: 'How was this calculated?',
    photos: 'Photos', photo: 'Photo for {question}', waiting: 'has not arrived', history: 'Earlier decisions', decide: 'Decision', outcome: 'Decision', reasons: 'Reasons', remark: 'Remark to the inspector (never about a civil servant)', save: 'Record the decision', none: 'no answer',
  },
});

type Opened = Schemas['OpenedVisit'];
const reasons = ['times_implausible', 'answer_contradicts', 'remark_names_person', 'photo_shows_person', 'photo_missing', 'scenario_not_followed', 'wrong_location', 'recognised', 'other'] as const;

export function Visit({ id }: { id: string }) {
  const t = useTexts(texts);
  const f = useTexts(flagTexts);
  const now = useLanguage();
  const opened = useLoad(`visit ${id}`, () => ask(api.GET('/api/visits/{visit_version_id}', { params: { path: { visit_version_id: id } } })));
  return (
    <Await of={opened}>
      {(data) => (
        <Page title={t('title', { place: data.visit.location })} lead={<Link to={`/waves/${data.visit.wave_id}/review`}>{t('back')}</Link>}>
          <Section title={now === 'nl' ? data.scenario_title_nl : data.scenario_title_en}>
            <Facts items={[
              [t('scenario'), data.visit.scenario], [t('key'), now === 'nl' ? data.answer_key_nl : data.answer_key_en], [t('inspector'), data.visit.inspector_no], [t('version'), data.visit.version],
              [t('started'), dateTime(data.started_at)], [t('sealed'), dateTime(data.visit.sealed_at)], [t('state'), wordOf(now, data.visit.state)],
              [t('flags'), data.flags.length ? data.flags.map((flag) => <Badge key={flag} tone="warning">{f(flag)}</Badge>) : '–'],
            ]} />
            {data.aborted && <Notice tone="warning">{t('aborted')}: {wordOf(now, data.aborted)}</Notice>}
          </Section>
          <Answers data={data} />
          <Times data={data} />
          <Score data={data} />
          {data.photos.length > 0 && (
            <Section title={t('photos')}>
              <div class="grid">{data.photos.map((photo) => photo.arrived
                ? <a key={photo.sha256} href={`/api/visits/${id}/photos/${photo.sha256}`} target="_blank" rel="noreferrer"><img class="photo" src={`/api/visits/${id}/photos/${photo.sha256}`} alt={t('photo', { question: photo.question })} /></a>
                : <p key={photo.sha256}>{t('photo', { question: photo.question })}: {t('waiting')}</p>)}</div>
            </Section>
          )}
          {data.history.length > 0 && (
            <Section title={t('history')}>
              <ul>{data.history.map((one) => <li key={one.at}>{dateTime(one.at)}: {wordOf(now, one.outcome)} {one.reasons.map((reason) => wordOf(now, reason)).join(', ')} {one.remark}</li>)}</ul>
            </Section>
          )}
          {['complete', 'in_review', 'awaiting_media'].includes(data.visit.state) && <Decision data={data} />}
        </Page>
      )}
    </Await>
  );
}

/** A moment of the record as people read it; everything else as it is. */
const shown = (value: string) => (/^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(value) ? `${date(value)} ${clockTime(value)}` : value);

function Answers({ data }: { data: Opened }) {
  const t = useTexts(texts);
  const now = useLanguage();
  const section = (answer: Schemas['OpenedAnswer']) => (now === 'nl' ? answer.section_nl : answer.section_en);
  return (
    <Section title={t('answers')}>
      {[...new Set(data.answers.map(section))].map((name) => (
        <details key={name} open>
          <summary>{name}</summary>
          <Table caption={name} rows={data.answers.filter((answer) => section(answer) === name)} rowKey={(answer) => answer.reference} columns={[
            { key: 'question', head: t('question'), cell: (answer) => (now === 'nl' ? answer.label_nl : answer.label_en) },
            { key: 'answer', head: t('answer'), cell: (answer) => shown((now === 'nl' ? answer.value_nl : answer.value_en) || answer.value) || <span class="quiet">{t('none')}</span> },
          ]} />
        </details>
      ))}
    </Section>
  );
}

function Times({ data }: { data: Opened }) {
  const t = useTexts(texts);
  const now = useLanguage();
  return (
    <Section title={t('times')}>
      {data.clock_flags.length > 0 && <Notice tone="warning">{data.clock_flags.map((flag) => wordOf(now, flag)).join(', ')}</Notice>}
      <Table caption={t('times')} rows={data.laps} rowKey={(lap) => lap.kind + lap.wall} columns={[
        { key: 'moment', head: t('moment'), cell: (lap) => t(lap.kind) },
        { key: 'measured', head: t('measured'), cell: (lap) => clockTime(lap.wall) },
        { key: 'corrected', head: t('corrected'), cell: (lap) => (lap.corrected ? clockTime(lap.corrected) : '–') },
        { key: 'reason', head: t('reason'), cell: (lap) => lap.reason ?? '' },
      ]} />
      {data.score.wait_s !== undefined && <p>{t('wait')}: <strong>{duration(data.score.wait_s)}</strong></p>}
    </Section>
  );
}

function Score({ data }: { data: Opened }) {
  const t = useTexts(texts);
  const now = useLanguage();
  const { score } = data;
  const figure = (value: number | undefined) => (value === undefined ? '–' : number(value, 1));
  return (
    <Section title={t('score')}>
      {score.alarm && <Notice tone="danger">{t('alarm', { tablet: figure(score.recorded_index), server: figure(score.index) })}</Notice>}
      <p>{t('index')}: <strong>{figure(score.index)}</strong></p>
      <Table caption={t('score')} rows={score.dimensions} rowKey={(one) => one.dimension} columns={[
        { key: 'dimension', head: t('dimension'), cell: (one) => wordOf(now, one.dimension) },
        { key: 'score', head: t('score'), numeric: true, cell: (one) => (one.score === undefined ? t('notCounted') : number(one.score, 1)) },
        { key: 'weight', head: t('weight'), numeric: true, cell: (one) => number(one.weight) },
        { key: 'coverage', head: t('coverage'), numeric: true, cell: (one) => `${number(one.coverage * 100)} %` },
      ]} />
      <details>
        <summary>{t('explain')}</summary>
        <Table caption={t('explain')} rows={score.items} rowKey={(item) => item.question} columns={[
          { key: 'question', head: t('question'), cell: (item) => <>{item.question} {item.critical && <Badge tone="danger">{t('critical')}</Badge>}</> },
          { key: 'dimension', head: t('dimension'), cell: (item) => wordOf(now, item.dimension) },
          { key: 'points', head: t('points'), numeric: true, cell: (item) => (item.points === undefined ? t('notCounted') : number(item.points, 1)) },
          { key: 'weight', head: t('weight'), numeric: true, cell: (item) => number(item.weight) },
        ]} />
      </details>
    </Section>
  );
}

function Decision({ data }: { data: Opened }) {
  const t = useTexts(texts);
  const now = useLanguage();
  const late = data.flags.includes('late');
  const outcomes = ['approve', 'give_back', 'reject', ...(late ? (['admit_late'] as const) : [])] as const;
  const [outcome, setOutcome] = useState<Schemas['ReviewOutcome']>(late ? 'admit_late' : 'approve');
  const [chosen, setChosen] = useState<(typeof reasons)[number][]>([]);
  const [remark, setRemark] = useState('');
  const save = useAction(async () => {
    await ask(api.POST('/api/visits/{visit_version_id}/review', { params: { path: { visit_version_id: data.visit.visit_version_id } }, body: { outcome, reasons: outcome === 'approve' ? [] : chosen, remark, rev: data.rev } }));
    go(`/waves/${data.visit.wave_id}/review`);
  });
  const needsReason = outcome === 'give_back' || outcome === 'reject';
  return (
    <Section title={t('decide')}>
      <form class="stack" onSubmit={(event) => { event.preventDefault(); void save.run(); }}>
        <Select label={t('outcome')} value={outcome} onValue={(value) => setOutcome(value as Schemas['ReviewOutcome'])} options={outcomes.map((one) => ({ value: one, label: wordOf(now, one) }))} />
        {needsReason && (
          <fieldset>
            <legend>{t('reasons')}</legend>
            <div class="grid">{reasons.map((reason) => <Checkbox key={reason} label={wordOf(now, reason)} checked={chosen.includes(reason)} onChecked={(on) => setChosen(on ? [...chosen, reason] : chosen.filter((one) => one !== reason))} />)}</div>
          </fieldset>
        )}
        {outcome !== 'approve' && <TextArea label={t('remark')} required={outcome !== 'reject'} value={remark} onValue={setRemark} />}
        <RefusalNotice refusal={save.refusal} />
        <div class="actions"><Button kind="primary" type="submit" busy={save.busy}>{t('save')}</Button></div>
      </form>
    </Section>
  );
}
