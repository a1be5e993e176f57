// SPDX-License-Identifier: EUPL-1.2
// What the coordinator decides on before publishing: how much would be shown and hidden, and not one figure.
import { useEffect, useState } from 'preact/hooks';
import { api, ask, type Schemas } from '../api/client.ts';
import { useAction, useLoad } from '../api/use.ts';
import { holds, type Session } from '../app.tsx';
import { dateTime, number } from '../i18n/format.ts';
import { defineTexts, useLanguage, useTexts } from '../i18n/language.ts';
import { wordOf } from '../i18n/words.ts';
import { AnalysesState } from './release_analyses.tsx';
import { Await, Button, Confirm, Facts, Notice, Section } from '../ui/parts.tsx';

const texts = defineTexts({
  nl: { title: 'Publicatie', visits: 'Goedgekeurde bezoeken', shown: 'Cijfers die worden getoond', hidden: 'Cijfers die verborgen blijven', because: 'Waarom', rule: 'Regel', ruleText: 'minstens {visits} bezoeken, {staff} medewerkers en {inspectors} inspecteurs', publish: 'Publiceren', confirm: 'Een gepubliceerde meetronde ligt vast. Het kwaliteitsteam ziet de cijfers meteen. Dit kan niet ongedaan worden gemaakt.', nothing: 'Er zou geen enkel cijfer worden getoond.', stale: 'De meetronde is intussen gewijzigd. Haal de nieuwste stand op en beslis opnieuw.', fetch: 'Nieuwste stand ophalen', published: 'Gepubliceerd op {time}, versie {version}.', changedText: 'Bezoeken die sindsdien zijn vervallen, toegevoegd of verbeterd: {count}.', ready: 'Zij kunnen samen als nieuwe versie verschijnen. De oude versie blijft leesbaar.', again: 'Nieuwe versie publiceren', waits: 'Zij wachten nog, want wie beide versies vergelijkt zou iets over een paar bezoeken of mensen te weten komen:', tell: 'er zijn hier te weinig bezoeken veranderd. Zodra het er genoeg zijn om zelf een cijfer te mogen hebben, kan de nieuwe versie verschijnen.', hidden_here: 'niet elk cijfer van deze plaats wordt precies getoond. Of de cijfers eromheen zouden mogen volgen, hangt af van wat hier is gescoord; dat zou de nieuwe versie dan verraden. Daarom blijft deze plaats zoals die bij de eerste publicatie telde, en begint de volgende meetronde schoon.', few: 'hier werken weinig mensen. Het verschil tussen beide versies is wat de veranderde bezoeken scoorden, en zijn zij allemaal goed of allemaal slecht, dan gaat dat over ieder van hen. Of dat zo is, mag het verschijnen van een versie niet verraden. Deze verandering blijft daarom wachten, en de volgende meetronde begint schoon.', less: 'een cijfer dat een eerdere versie toont zou nu verborgen moeten worden, en wat gelezen is wordt niet meer geheim. De nieuwe versie kan verschijnen als er hier later goedgekeurde bezoeken bij komen, of als geen enkel bezoek hier meer telt. Anders blijft de gepubliceerde versie staan en begint de volgende meetronde schoon.', destroyed: 'De bewaartermijn is om: de bezoeken achter deze cijfers zijn vernietigd, en er kan niets meer worden verbeterd of uitgerekend.', dossier: 'Dossier voor ondernemingsraad en FG (om te lezen of af te drukken)' },
  en: { title: 'Publication', visits: 'Approved visits', shown: 'Figures that will be shown', hidden: 'Figures that stay hidden', because: 'Why', rule: 'Rule', ruleText: 'at least {visits} visits, {staff} staff and {inspectors} inspectors', publish: 'Publish', confirm: 'A published wave is fixed. The quality team sees the figures at once. This cannot be undone.', nothing: 'Not one figure would be shown.', stale: 'The wave has changed meanwhile. Fetch the newest state and decide again.', fetch: 'Fetch the newest state', published: 'Published on {time}, version {version}.', changedText: 'Visits declared void, added or corrected since then: {count}.', ready: 'They can appear together as a new version. The old one stays readable.', again: 'Publish a new version', waits: 'They still wait, as whoever compares both versions would learn something about a few visits or people:', tell: 'too few visits have changed here. As soon as there are enough of them to have a figure of their own, the new version can appear.', hidden_here: 'not every figure of this place is shown exactly. Whether the figures around it could follow hangs on what was scored here, which the new version would then tell. So this place stays as it counted when first published, and the next wave starts afresh.', few: 'few people work here. The difference between both versions is what the changed visits scored, and if they are all good or all bad that is about each of them. Whether it is so must not be told by a version that appears. So this change keeps waiting, and the next wave starts afresh.', less: 'a figure that an earlier version shows would have to be hidden now, and what was read is secret no more. The new version can appear when visits are approved here later, or when no visit here counts any more. Otherwise the published version stays, and the next wave starts afresh.', destroyed: 'The retention is over: the visits behind these figures are destroyed, and nothing can be corrected or worked out any more.', dossier: 'File for works council and DPO (to read or to print)' },
});

const reasons = { would_tell: 'tell', not_shown: 'hidden_here', few_people: 'few', would_show_less: 'less' } as const;

// What changed after publication: that it can appear, or where it waits and what would let it appear.
function Corrections({ data, onPublish }: { data: Schemas['ReleaseSummary']; onPublish: (() => void) | undefined }) {
  const t = useTexts(texts);
  if (data.waiting.length === 0)
    return (
      <Notice>
        <p>{t('changedText', { count: number(data.changed_visits) })} {t('ready')}</p>
        {onPublish && <Button onClick={onPublish}>{t('again')}</Button>}
      </Notice>
    );
  return (
    <Notice tone="warning">
      <p>{t('changedText', { count: number(data.changed_visits) })} {t('waits')}</p>
      <ul>{data.waiting.map((one) => <li key={one.place}><strong>{one.name}</strong>: {t(reasons[one.because])}</li>)}</ul>
    </Notice>
  );
}

export function ReleaseSummary({ wave, session, reload }: { wave: string; session: Session; reload?: () => void }) {
  const t = useTexts(texts);
  const now = useLanguage();
  const [asking, setAsking] = useState(false);
  const summary = useLoad(`summary ${wave}`, () => ask(api.GET('/api/waves/{wave_id}/release', { params: { path: { wave_id: wave } } })));
  const publish = useAction(async () => {
    await ask(api.POST('/api/waves/{wave_id}/release', { params: { path: { wave_id: wave } }, body: { rev: summary.data!.rev } }));
    setAsking(false);
    summary.reload();
    reload?.();
  });
  // Publishing takes a moment, the analyses some seconds more: as soon as the release is there, their progress shows.
  useEffect(() => {
    if (!publish.busy) return undefined;
    const timer = setInterval(() => void ask(api.GET('/api/waves/{wave_id}/release', { params: { path: { wave_id: wave } } })).then((now) => now.published_at && (setAsking(false), summary.reload()), () => {}), 1000);
    return () => clearInterval(timer);
  }, [publish.busy]);
  const stale = publish.refusal?.code === 'stale';
  const close = () => {
    setAsking(false);
    publish.clear();
  };
  return (
    <Section title={t('title')}>
      <Await of={summary}>
        {(data) => (
          <div class="stack">
            <Facts items={[
              [t('visits'), number(data.approved_visits)], [t('shown'), number(data.cells_shown)], [t('hidden'), number(data.cells_hidden)],
              [t('because'), data.reasons.map((one) => `${wordOf(now, one.reason)} (${one.cells})`).join(', ') || '–'],
              [t('rule'), t('ruleText', { visits: data.rule.min_visits, staff: data.rule.min_staff_pool, inspectors: data.rule.min_inspectors })],
            ]} />
            {!data.published_at && data.cells_shown === 0 && <Notice tone="warning">{t('nothing')}</Notice>}
            <p><a class="utrecht-link" href={`/api/waves/${wave}/dossier?language=${now}`} target="_blank" rel="noreferrer">{t('dossier')}</a></p>
            {data.published_at
              ? <><Notice tone="good">{t('published', { time: dateTime(data.published_at), version: data.version ?? 1 })}</Notice>{data.release_id && holds(session, 'coordinator') && <AnalysesState release={data.release_id} publishing={publish.busy} destroyed={data.state === 'destroyed'} />}{data.changed_visits > 0 && <Corrections data={data} onPublish={data.state === 'published' && holds(session, 'coordinator') ? () => setAsking(true) : undefined} />}{data.state === 'destroyed' && <p>{t('destroyed')}</p>}</>
              : holds(session, 'coordinator') && <div class="actions"><Button kind="primary" onClick={() => setAsking(true)}>{t('publish')}</Button></div>}
          </div>
        )}
      </Await>
      {asking && <Confirm title={t('publish')} action={t('publish')} busy={publish.busy} refusal={stale ? undefined : publish.refusal} onConfirm={() => void publish.run()} onClose={close}>
        <p>{t('confirm')}</p>
        {stale && <Notice tone="warning"><p>{t('stale')}</p><Button onClick={() => { close(); summary.reload(); reload?.(); }}>{t('fetch')}</Button></Notice>}
      </Confirm>}
    </Section>
  );
}
