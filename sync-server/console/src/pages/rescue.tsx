// SPDX-License-Identifier: EUPL-1.2
// The ways back to what lies on a tablet: opening one whose PIN is forgotten, by two people; taking in the file that a
// tablet without a network wrote; and what all tablets have to keep to.
import { useId, useState } from 'preact/hooks';
import { api, ask, Refusal, type Schemas } from '../api/client.ts';
import { useAction, useLoad } from '../api/use.ts';
import { dateTime, number } from '../i18n/format.ts';
import { defineTexts, useTexts } from '../i18n/language.ts';
import { Await, Badge, Button, Checkbox, Confirm, Empty, Notice, Section, Table, TextArea, TextField, type Column } from '../ui/parts.tsx';

const texts = defineTexts({
  nl: {
    recoveries: 'Vergeten pincodes', caption: 'Tablets die geopend willen worden, nieuwste eerst', none: 'Geen tablet vraagt om geopend te worden.',
    tablet: 'Tablet', words: 'Zes woorden', state: 'Stand', asked: 'Gevraagd', action: 'Actie',
    stateAsked: 'wacht op twee mensen', stateHalf: '1 van 2 akkoord', stateGranted: 'geopend', stateRefused: 'geweigerd', stateExpired: 'verlopen', until: 'tot {at}',
    firstBy: 'eerste: {name}', endedBy: 'door {name}', release: 'Mijn helft vrijgeven', releaseTitle: '{name} openen', refuse: 'Weigeren', refuseTitle: '{name} niet openen',
    releaseLead: 'Bel de inspecteur. Laat de zes woorden voorlezen die op de tablet staan, en vergelijk ze. Geef alleen vrij als u de stem kent en de woorden dezelfde zijn, in dezelfde volgorde.',
    half: 'Uw helft van de herstelsleutel', halfHint: 'Begint met BB1 of BB2. Hij wordt alleen voor deze tablet gebruikt en daarna vergeten.',
    secondNeeded: 'U hebt uw helft vrijgegeven. Een tweede persoon doet de rest.', refuseLead: 'De tablet blijft gesloten. De inspecteur ziet dat.', reason: 'Reden',
    bundle: 'Bestand van een tablet innemen', bundleLead: 'Een tablet zonder netwerk kan zijn onverzonden werk in een verzegeld bestand zetten. Alleen deze server kan het openen; het mag dus per mail of op een stick komen. Twee keer innemen kan geen kwaad.',
    file: 'Bestand (.bundle)', take: 'Innemen', taken: 'Ingenomen, gemaakt op {at}. Berichten: {mutations} (nieuw of al bekend: {applied}, apart gezet: {set_aside}). Foto’s: {photos}.', photosRefused: 'Foto’s die niet heel zijn of bij geen bezoek passen: {count}.',
    policy: 'Regels voor alle tablets', lease: 'Dagen zonder contact', leaseHint: 'Daarna kan op de tablet niets nieuws worden begonnen en niets ouds gelezen, tot er weer contact is. Er gaat niets verloren. 0: geen grens.',
    wipe: 'Na tien verkeerde pincodes wist een tablet zichzelf', wipeWarning: 'Werk dat nog niet is ingeleverd gaat dan verloren, ook als de inspecteur zelf zich vergist.', save: 'Opslaan', saved: 'Opgeslagen. Tablets horen het binnen een kwartier na hun volgende contact.',
    noWipe: 'Verkeerde pincodes wissen niets; ze laten steeds langer wachten', setBy: 'Laatst gewijzigd door {name} op {at}.', onlyAdmin: 'Een beheerder kan dit wijzigen.',
  },
  en: {
    recoveries: 'Forgotten PINs', caption: 'Tablets that ask to be opened, newest first', none: 'No tablet asks to be opened.',
    tablet: 'Tablet', words: 'Six words', state: 'State', asked: 'Asked', action: 'Action',
    stateAsked: 'waits for two people', stateHalf: '1 of 2 agreed', stateGranted: 'opened', stateRefused: 'refused', stateExpired: 'expired', until: 'until {at}',
    firstBy: 'first: {name}', endedBy: 'by {name}', release: 'Release my half', releaseTitle: 'Open {name}', refuse: 'Refuse', refuseTitle: 'Do not open {name}',
    releaseLead: 'Call the inspector. Have the six words read out that the tablet shows, and compare them. Release only if you know the voice and the words are the same, in the same order.',
    half: 'Your half of the recovery key', halfHint: 'Begins with BB1 or BB2. It is used for this tablet alone and then forgotten.',
    secondNeeded: 'You have released your half. A second person does the rest.', refuseLead: 'The tablet stays closed. The inspector sees that.', reason: 'Reason',
    bundle: 'Take in the file of a tablet', bundleLead: 'A tablet without a network can put its unsent work into a sealed file. Only this server can open it, so it may come by mail or on a stick. Taking it in twice does no harm.',
    file: 'File (.bundle)', take: 'Take in', taken: 'Taken in, made on {at}. Messages: {mutations} (new or known already: {applied}, set aside: {set_aside}). Photos: {photos}.', photosRefused: 'Photos that are not whole or fit no visit: {count}.',
    policy: 'Rules for all tablets', lease: 'Days without contact', leaseHint: 'After that nothing new can be begun on the tablet and nothing old read, until it is in touch again. Nothing is lost. 0: no limit.',
    wipe: 'After ten wrong PINs a tablet wipes itself', wipeWarning: 'Work that was not handed in is lost then, also when it is the inspector who errs.', save: 'Save', saved: 'Saved. Tablets hear of it within a quarter of an hour after their next contact.',
    noWipe: 'Wrong PINs wipe nothing; they make wait longer and longer', setBy: 'Last changed by {name} on {at}.', onlyAdmin: 'An administrator can change this.',
  },
});

type Recovery = Schemas['RecoveryRow'];

const stateText = { asked: 'stateAsked', half_released: 'stateHalf', granted: 'stateGranted', refused: 'stateRefused', expired: 'stateExpired' } as const;
const stateTone = { asked: 'warning', half_released: 'warning', granted: 'good', refused: 'danger', expired: 'quiet' } as const;
const isOpen = (row: Recovery) => row.state === 'asked' || row.state === 'half_released';

export function Rescue({ admin }: { admin: boolean }) {
  return (
    <>
      <Recoveries />
      <TakeIn />
      <Policy admin={admin} />
    </>
  );
}

function Recoveries() {
  const t = useTexts(texts);
  const list = useLoad('recoveries', () => ask(api.GET('/api/recoveries')));
  const [releasing, setReleasing] = useState<Recovery>();
  const [refusing, setRefusing] = useState<Recovery>();
  const columns: Column<Recovery>[] = [
    { key: 'tablet', head: t('tablet'), cell: (row) => <>{row.device_name}<br /><span class="quiet">{row.inspector_alias}</span></> },
    { key: 'words', head: t('words'), cell: (row) => <span translate={false}>{row.words.join(' · ')}</span> },
    {
      key: 'state', head: t('state'), cell: (row) => (
        <>
          <Badge tone={stateTone[row.state]}>{t(stateText[row.state])}</Badge>
          {row.first_by && <><br /><span class="quiet">{t('firstBy', { name: row.first_by })}</span></>}
          {row.ended_by && <><br /><span class="quiet">{t('endedBy', { name: row.ended_by })}</span></>}
        </>
      ),
    },
    { key: 'asked', head: t('asked'), cell: (row) => <>{dateTime(row.asked_at)}{isOpen(row) && <><br /><span class="quiet">{t('until', { at: dateTime(row.expires_at) })}</span></>}</> },
    {
      key: 'action', head: t('action'), cell: (row) => isOpen(row) && (
        <div class="actions">
          {row.by_me ? <span>{t('secondNeeded')}</span> : <Button kind="primary" aria-label={t('releaseTitle', { name: row.device_name })} onClick={() => setReleasing(row)}>{t('release')}</Button>}
          <Button kind="danger" aria-label={t('refuseTitle', { name: row.device_name })} onClick={() => setRefusing(row)}>{t('refuse')}</Button>
        </div>
      ),
    },
  ];
  return (
    <Section title={t('recoveries')}>
      <Await of={list}>
        {({ rows }) => rows.length ? <Table caption={t('caption')} columns={columns} rows={rows} rowKey={(row) => row.id} /> : <Empty><p>{t('none')}</p></Empty>}
      </Await>
      {releasing && <Release row={releasing} onClose={() => setReleasing(undefined)} onDone={list.reload} />}
      {refusing && <Refuse row={refusing} onClose={() => setRefusing(undefined)} onDone={list.reload} />}
    </Section>
  );
}

interface StepProps { row: Recovery; onClose: () => void; onDone: () => void }

function Release({ row, onClose, onDone }: StepProps) {
  const t = useTexts(texts);
  const [half, setHalf] = useState('');
  const [reason, setReason] = useState('');
  const release = useAction(async () => {
    await ask(api.POST('/api/recoveries/{recovery_id}/release', { params: { path: { recovery_id: row.id } }, body: { half, reason } }));
    onDone();
    onClose();
  });
  return (
    <Confirm title={t('releaseTitle', { name: row.device_name })} action={t('release')} tone="primary" busy={release.busy} refusal={release.refusal} onConfirm={() => void release.run()} onClose={onClose}>
      <p>{t('releaseLead')}</p>
      <p><strong translate={false}>{row.words.join(' · ')}</strong></p>
      <TextField label={t('half')} hint={t('halfHint')} type="password" autocomplete="off" spellcheck={false} value={half} onValue={setHalf} required />
      <TextArea label={t('reason')} value={reason} onValue={setReason} required />
    </Confirm>
  );
}

function Refuse({ row, onClose, onDone }: StepProps) {
  const t = useTexts(texts);
  const [reason, setReason] = useState('');
  const refuse = useAction(async () => {
    await ask(api.POST('/api/recoveries/{recovery_id}/refuse', { params: { path: { recovery_id: row.id } }, body: { reason } }));
    onDone();
    onClose();
  });
  return (
    <Confirm title={t('refuseTitle', { name: row.device_name })} action={t('refuse')} tone="danger" busy={refuse.busy} refusal={refuse.refusal} onConfirm={() => void refuse.run()} onClose={onClose}>
      <p>{t('refuseLead')}</p>
      <TextArea label={t('reason')} value={reason} onValue={setReason} required />
    </Confirm>
  );
}

function TakeIn() {
  const t = useTexts(texts);
  const id = useId();
  const [file, setFile] = useState<File>();
  const [taken, setTaken] = useState<Schemas['TakenIn']>();
  const take = useAction(async () => {
    if (!file) return;
    setTaken(undefined);
    // The file as it is: it is sealed, and the server reads it in pieces.
    setTaken(await ask(api.POST('/api/bundles', { body: file as never, bodySerializer: (body: unknown) => body as File, headers: { 'Content-Type': 'application/octet-stream' } } as never)) as Schemas['TakenIn']);
  });
  return (
    <Section title={t('bundle')}>
      <p>{t('bundleLead')}</p>
      {take.refusal && <Notice tone="danger">{take.refusal.message}</Notice>}
      {taken && (
        <Notice tone="good">
          {t('taken', { mutations: number(taken.mutations), applied: number(taken.applied + taken.duplicates), set_aside: number(taken.set_aside), photos: number(taken.photos), at: dateTime(taken.made_at) })}
          {taken.photos_refused > 0 && ` ${t('photosRefused', { count: number(taken.photos_refused) })}`}
        </Notice>
      )}
      <div class="field">
        <label class="utrecht-form-label" for={id}>{t('file')}</label>
        <input class="utrecht-textbox" id={id} type="file" accept=".bundle" onChange={(event) => setFile(event.currentTarget.files?.[0])} />
      </div>
      <div class="actions"><Button kind="primary" busy={take.busy} disabled={!file} onClick={() => void take.run()}>{t('take')}</Button></div>
    </Section>
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
