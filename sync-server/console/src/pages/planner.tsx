// SPDX-License-Identifier: EUPL-1.2
// How many visits a wave needs before it can show what one wants to know.
import { useState } from 'preact/hooks';
import { api, ask, type Schemas } from '../api/client.ts';
import { useAction } from '../api/use.ts';
import { number } from '../i18n/format.ts';
import { defineTexts, useTexts } from '../i18n/language.ts';
import { Button, Notice, Page, RefusalNotice, Section, Select, Table, TextField } from '../ui/parts.tsx';

const texts = defineTexts({
  nl: { title: 'Hoeveel bezoeken?', lead: 'Vooraf uitrekenen hoeveel bezoeken een meetronde nodig heeft. Te weinig bezoeken laten een echte verbetering niet zien; te veel kosten baliemedewerkers tijd.', what: 'Wat wilt u weten?', share: 'Of een percentage verandert', mean: 'Of een score verandert', width: 'Hoe hoog een percentage nu is', now: 'Nu (%)', target: 'Dat u wilt kunnen zien (%)', points: 'Verschil in punten', sd: 'Spreiding van bezoeken (punten)', sdHint: 'Standaardafwijking; 13 tot 18 is gewoon', within: 'Op hoeveel procentpunt nauwkeurig', power: 'Kans dat u het verschil ook vindt', powerText: '{n} %', count: 'Uitrekenen', answer: '{n} bezoeken per meetronde', answerText: 'Per groep die u apart wilt zien: voor elke gemeente of locatie die u wilt vergelijken is dit aantal nodig.', small: 'Eén kleine gemeente haalt dit niet in één meetronde. Neem gemeenten of meetronden samen.', table: 'Wat zegt een percentage van 80 % bij zoveel bezoeken?', n: 'Bezoeken', half: 'Het echte percentage ligt er hooguit zo ver van af', pp: '± {n} procentpunt', misfit: 'Vul alle vakken in, met twee verschillende percentages tussen 0 en 100.' },
  en: { title: 'How many visits?', lead: 'Work out beforehand how many visits a wave needs. Too few do not show a real improvement; too many cost counter staff time.', what: 'What do you want to know?', share: 'Whether a percentage changes', mean: 'Whether a score changes', width: 'How high a percentage is now', now: 'Now (%)', target: 'What you want to be able to see (%)', points: 'Difference in points', sd: 'Spread of visits (points)', sdHint: 'Standard deviation; 13 to 18 is usual', within: 'To how many percentage points', power: 'Chance that you find the difference', powerText: '{n}%', count: 'Work out', answer: '{n} visits per wave', answerText: 'For each group that you want to see by itself: every municipality or location to be compared takes this number.', small: 'One small municipality does not reach this in a single wave. Take municipalities or waves together.', table: 'What does a percentage of 80% say with so many visits?', n: 'Visits', half: 'The true percentage is at most this far away', pp: '± {n} percentage points', misfit: 'Fill in every field, with two different percentages between 0 and 100.' },
});

type Kind = 'share' | 'mean' | 'width';
// Half-widths of Wilson's interval at 80 %, as docs/statistics.md works them out.
const widths: [number, number][] = [[10, 22.7], [20, 16.8], [30, 13.9], [50, 10.9], [100, 7.8], [400, 3.9]];
const large = 60;

export function Planner() {
  const t = useTexts(texts);
  const [kind, setKind] = useState<Kind>('share');
  const [values, setValues] = useState({ share_now: '80', share_then: '90', difference: '5', sd: '15', within: '10', power: '80' });
  const [answer, setAnswer] = useState<Schemas['SampleAnswer']>();
  const set = (name: keyof typeof values) => (value: string) => {
    setAnswer(undefined);
    setValues({ ...values, [name]: value });
  };
  const names: Record<Kind, (keyof typeof values)[]> = { share: ['share_now', 'share_then', 'power'], mean: ['difference', 'sd', 'power'], width: ['share_now', 'within'] };
  const count = useAction(async () => {
    const query = Object.fromEntries(names[kind].map((name) => [name, Number(values[name].replace(',', '.'))]));
    setAnswer(await ask(api.GET('/api/sample-size', { params: { query } })));
  });
  const field = (name: keyof typeof values, label: string, hint?: string) => <TextField label={label} hint={hint} type="number" step="any" min="0" required value={values[name]} onValue={set(name)} />;
  return (
    <Page title={t('title')} lead={t('lead')}>
      <Section title={t('what')}>
        <form class="stack" onSubmit={(event) => { event.preventDefault(); void count.run(); }}>
          <Select label={t('what')} value={kind} onValue={(value) => { setAnswer(undefined); setKind(value as Kind); }} options={(['share', 'mean', 'width'] as const).map((one) => ({ value: one, label: t(one) }))} />
          <div class="grid">
            {kind !== 'mean' && field('share_now', t('now'))}
            {kind === 'share' && field('share_then', t('target'))}
            {kind === 'mean' && field('difference', t('points'))}
            {kind === 'mean' && field('sd', t('sd'), t('sdHint'))}
            {kind === 'width' && field('within', t('within'))}
            {kind !== 'width' && <Select label={t('power')} value={values.power} onValue={set('power')} options={['80', '90', '95'].map((n) => ({ value: n, label: t('powerText', { n }) }))} />}
          </div>
          {count.refusal?.code === 'validation' || count.refusal?.code === 'malformed' ? <Notice tone="warning">{t('misfit')}</Notice> : <RefusalNotice refusal={count.refusal} />}
          <div class="actions"><Button kind="primary" type="submit" busy={count.busy}>{t('count')}</Button></div>
          <div role="status">{answer && <><p class="figure">{t('answer', { n: number(answer.per_wave) })}</p><p>{t('answerText')}</p>{answer.per_wave > large && <Notice tone="warning">{t('small')}</Notice>}</>}</div>
        </form>
      </Section>
      <Section title={t('table')}>
        <Table caption={t('table')} rows={widths} rowKey={([n]) => String(n)} columns={[
          { key: 'n', head: t('n'), numeric: true, cell: ([n]) => number(n) },
          { key: 'half', head: t('half'), cell: ([, half]) => t('pp', { n: number(half, 1) }) },
        ]} />
      </Section>
    </Page>
  );
}
