// SPDX-License-Identifier: EUPL-1.2
// From when on a project shows a figure. Upwards only: beside each limit stands the house's own, below which nobody gets.
import { useState } from 'preact/hooks';
import { api, ask, type Refusal, type Schemas } from '../api/client.ts';
import { useAction, useLoad } from '../api/use.ts';
import { holdsIn, type Session } from '../app.tsx';
import { dateTime, number } from '../i18n/format.ts';
import { defineTexts, useTexts } from '../i18n/language.ts';
import { Await, Button, Empty, Link, Notice, Page, RefusalNotice, Section, Table, TextField } from '../ui/parts.tsx';

const texts = defineTexts({
  nl: {
    title: 'Wanneer een cijfer wordt getoond', lead: 'Een cijfer mag nooit iets over één medewerker zeggen. Daarom gelden er grenzen. Een onderzoek mag strenger zijn dan de huisregel, nooit soepeler.', back: 'Terug naar start',
    now: 'De regel van {name}', floor: 'Huisregel: {n}.', min_visits: 'Minste aantal bezoeken', min_staff_pool: 'Minste aantal medewerkers die het geweest kunnen zijn', min_inspectors: 'Minste aantal verschillende inspecteurs', max_share_of_weight: 'Zo zwaar mag één bezoek hoogstens tellen (%)', count_rounding: 'Aantallen worden afgerond op', group_pool: 'Onder zoveel medewerkers alleen een grens tonen bij 5 en lager of 95 en hoger', protection: 'Zo onzeker moet een verborgen score blijven (punten naar beide kanten)',
    meansVisits: 'Met minder bezoeken zegt een cijfer vooral iets over toeval, en over wie er toevallig achter de balie zat.', meansStaff: 'Zijn het er minder, dan weet iedereen over wie het gaat.', meansInspectors: 'Zodat een cijfer niet de mening van één inspecteur is.', meansShare: 'Anders is het gemiddelde bijna dat ene bezoek.', meansRounding: 'Zodat niemand door aftrekken van aantallen is te vinden.', meansGroup: 'Scoort iedereen even hoog of laag, dan weet men het van iedereen.', meansProtection: 'Zo dicht mag niemand een verborgen score uit andere cijfers kunnen berekenen.',
    save: 'Strengere regel vastleggen', saved: 'Vastgelegd. De regel geldt voor de volgende publicatie; wat al is gepubliceerd blijft zoals het is.', below: 'Niet soepeler dan de huisregel: {n}.', absurd: 'Zo streng dat er nooit iets te zien zou zijn.', refused: 'De regel is niet vastgelegd: {field}.', readOnly: 'Alleen de coördinator van dit onderzoek kan de regel aanscherpen.',
    changes: 'Wie wijzigde wat', noChanges: 'De huisregel is nog nooit aangescherpt.', at: 'Wanneer', who: 'Wie', what: 'Regel', ruleText: '{visits} bezoeken, {staff} medewerkers, {inspectors} inspecteurs, één bezoek hoogstens {share} %, afronden op {rounding}, grens onder {group} medewerkers, {protection} punten onzeker', limit: 'Grens', value: 'Nu', least: 'Huisregel',
  },
  en: {
    title: 'When a figure is shown', lead: 'A figure may never tell on one member of staff. That is what the limits are for. A project may be stricter than the house’s rule, never laxer.', back: 'Back to home',
    now: 'The rule of {name}', floor: 'House rule: {n}.', min_visits: 'Fewest visits', min_staff_pool: 'Fewest members of staff who could have been the one', min_inspectors: 'Fewest different inspectors', max_share_of_weight: 'The most that one visit may weigh (%)', count_rounding: 'Counts are rounded to', group_pool: 'With fewer staff than this, show only a bound at 5 and below or 95 and above', protection: 'How uncertain a hidden score must stay (points on either side)',
    meansVisits: 'With fewer visits a figure says more about chance, and about who happened to be at the counter.', meansStaff: 'If there are fewer, everybody knows who it is about.', meansInspectors: 'So that a figure is not the opinion of one inspector.', meansShare: 'Otherwise the mean is nearly that one visit.', meansRounding: 'So that nobody can be found by subtracting counts.', meansGroup: 'If all score equally high or low, it is known of each of them.', meansProtection: 'Nobody may work out a hidden score from others any closer than this.',
    save: 'Set the stricter rule', saved: 'Set. The rule holds from the next release on; what was published stays as it is.', below: 'Not laxer than the house rule: {n}.', absurd: 'So strict that nothing would ever be shown.', refused: 'The rule was not set: {field}.', readOnly: 'Only the coordinator of this project can make the rule stricter.',
    changes: 'Who changed what', noChanges: 'The house rule has never been made stricter.', at: 'When', who: 'Who', what: 'Rule', ruleText: '{visits} visits, {staff} staff, {inspectors} inspectors, one visit at most {share}%, rounded to {rounding}, bounds below {group} staff, {protection} points uncertain', limit: 'Limit', value: 'Now', least: 'House rule',
  },
});

type Rule = Schemas['PublishingRule'];
type Name = keyof Rule;
const limits: { name: Name; means: keyof (typeof texts)['nl']; most: number; scale: number }[] = [
  { name: 'min_visits', means: 'meansVisits', most: 100, scale: 1 }, { name: 'min_staff_pool', means: 'meansStaff', most: 100, scale: 1 }, { name: 'min_inspectors', means: 'meansInspectors', most: 12, scale: 1 },
  { name: 'max_share_of_weight', means: 'meansShare', most: 30, scale: 100 }, { name: 'count_rounding', means: 'meansRounding', most: 100, scale: 1 }, { name: 'group_pool', means: 'meansGroup', most: 100, scale: 1 }, { name: 'protection', means: 'meansProtection', most: 50, scale: 1 },
];
/** A smaller share is the stricter one; all other limits grow. */
const laxer = (name: Name, value: number, least: number) => (name === 'max_share_of_weight' ? value > least : value < least);

export function RulePage({ project, session }: { project: string; session: Session }) {
  const t = useTexts(texts);
  const path = { project_id: project };
  const found = useLoad(`rule ${project}`, async () => {
    const [view, about] = await Promise.all([ask(api.GET('/api/projects/{project_id}/publishing-rule', { params: { path } })), ask(api.GET('/api/projects/{project_id}', { params: { path } }))]);
    return { ...view, name: about.project.name };
  });
  const mayChange = holdsIn(session, project, 'coordinator');
  const seesChanges = holdsIn(session, project, 'coordinator', 'client_admin', 'observer');
  const [round, setRound] = useState(0);
  return (
    <Page title={t('title')} lead={<>{t('lead')} <Link to="/">{t('back')}</Link></>}>
      <Await of={found}>
        {({ rule, least, name }) => (
          <Section title={t('now', { name })}>
            {mayChange
              ? <Edit key={JSON.stringify(rule)} project={project} rule={rule} least={least} onDone={() => { setRound(round + 1); found.reload(); }} done={round > 0} />
              : <div class="stack"><p>{t('readOnly')}</p><Limits rule={rule} least={least} /></div>}
          </Section>
        )}
      </Await>
      {seesChanges && <Changes key={round} project={project} />}
    </Page>
  );
}

const shown = (name: Name, value: number) => number(Math.round(value * (name === 'max_share_of_weight' ? 100 : 1)));

function Limits({ rule, least }: { rule: Rule; least: Rule }) {
  const t = useTexts(texts);
  return (
    <Table caption={t('title')} rows={limits} rowKey={(one) => one.name} columns={[
      { key: 'limit', head: t('limit'), cell: (one) => <>{t(one.name)}<br /><span class="quiet">{t(one.means)}</span></> },
      { key: 'value', head: t('value'), numeric: true, cell: (one) => shown(one.name, rule[one.name]) },
      { key: 'least', head: t('least'), numeric: true, cell: (one) => shown(one.name, least[one.name]) },
    ]} />
  );
}

function Edit({ project, rule, least, onDone, done }: { project: string; rule: Rule; least: Rule; onDone: () => void; done: boolean }) {
  const t = useTexts(texts);
  const [draft, setDraft] = useState(() => Object.fromEntries(limits.map(({ name, scale }) => [name, String(Math.round(rule[name] * scale))])) as Record<Name, string>);
  const wrong = ({ name, most, scale }: (typeof limits)[number]): string | undefined => {
    const value = Number(draft[name].replace(',', '.')) / scale;
    if (!Number.isFinite(value) || value <= 0 || laxer(name, value, least[name])) return t('below', { n: shown(name, least[name]) });
    return value * scale > most ? t('absurd') : undefined;
  };
  const save = useAction(async () => {
    if (limits.some(wrong)) return;
    const body = Object.fromEntries(limits.map(({ name, scale }) => [name, Number(draft[name].replace(',', '.')) / scale])) as unknown as Rule;
    await ask(api.PUT('/api/projects/{project_id}/publishing-rule', { params: { path: { project_id: project } }, body }));
    onDone();
  });
  return (
    <form class="stack" noValidate onSubmit={(event) => { event.preventDefault(); void save.run(); }}>
      <div class="grid">
        {limits.map((one) => (
          <TextField key={one.name} label={t(one.name)} hint={`${t(one.means)} ${t('floor', { n: shown(one.name, least[one.name]) })}`} type="number" step="1" required error={wrong(one)} value={draft[one.name]} onValue={(value) => setDraft({ ...draft, [one.name]: value })} />
        ))}
      </div>
      <Refused refusal={save.refusal} />
      <div class="actions"><Button kind="primary" type="submit" busy={save.busy} disabled={limits.some((one) => wrong(one) !== undefined)}>{t('save')}</Button></div>
      {done && !save.refusal && <Notice tone="good">{t('saved')}</Notice>}
    </form>
  );
}

function Refused({ refusal }: { refusal: Refusal | undefined }) {
  const t = useTexts(texts);
  const field = limits.find(({ name }) => name === refusal?.detail);
  return refusal?.code === 'validation' && field ? <Notice tone="danger">{t('refused', { field: t(field.name) })}</Notice> : <RefusalNotice refusal={refusal} />;
}

function Changes({ project }: { project: string }) {
  const t = useTexts(texts);
  const found = useLoad(`rule changes ${project}`, () => ask(api.GET('/api/projects/{project_id}/publishing-rule/changes', { params: { path: { project_id: project } } })));
  const inWords = (rule: Rule) => t('ruleText', { visits: rule.min_visits, staff: rule.min_staff_pool, inspectors: rule.min_inspectors, share: Math.round(rule.max_share_of_weight * 100), rounding: rule.count_rounding, group: rule.group_pool, protection: number(rule.protection) });
  return (
    <Section title={t('changes')}>
      <Await of={found}>
        {({ changes }) => changes.length === 0 ? <Empty>{t('noChanges')}</Empty> : (
          <Table caption={t('changes')} rows={changes} rowKey={(one) => one.at} columns={[
            { key: 'at', head: t('at'), cell: (one) => dateTime(one.at) },
            { key: 'who', head: t('who'), cell: (one) => one.who },
            { key: 'what', head: t('what'), cell: (one) => inWords(one.rule) },
          ]} />
        )}
      </Await>
    </Section>
  );
}
