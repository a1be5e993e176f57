// SPDX-License-Identifier: EUPL-1.2
// What every form that hands out assignments needs: who may get it, why not, and a reason to depart from the rotation rules.
import { useEffect, useState } from 'preact/hooks';
import { api, ask, type Refusal, type Schemas } from '../api/client.ts';
import { useLoad } from '../api/use.ts';
import { defineTexts, useTexts } from '../i18n/language.ts';
import { Button, Notice, RefusalNotice, Select, TextArea } from '../ui/parts.tsx';

const texts = defineTexts({
  nl: {
    load: '{alias} ({open} open)', choose: 'kies een inspecteur', tied: '{label}, band met deze gemeente', noneCertified: 'Er is nog geen gecertificeerde inspecteur.',
    override: 'Reden om van de rotatieregels af te wijken', overrideHint: 'De reden komt in het logboek.', reload: 'Opnieuw laden',
    max_visits: 'De inspecteur heeft in deze meetronde al het hoogste aantal bezoeken aan deze locatie. Met een reden mag het toch.',
    min_gap: 'Er zitten te weinig dagen tussen twee bezoeken van deze inspecteur aan deze locatie. Met een reden mag het toch.',
    same_scenario: 'De inspecteur bezocht deze locatie al met dit scenario. Daarvan kan niet worden afgeweken.', own_municipality: 'De inspecteur heeft een band met deze gemeente. Daarvan kan niet worden afgeweken.',
    stale: 'intussen gewijzigd; niets gedaan', state_conflict: 'kan niet meer in de huidige toestand', not_found: 'bestaat niet meer', forbidden: 'uw rol staat dit niet toe', inspector: 'Inspecteur',
  },
  en: {
    load: '{alias} ({open} open)', choose: 'choose an inspector', tied: '{label}, tie with this municipality', noneCertified: 'There is no certified inspector yet.',
    override: 'Reason to depart from the rotation rules', overrideHint: 'The reason goes into the audit trail.', reload: 'Load again',
    max_visits: 'The inspector has the highest number of visits to this location in this wave already. With a reason it can be done.',
    min_gap: 'There are too few days between two visits of this inspector to this location. With a reason it can be done.',
    same_scenario: 'The inspector visited this location with this scenario before. No reason lifts that.', own_municipality: 'The inspector has a tie with this municipality. No reason lifts that.',
    stale: 'changed meanwhile; nothing was done', state_conflict: 'no longer possible in the present state', not_found: 'does not exist any more', forbidden: 'your role does not allow this', inspector: 'Inspector',
  },
});

export const loadInspectors = () => ask(api.GET('/api/inspectors'));
export const mayOverride = (code: string, detail: string) => code === 'rotation_rule' && (detail === 'max_visits' || detail === 'min_gap');

/** Why it was not assigned, from the code of the refusal and its detail. */
export function useWhyNot(): (code: string, detail: string) => string {
  const t = useTexts(texts);
  return (code, detail) => {
    if (code === 'rotation_rule' && (detail === 'max_visits' || detail === 'min_gap' || detail === 'same_scenario')) return t(detail);
    if (code === 'own_municipality' || code === 'stale' || code === 'state_conflict' || code === 'not_found' || code === 'forbidden') return t(code);
    return `${code.replaceAll('_', ' ')}${detail && ` (${detail})`}`;
  };
}

/** A refusal to assign, explained: which rule, whether a reason lifts it, and a way on when somebody else was first. */
export function AssignRefused({ refusal, onReload }: { refusal: Refusal | undefined; onReload?: () => void }) {
  const t = useTexts(texts);
  const whyNot = useWhyNot();
  if (!refusal) return null;
  const rule = refusal.code === 'rotation_rule' || refusal.code === 'own_municipality';
  if (!rule && refusal.code !== 'stale') return <RefusalNotice refusal={refusal} />;
  return (
    <Notice tone="danger">
      <p>{refusal.message}</p>
      {rule && <p>{whyNot(refusal.code, refusal.detail ?? '')}</p>}
      {refusal.code === 'stale' && onReload && <Button onClick={onReload}>{t('reload')}</Button>}
    </Notice>
  );
}

/** Who may get it: alias and how much each has open; a tie with the municipality is said beforehand. */
export function InspectorSelect({ value, onValue, municipality, except, empty, required }: { value: string; onValue: (id: string) => void; municipality?: string; except?: string; empty?: string; required?: boolean }) {
  const t = useTexts(texts);
  const inspectors = useLoad('inspectors', loadInspectors);
  const able = (inspectors.data?.inspectors ?? []).filter((one) => one.state === 'certified' && one.id !== except);
  const label = (one: Schemas['InspectorRow']) => {
    const plain = t('load', { alias: one.alias, open: one.open_assignments });
    return municipality && one.ties.includes(municipality) ? t('tied', { label: plain }) : plain;
  };
  return (
    <>
      <RefusalNotice refusal={inspectors.refusal} retry={inspectors.reload} />
      {inspectors.data && able.length === 0 && <Notice tone="warning">{t('noneCertified')}</Notice>}
      <Select label={t('inspector')} required={required} value={value} onValue={onValue} options={[{ value: '', label: empty ?? t('choose') }, ...able.map((one) => ({ value: one.id, label: label(one) }))]} />
    </>
  );
}

/** A reason to depart from the rotation rules, asked for once they stood in the way and a reason can lift them. */
export function OverrideReason({ value, onValue }: { value: string; onValue: (value: string) => void }) {
  const t = useTexts(texts);
  return <TextArea label={t('override')} hint={t('overrideHint')} required value={value} onValue={onValue} />;
}

/** Whether the rules asked for a reason; stays so until another inspector is chosen. */
export function useOverride(refusal: Refusal | undefined) {
  const [needed, setNeeded] = useState(false);
  const [reason, setReason] = useState('');
  useEffect(() => {
    if (refusal && mayOverride(refusal.code, refusal.detail ?? '')) setNeeded(true);
  }, [refusal]);
  const forget = () => {
    setNeeded(false);
    setReason('');
  };
  return { needed, reason, setReason, forget, sent: needed && reason.trim() ? reason.trim() : undefined };
}
