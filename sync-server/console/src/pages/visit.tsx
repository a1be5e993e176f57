// SPDX-License-Identifier: EUPL-1.2
// One visit as the reviewer reads it: answers, times, photos, the score explained, and the decision.
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { api, ask, type Schemas } from '../api/client.ts';
import { useAction, useLoad } from '../api/use.ts';
import { capital, clockTime, date, dateTime, duration, number } from '../i18n/format.ts';
import { defineTexts, useLanguage, useTexts, type Language } from '../i18n/language.ts';
import { wordOf } from '../i18n/words.ts';
import { go, usePlace } from '../router.ts';
import { Marked, plain } from '../ui/marked.tsx';
import { Await, Badge, Button, Checkbox, Confirm, Dialog, Facts, Link, Notice, Page, RefusalNotice, Section, Select, Table, TextArea } from '../ui/parts.tsx';
import { Flags, Recorded, recorded } from './review_queue.tsx';

const texts = defineTexts({
  nl: {
    title: 'Bezoek: {place}', back: 'Terug naar de lijst', toDecision: 'Naar het oordeel', scenario: 'Scenario', key: 'Antwoordsleutel', inspector: 'Inspecteur', version: 'Versie', started: 'Begonnen', sealed: 'Verzegeld', state: 'Stand', flags: 'Let op', aborted: 'Kon niet worden uitgevoerd',
    answers: 'Antwoorden', question: 'Vraag', answer: 'Antwoord', times: 'Tijden', moment: 'Moment', measured: 'Gemeten', corrected: 'Gecorrigeerd', since: 'Sinds het vorige moment', reason: 'Reden', cleared: 'Bij het verzegelen gewist, omdat deze vragen niet meer aan de orde waren', B1: 'aankomst', C1: 'aangemeld', C2: 'aangesproken', G4: 'vertrek', wait: 'Wachttijd',
    score: 'Score', alarm: 'De tablet en de server rekenen verschillend. Volgens de tablet: {tablet}. De server rekent zelf en telt.', hit: 'Kritieke antwoorden', index: 'Totaalscore', dimension: 'Onderdeel', weight: 'Weging', coverage: 'Dekking', points: 'Punten', critical: 'kritiek', notCounted: 'telt niet mee', explain: 'Hoe is dit berekend?', SAT: 'Beleving (telt niet in de score)', beside: 'Staat naast de totaalscore en telt daarin niet mee.', bonus: 'bonus', counts: 'Telt mee', answered: 'Beantwoord', counted: 'ja', unanswered: 'nee: niet gevraagd of niet beantwoord', not_applicable: 'nee: niet van toepassing', no_norm: 'nee: er is geen norm om het aan te meten',
    photos: 'Foto’s', photo: 'Foto bij {question}', enlarge: 'Vergroten: {photo}', close: 'Sluiten', waiting: 'nog niet binnen', history: 'Eerdere oordelen', decide: 'Oordeel', outcome: 'Oordeel', reasons: 'Redenen (minstens één)', noReason: 'Kies minstens één reden.', sureReject: 'Een afgekeurd bezoek telt niet mee. Dit kan niet ongedaan worden gemaakt.', afterAdmit: 'Dit bezoek kwam te laat binnen. Laat het eerst toe; daarna kunt u het goedkeuren.', onlyReject: 'De foto’s zijn nog onderweg. Tot die binnen zijn, kunt u alleen afkeuren.', takeBack: 'Dit bezoek is goedgekeurd en telt mee. Klopt het toch niet, door fraude of een verkeerde locatie, dan kunt u het alsnog afkeuren. Is de meetronde al gepubliceerd, dan veranderen de cijfers pas in een volgende versie.', stale: 'Dit bezoek is intussen gewijzigd. Haal de nieuwste stand op en oordeel opnieuw.', reload: 'Nieuwste stand ophalen', remark: 'Toelichting voor de inspecteur (nooit over een medewerker)', save: 'Oordeel vastleggen', none: 'geen antwoord',
  },
  en: {
    title: 'Visit: {place}', back: 'Back to the list', toDecision: 'To the decision', scenario: 'Scenario', key: 'Answer key', inspector: 'Inspector', version: 'Version', started: 'Started', sealed: 'Sealed', state: 'State', flags: 'Note', aborted: 'Could not be done',
    answers: 'Answers', question: 'Question', answer: 'Answer', times: 'Times', moment: 'Moment', measured: 'Measured', corrected: 'Corrected', since: 'Since the moment before', reason: 'Reason', cleared: 'Cleared on sealing, as these questions no longer applied', B1: 'arrived', C1: 'checked in', C2: 'addressed', G4: 'left', wait: 'Waiting time',
    score: 'Score', alarm: 'Tablet and server calculate differently. By the tablet: {tablet}. The server calculates by itself and is what counts.', hit: 'Critical answers', index: 'Overall score', dimension: 'Dimension', weight: 'Weight', coverage: 'Coverage', points: 'Points', critical: 'critical', notCounted: 'not counted', explain: 'How was this calculated?', SAT: 'Experience (not in the score)', beside: 'Stands beside the overall score and does not count in it.', bonus: 'bonus', counts: 'Counts', answered: 'Answered', counted: 'yes', unanswered: 'no: not asked or not answered', not_applicable: 'no: not applicable', no_norm: 'no: there is no norm to judge it by',
    photos: 'Photos', photo: 'Photo for {question}', enlarge: 'Enlarge: {photo}', close: 'Close', waiting: 'has not arrived', history: 'Earlier decisions', decide: 'Decision', outcome: 'Decision', reasons: 'Reasons (at least one)', noReason: 'Choose at least one reason.', sureReject: 'A rejected visit does not count. This cannot be undone.', afterAdmit: 'This visit came in late. Admit it first; after that you can approve it.', onlyReject: 'The photos are still on their way. Until they are in you can only reject.', takeBack: 'This visit was approved and counts. If it turns out not to be right, by fraud or a wrong location, you can still reject it. Where the wave is published, figures change in its next version only.', stale: 'This visit has changed meanwhile. Fetch the newest state and decide again.', reload: 'Fetch the newest state', remark: 'Remark to the inspector (never about a civil servant)', save: 'Record the decision', none: 'no answer',
  },
});

type Opened = Schemas['OpenedVisit'];
const reasons = ['times_implausible', 'answer_contradicts', 'remark_names_person', 'photo_shows_person', 'photo_missing', 'scenario_not_followed', 'wrong_location', 'recognised', 'other'] as const;

/** A question's words instead of its reference, when it was answered. */
function questionOf(data: Opened, question: string, now: Language): string {
  const name = question.slice(question.lastIndexOf('/') + 1).toLowerCase();
  const answer = data.answers.find((one) => one.reference.slice(one.reference.lastIndexOf('/') + 1).toLowerCase() === name);
  return plain((answer && (now === 'nl' ? answer.label_nl : answer.label_en)) || '') || question;
}

export function Visit({ id }: { id: string }) {
  const t = useTexts(texts);
  const { query } = usePlace();
  const now = useLanguage();
  const opened = useLoad(`visit ${id}`, () => ask(api.GET('/api/visits/{visit_version_id}', { params: { path: { visit_version_id: id } } })));
  return (
    <Await of={opened}>
      {(data) => (
        <Page title={t('title', { place: data.visit.location })} lead={<Link to={`/waves/${data.visit.wave_id}/review`}>{t('back')}</Link>} actions={decidable(data) && <a class="utrecht-button utrecht-button--secondary-action" href="#decide">{t('toDecision')}</a>}>
          <Recorded outcome={query.get('recorded')} />
          <Section title={now === 'nl' ? data.scenario_title_nl : data.scenario_title_en}>
            <Facts items={[
              [t('scenario'), data.visit.scenario], [t('key'), now === 'nl' ? data.answer_key_nl : data.answer_key_en], [t('inspector'), data.visit.inspector_no], [t('version'), data.visit.version],
              [t('started'), dateTime(data.started_at)], [t('sealed'), dateTime(data.visit.sealed_at)], [t('state'), wordOf(now, data.visit.state)],
              [t('flags'), data.flags.length ? <Flags flags={data.flags} /> : '–'],
            ]} />
            {data.aborted && <Notice tone="warning">{t('aborted')}: {wordOf(now, data.aborted)}</Notice>}
          </Section>
          <Answers data={data} />
          {(data.laps.length > 0 || data.cleared.length > 0) && <Times data={data} />}
          <Score data={data} />
          {data.photos.length > 0 && (
            <Section title={t('photos')}>
              <div class="grid">{data.photos.map((photo) => {
                const words = t('photo', { question: questionOf(data, photo.question, now) });
                return photo.arrived ? <Photo key={photo.sha256} address={`/api/visits/${id}/photos/${photo.sha256}`} words={words} /> : <p key={photo.sha256}>{words}: {t('waiting')}</p>;
              })}</div>
            </Section>
          )}
          {data.history.length > 0 && (
            <Section title={t('history')}>
              <ul>{data.history.map((one) => <li key={one.at}>{[`${dateTime(one.at)}: ${wordOf(now, one.outcome)}`, one.reasons.map((reason) => wordOf(now, reason)).join(', '), one.remark].filter(Boolean).join(' · ')}</li>)}</ul>
            </Section>
          )}
          {decidable(data) && <Decision key={data.rev} data={data} reload={opened.reload} />}
        </Page>
      )}
    </Await>
  );
}

const decidable = (data: Opened) => ['complete', 'in_review', 'awaiting_media', 'approved'].includes(data.visit.state);

/** A moment of the record as people read it; everything else as it is. */
const shown = (value: string) => (/^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(value) ? `${date(value)} ${clockTime(value)}` : value);

/** A photo that opens larger in a dialogue. */
function Photo({ address, words }: { address: string; words: string }) {
  const t = useTexts(texts);
  const [large, setLarge] = useState(false);
  return (
    <>
      <button type="button" class="photo-button" aria-label={t('enlarge', { photo: words })} onClick={() => setLarge(true)}><img class="photo" src={address} alt={words} loading="lazy" /></button>
      {large && (
        <Dialog title={words} onClose={() => setLarge(false)}>
          <img class="photo" src={address} alt={words} />
          <div class="actions"><Button onClick={() => setLarge(false)}>{t('close')}</Button></div>
        </Dialog>
      )}
    </>
  );
}

function Answers({ data }: { data: Opened }) {
  const t = useTexts(texts);
  const now = useLanguage();
  const section = (answer: Schemas['OpenedAnswer']) => (now === 'nl' ? answer.section_nl : answer.section_en);
  return (
    <Section title={t('answers')} look="answers">
      {[...new Set(data.answers.map(section))].map((name) => (
        <details key={name} open>
          <summary><Marked text={name} /></summary>
          <Table caption={plain(name)} rows={data.answers.filter((answer) => section(answer) === name)} rowKey={(answer) => answer.reference} columns={[
            { key: 'question', head: t('question'), cell: (answer) => <Marked text={now === 'nl' ? answer.label_nl : answer.label_en} /> },
            { key: 'answer', head: t('answer'), cell: (answer) => shown((now === 'nl' ? answer.value_nl : answer.value_en) || answer.value) || <span class="quiet">{t('none')}</span> },
          ]} />
        </details>
      ))}
    </Section>
  );
}

/** Time between two taps: by the clock that runs on through sleep if the tablet did not restart, otherwise by the wall. */
function elapsed(before: Schemas['Lap'] | undefined, lap: Schemas['Lap']): string {
  if (!before) return '–';
  const measured = !before.corrected && !lap.corrected && before.boot_id === lap.boot_id;
  const seconds = measured ? (lap.boot_ms - before.boot_ms) / 1000 : (Date.parse(lap.corrected ?? lap.wall) - Date.parse(before.corrected ?? before.wall)) / 1000;
  return seconds < 0 ? '–' : duration(Math.round(seconds));
}

function Times({ data }: { data: Opened }) {
  const t = useTexts(texts);
  const now = useLanguage();
  return (
    <Section title={t('times')}>
      {data.clock_flags.length > 0 && <Notice tone="warning">{data.clock_flags.map((flag) => wordOf(now, flag)).join(', ')}</Notice>}
      {data.laps.length > 0 && <Table caption={t('times')} rows={data.laps} rowKey={(lap) => lap.kind + lap.wall} columns={[
        { key: 'moment', head: t('moment'), cell: (lap) => t(lap.kind) },
        { key: 'measured', head: t('measured'), cell: (lap) => clockTime(lap.wall) },
        { key: 'corrected', head: t('corrected'), cell: (lap) => (lap.corrected ? clockTime(lap.corrected) : '–') },
        { key: 'since', head: t('since'), numeric: true, cell: (lap) => elapsed(data.laps[data.laps.indexOf(lap) - 1], lap) },
        { key: 'reason', head: t('reason'), cell: (lap) => lap.reason ?? '–' },
      ]} />}
      {data.score.wait_s !== undefined && <p>{t('wait')}: <strong>{duration(data.score.wait_s)}</strong></p>}
      {data.cleared.length > 0 && <Notice>{t('cleared')}: {data.cleared.map((one) => questionOf(data, one, now)).join(', ')}</Notice>}
    </Section>
  );
}

/** What each answer was worth, dimension by dimension: first in a sentence, then item by item with what was left out. */
function Score({ data }: { data: Opened }) {
  const t = useTexts(texts);
  const now = useLanguage();
  const { score } = data;
  const explanation = now === 'nl' ? score.explanation_nl : score.explanation_en;
  const itemsOf = (dimension: string) => score.items.filter((item) => item.dimension === dimension);
  return (
    <Section title={t('score')}>
      {score.alarm && <Notice tone="danger">{t('alarm', { tablet: score.recorded_index === undefined ? '–' : number(score.recorded_index, 6) })}</Notice>}
      <p>{t('index')}: <strong>{score.index === undefined ? '–' : number(score.index, score.alarm ? 6 : 1)}</strong></p>
      {score.critical.length > 0 && <Notice tone="warning">{t('hit')}: {score.critical.map((one) => questionOf(data, one, now)).join(', ')}</Notice>}
      <Table caption={t('score')} rows={score.dimensions} rowKey={(one) => one.dimension} columns={[
        { key: 'dimension', head: t('dimension'), cell: (one) => wordOf(now, one.dimension) },
        { key: 'score', head: t('score'), numeric: true, cell: (one) => (one.score === undefined ? t('notCounted') : number(one.score, 1)) },
        { key: 'weight', head: t('weight'), numeric: true, cell: (one) => number(one.weight) },
        { key: 'coverage', head: t('coverage'), numeric: true, cell: (one) => `${number(one.coverage * 100)} %` },
      ]} />
      <h3>{t('explain')}</h3>
      {explanation[0]?.lines.map((line) => <p key={line}>{line}</p>)}
      {score.dimensions.map((one) => (
        <Explained key={one.dimension} title={wordOf(now, one.dimension)} lead={explanation.find((part) => part.dimension === one.dimension)?.lines[0] ?? ''} items={itemsOf(one.dimension)} />
      ))}
      {itemsOf('SAT').length > 0 && <Explained beside title={t('SAT')} lead={t('beside')} items={itemsOf('SAT')} />}
    </Section>
  );
}

type Item = Schemas['ScoredItem'];

function Explained({ title, lead, items, beside = false }: { title: string; lead: string; items: Item[]; beside?: boolean }) {
  const t = useTexts(texts);
  const now = useLanguage();
  return (
    <details>
      <summary>{title}</summary>
      <p>{lead}</p>
      <Table caption={`${t('explain')} ${title}`} rows={items} rowKey={(item) => item.reference} columns={[
        { key: 'question', head: t('question'), cell: (item) => <><Marked text={now === 'nl' ? item.question_nl : item.question_en} /> {item.critical && <Badge tone="danger">{t('critical')}</Badge>} {item.bonus && <Badge tone="info">{t('bonus')}</Badge>}</> },
        { key: 'answer', head: t('answer'), cell: (item) => <Marked text={(now === 'nl' ? item.answer_nl : item.answer_en) || '–'} /> },
        { key: 'points', head: t('points'), numeric: true, cell: (item) => (item.points === undefined ? '–' : number(item.points, 1)) },
        ...(beside ? [] : [{ key: 'weight', head: t('weight'), numeric: true, cell: (item: Item) => number(item.weight) }]),
        { key: 'counts', head: t(beside ? 'answered' : 'counts'), cell: (item) => t(item.standing) },
      ]} />
    </details>
  );
}

/** Which decisions the server takes for a visit as it is now. */
function possible(data: Opened): Schemas['ReviewOutcome'][] {
  if (data.visit.state === 'awaiting_media' || data.visit.state === 'approved') return ['reject'];
  if (!data.flags.includes('late')) return ['approve', 'give_back', 'reject'];
  const admitted = data.history.some((one) => one.outcome === 'admit_late' && one.visit_version_id === data.visit.visit_version_id);
  return admitted ? ['approve', 'reject'] : ['admit_late', 'reject'];
}

/** The visit that waits longest of those this reviewer may decide, or the list when nothing is left. */
async function nextAfter(data: Opened): Promise<string> {
  const { wave_id, visit_version_id } = data.visit;
  const list = `/waves/${wave_id}/review`;
  try {
    const { rows } = await ask(api.GET('/api/visits', { params: { query: { wave_id, limit: 50 } } }));
    const next = rows.find((row) => !row.own && row.state !== 'awaiting_media' && row.visit_version_id !== visit_version_id);
    return next ? `/visits/${next.visit_version_id}` : list;
  } catch {
    return list; // the decision stands; the list says itself what is wrong
  }
}

function Decision({ data, reload }: { data: Opened; reload: () => void }) {
  const t = useTexts(texts);
  const now = useLanguage();
  const outcomes = possible(data);
  const [outcome, setOutcome] = useState<Schemas['ReviewOutcome']>(outcomes[0]!);
  const [chosen, setChosen] = useState<(typeof reasons)[number][]>([]);
  const [remark, setRemark] = useState('');
  const [lacking, setLacking] = useState(false);
  const [asking, setAsking] = useState(false);
  const wantsReason = outcome !== 'approve';
  const save = useAction(async () => {
    await ask(api.POST('/api/visits/{visit_version_id}/review', {
      params: { path: { visit_version_id: data.visit.visit_version_id } },
      body: { outcome, reasons: wantsReason ? chosen : [], remark: wantsReason ? remark.trim() : '', rev: data.rev },
    }));
    if (outcome === 'admit_late') return reload(); // it can be approved now
    go(recorded(await nextAfter(data), outcome));
  });
  const stale = save.refusal?.code === 'stale';
  const trouble: ComponentChildren = stale
    ? <Notice tone="warning"><p>{t('stale')}</p><Button onClick={reload}>{t('reload')}</Button></Notice>
    : <RefusalNotice refusal={save.refusal} />;
  const decide = () => {
    const missing = wantsReason && chosen.length === 0;
    setLacking(missing);
    if (missing) return;
    if (outcome === 'reject') setAsking(true);
    else void save.run();
  };
  return (
    <Section title={t('decide')} anchor="decide">
      <form class="stack" onSubmit={(event) => { event.preventDefault(); decide(); }}>
        {outcomes.includes('admit_late') && <Notice>{t('afterAdmit')}</Notice>}
        {data.visit.state === 'awaiting_media' && <Notice>{t('onlyReject')}</Notice>}
        {data.visit.state === 'approved' && <Notice>{t('takeBack')}</Notice>}
        <Select label={t('outcome')} value={outcome} onValue={(value) => { setOutcome(value as Schemas['ReviewOutcome']); setLacking(false); }} options={outcomes.map((one) => ({ value: one, label: capital(wordOf(now, one)) }))} />
        {wantsReason && (
          <fieldset>
            <legend>{t('reasons')}</legend>
            <div class="grid">{reasons.map((reason) => <Checkbox key={reason} label={wordOf(now, reason)} checked={chosen.includes(reason)} onChecked={(on) => setChosen(on ? [...chosen, reason] : chosen.filter((one) => one !== reason))} />)}</div>
            {lacking && chosen.length === 0 && <p class="field-error" role="alert">{t('noReason')}</p>}
          </fieldset>
        )}
        {wantsReason && <TextArea label={t('remark')} required={outcome === 'give_back' || chosen.includes('other')} value={remark} onValue={setRemark} />}
        {!asking && trouble}
        <div class="actions"><Button kind="primary" type="submit" busy={save.busy}>{t('save')}</Button></div>
      </form>
      {asking && (
        <Confirm title={wordOf(now, 'reject')} action={wordOf(now, 'reject')} tone="danger" busy={save.busy} onConfirm={() => void save.run()} onClose={() => setAsking(false)}>
          <p>{t('sureReject')}</p>
          {trouble}
        </Confirm>
      )}
    </Section>
  );
}
