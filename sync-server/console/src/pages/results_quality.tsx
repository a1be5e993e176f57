// SPDX-License-Identifier: EUPL-1.2
// How far the figures can be trusted, and what training did: agreement of inspectors, their part in the differences, and
// the difference that training made.
import { api, ask, type Schemas } from '../api/client.ts';
import { useLoad } from '../api/use.ts';
import { date, number } from '../i18n/format.ts';
import { defineTexts, useLanguage, useTexts } from '../i18n/language.ts';
import { wordOf } from '../i18n/words.ts';
import { Badge, Facts, Notice, Section, type Tone } from '../ui/parts.tsx';
import { whyNone } from './results_words.ts';

const texts = defineTexts({
  nl: { agreement: 'Zien twee inspecteurs hetzelfde?', agreementLead: 'Bij een deel van de bezoeken keken twee inspecteurs naar hetzelfde gesprek. Alfa zegt hoe ver zij het eens waren over de toon: 1 is altijd hetzelfde, 0 is zo eens als bij loten. Vanaf 0,80 zijn de scores goed bruikbaar; onder 0,67 moeten inspecteurs eerst opnieuw worden geijkt.', alpha: 'Alfa (Krippendorff)', interval: '95%-interval', icc: 'Overeenstemming over de totaalscore (ICC)', pairs: 'Dubbele bezoeken', atLeast: 'minstens {n}', verdict: 'Oordeel', good: 'goed bruikbaar', usable: 'bruikbaar, met voorbehoud', too_low: 'te laag: eerst ijken', not_shown: 'nog niet te zeggen', questions: 'Vragen over de toon (nummers in de vragenlijst)', range: '{low} tot {high}', inspectors: 'Hoeveel ligt aan wie er keek?', inspectorsLead: 'Geen twee mensen zijn even streng. Dit deel van de verschillen tussen bezoeken hangt samen met de inspecteur en niet met de balie. Van afzonderlijke inspecteurs staat hier niets.', share: 'Deel dat bij de inspecteur hoort', visits: 'Bezoeken', howAgreement: 'Alfa van Krippendorff voor geordende antwoorden, over de vragen met een toonschaal; het interval komt uit {resamples} herhalingen met steeds andere hele bezoeken. De ICC(2,1) vergelijkt de totaalscores van beide inspecteurs: 1 is altijd dezelfde score.', howInspectors: 'Model met toevallige effecten van inspecteur en locatie op de totaalscore; het interval bevat wat de likelihood met 95 % zekerheid niet uitsluit. Het aantal keer zoveel bezoeken is het ontwerpeffect 1 + (m − 1)ρ, met m bezoeken per inspecteur.', percent: '{n} %', effect: 'Daardoor zijn voor dezelfde zekerheid nodig', effectText: '{n} keer zoveel bezoeken', training: 'Hielp de training?', trainingLead: 'Vergeleken is hoeveel méér de getrainde locaties veranderden dan de andere. Zo telt wat overal veranderde niet mee.', none: 'Er is geen training vastgelegd van voor deze meetronde.', given: 'Training op {date}: {content}', dimension: 'Onderdeel', difference: 'Verschil door de training', points: '{n} punten', rose: 'de training hielp', fell: 'getrainde locaties bleven achter', not_distinguishable: 'te weinig locaties om te zeggen', chance: 'Kans op zo’n verschil zonder effect', atMost: 'hooguit {p} %', arms: 'Locaties', armsText: '{trained} getraind, {others} niet', before: 'Zelfde verschil in de tijd ervoor', beforeHint: 'hoort dicht bij 0 te liggen', waves: 'Meetronden', more: 'Hoe is dit berekend?', moreText: 'Verschil-in-verschillen over gepubliceerde cijfers van locaties, met het 95 %-interval van Welch. De kans zegt hoe vaak een toevallige verdeling van dezelfde locaties in twee groepen zo’n verschil of een groter geeft.' },
  en: { agreement: 'Do two inspectors see the same?', agreementLead: 'At some of the visits two inspectors watched the same conversation. Alpha says how far they agreed on its tone: 1 is always the same, 0 is as if drawn by lot. From 0.80 on scores are fit for use; below 0.67 inspectors must be calibrated anew first.', alpha: 'Alpha (Krippendorff)', interval: '95% interval', icc: 'Agreement on the overall score (ICC)', pairs: 'Double visits', atLeast: 'at least {n}', verdict: 'Verdict', good: 'fit for use', usable: 'usable, with care', too_low: 'too low: calibrate first', not_shown: 'cannot be said yet', questions: 'Questions on tone (numbers in the questionnaire)', range: '{low} to {high}', inspectors: 'How much is due to who looked?', inspectorsLead: 'No two people are equally strict. This part of the differences between visits goes with the inspector and not with the counter. Nothing is shown of single inspectors.', share: 'Part that goes with the inspector', visits: 'Visits', howAgreement: 'Krippendorff’s alpha for ordered answers, over the questions with a tone scale; the interval comes from {resamples} repetitions with other whole visits each time. ICC(2,1) compares the overall scores of both inspectors: 1 is always the same score.', howInspectors: 'A model with random effects of inspector and location on the overall score; the interval holds what the likelihood does not rule out with 95% certainty. How many times as many visits is the design effect 1 + (m − 1)ρ, with m visits an inspector.', percent: '{n}%', effect: 'For the same certainty it takes', effectText: '{n} times as many visits', training: 'Did the training help?', trainingLead: 'What was compared is how much more the trained locations changed than the others, so that what changed everywhere does not count.', none: 'No training before this wave was recorded.', given: 'Training on {date}: {content}', dimension: 'Dimension', difference: 'Difference made by the training', points: '{n} points', rose: 'the training helped', fell: 'trained locations fell behind', not_distinguishable: 'too few locations to say', chance: 'Chance of such a difference without effect', atMost: 'at most {p}%', arms: 'Locations', armsText: '{trained} trained, {others} not', before: 'The same difference in the time before', beforeHint: 'should be close to 0', waves: 'Waves', more: 'How was this worked out?', moreText: 'Difference in differences over published figures of locations, with Welch’s 95% interval. The chance says how often splitting the same locations into two groups at random gives such a difference or a larger one.' },
});

const tone: Record<string, Tone | 'quiet'> = { good: 'good', usable: 'info', too_low: 'danger', not_shown: 'quiet', rose: 'good', fell: 'danger', not_distinguishable: 'quiet' };

export function ResultsQuality({ analyses, top }: { analyses: Schemas['ReleaseAnalyses']; top: string }) {
  return (
    <>
      <Agreement agreement={analyses.agreement} />
      <Inspectors part={analyses.inspectors} release={analyses.release_id} top={top} />
    </>
  );
}

function Agreement({ agreement }: { agreement: Schemas['Agreement'] }) {
  const t = useTexts(texts);
  const now = useLanguage();
  const range = (interval: Schemas['Between']) => t('range', { low: number(interval.lower, 2), high: number(interval.upper, 2) });
  return (
    <Section title={t('agreement')}>
      <p>{t('agreementLead')}</p>
      {agreement.none ? <Notice>{whyNone(now, agreement.none)}</Notice> : (
        <Facts items={[
          [t('verdict'), <Badge tone={tone[agreement.verdict]}>{t(agreement.verdict)}</Badge>],
          [t('alpha'), <>{number(agreement.alpha, 2)} <span class="quiet">({range(agreement.alpha_interval)})</span></>],
          [t('icc'), agreement.icc === undefined ? '–' : <>{number(agreement.icc, 2)}{agreement.icc_interval && <span class="quiet"> ({range(agreement.icc_interval)})</span>}</>],
          [t('pairs'), t('atLeast', { n: agreement.pairs_at_least })], [t('questions'), agreement.questions.join(', ')],
        ]} />
      )}
      <details><summary>{t('more')}</summary><p>{t('howAgreement', { resamples: number(agreement.resamples) })}</p></details>
    </Section>
  );
}

function Inspectors({ part, release, top }: { part: Schemas['InspectorPart']; release: string; top: string }) {
  const t = useTexts(texts);
  // It rests on all visits of the release that have an overall score.
  const all = useLoad(`index ${release}`, () => ask(api.GET('/api/releases/{release_id}/cells', { params: { path: { release_id: release }, query: { place: top, dimension: 'INDEX' } } })));
  const visits = all.data?.cells[0]?.n_at_least;
  const now = useLanguage();
  return (
    <Section title={t('inspectors')}>
      <p>{t('inspectorsLead')}</p>
      {part.none ? <Notice>{whyNone(now, part.none)}</Notice> : (
        <Facts items={[
          [t('share'), <>{t('percent', { n: number(part.share) })} <span class="quiet">({t('range', { low: number(part.interval.lower), high: t('percent', { n: number(part.interval.upper) }) })})</span></>],
          ...(visits === undefined ? [] : [[t('visits'), t('atLeast', { n: visits })] as [string, string]]),
          [t('effect'), t('effectText', { n: number(part.design_effect, 1) })],
        ]} />
      )}
      <details><summary>{t('more')}</summary><p>{t('howInspectors')}</p></details>
    </Section>
  );
}

export function ResultsTraining({ results }: { results: Schemas['TrainingResult'][] }) {
  const t = useTexts(texts);
  const now = useLanguage();
  return (
    <Section title={t('training')}>
      <p>{t('trainingLead')}</p>
      {results.length === 0 && <Notice>{t('none')}</Notice>}
      {results.map((result) => (
        <div key={result.given_on + result.content + result.dimension} class="stack result">
          <h3>{t('given', { date: date(result.given_on), content: result.content })} – {wordOf(now, result.dimension)}</h3>
          {result.none ? <Notice>{whyNone(now, result.none)}</Notice> : (
            <Facts items={[
              [t('difference'), <>{t('points', { n: `${result.effect > 0 ? '+' : ''}${number(result.effect, 1)}` })}{result.interval && <span class="quiet"> ({t('range', { low: number(result.interval.lower, 1), high: number(result.interval.upper, 1) })})</span>}</>],
              [t('verdict'), <Badge tone={tone[result.verdict]}>{t(result.verdict)}</Badge>],
              [t('chance'), t('atMost', { p: number(result.p_permutation * 100, result.p_permutation < 0.01 ? 1 : 0) })],
              [t('arms'), t('armsText', { trained: result.trained, others: result.others })],
              [t('before'), result.before === undefined ? '–' : <>{t('points', { n: number(result.before, 1) })} <span class="quiet">({t('beforeHint')})</span></>],
              [t('waves'), result.waves.join(', ')],
            ]} />
          )}
        </div>
      ))}
      <details><summary>{t('more')}</summary><p>{t('moreText')}</p></details>
    </Section>
  );
}
