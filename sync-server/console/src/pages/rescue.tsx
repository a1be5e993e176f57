// SPDX-License-Identifier: EUPL-1.2
// What all tablets have to keep to.
import { useState } from 'preact/hooks';
import { api, ask, Refusal, type Schemas } from '../api/client.ts';
import { useAction, useLoad } from '../api/use.ts';
import { dateTime, number } from '../i18n/format.ts';
import { defineTexts, useTexts } from '../i18n/language.ts';
import { Await, Button, Checkbox, Notice, Section, TextArea, TextField } from '../ui/parts.tsx';

const texts = defineTexts({
  nl: {
    policy: 'Regels voor alle tablets', lease: 'Dagen zonder contact', leaseHint: 'Daarna kan op de tablet niets nieuws worden begonnen en niets ouds gelezen, tot er weer contact is. Er gaat niets verloren. 0: geen grens.',
    reason: 'Reden', wipe: 'Na tien verkeerde pincodes wist een tablet zichzelf', wipeWarning: 'Werk dat nog niet is ingeleverd gaat dan verloren, ook als de inspecteur zelf zich vergist.', save: 'Opslaan', saved: 'Opgeslagen. Tablets horen het binnen een kwartier na hun volgende contact.',
    noWipe: 'Verkeerde pincodes wissen niets; ze laten steeds langer wachten', setBy: 'Laatst gewijzigd door {name} op {at}.', onlyAdmin: 'Een beheerder kan dit wijzigen.',
  },
  en: {
    policy: 'Rules for all tablets', lease: 'Days without contact', leaseHint: 'After that nothing new can be begun on the tablet and nothing old read, until it is in touch again. Nothing is lost. 0: no limit.',
    reason: 'Reason', wipe: 'After ten wrong PINs a tablet wipes itself', wipeWarning: 'Work that was not handed in is lost then, also when it is the inspector who errs.', save: 'Save', saved: 'Saved. Tablets hear of it within a quarter of an hour after their next contact.',
    noWipe: 'Wrong PINs wipe nothing; they make wait longer and longer', setBy: 'Last changed by {name} on {at}.', onlyAdmin: 'An administrator can change this.',
  },
});

export function Rescue({ admin }: { admin: boolean }) {
  return (
    <Policy admin={admin} />
  );
}

function Policy({ admin }: { admin: boolean }) {
  const t = useTexts(texts);
  const policy = useLoad('policy', () => ask(api.GET('/api/tablet-policy')));
  return (
    <Section title={t('policy')}>
      <Await of={policy}>
        {(present) => <PolicyForm present={present} admin={admin} onDone={policy.reload} />}
      </Await>
    </Section>
  );
}

function PolicyForm({ present, admin, onDone }: { present: Schemas['PolicyView']; admin: boolean; onDone: () => void }) {
  const t = useTexts(texts);
  const [days, setDays] = useState(String(present.lease_days));
  const [wipe, setWipe] = useState(present.wipe_after_wrong_pins);
  const [reason, setReason] = useState('');
  const [saved, setSaved] = useState(false);
  const save = useAction(async () => {
    setSaved(false);
    if (!/^\d{1,3}$/.test(days)) throw new Refusal({ title: t('leaseHint') }, 0);
    await ask(api.PUT('/api/tablet-policy', { body: { number: present.number, lease_days: Number(days), wipe_after_wrong_pins: wipe, reason } }));
    setSaved(true);
    onDone();
  });
  const by = present.set_by && present.set_at ? <p class="quiet">{t('setBy', { name: present.set_by, at: dateTime(present.set_at) })}</p> : null;
  if (!admin)
    return (
      <>
        <p>{t('lease')}: {number(present.lease_days)}. {t('leaseHint')}</p>
        <p>{t(present.wipe_after_wrong_pins ? 'wipe' : 'noWipe')}.</p>
        <p class="quiet">{t('onlyAdmin')}</p>
        {by}
      </>
    );
  return (
    <form onSubmit={(event) => { event.preventDefault(); void save.run(); }}>
      {save.refusal && <Notice tone="danger">{save.refusal.message}</Notice>}
      {saved && <Notice tone="good">{t('saved')}</Notice>}
      <TextField label={t('lease')} hint={t('leaseHint')} type="number" min="0" value={days} onValue={setDays} required />
      <Checkbox label={t('wipe')} checked={wipe} onChecked={setWipe} />
      {wipe && <Notice tone="warning">{t('wipeWarning')}</Notice>}
      <TextArea label={t('reason')} value={reason} onValue={setReason} required />
      <div class="actions"><Button kind="primary" type="submit" busy={save.busy}>{t('save')}</Button></div>
      {by}
    </form>
  );
}
