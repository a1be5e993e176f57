// SPDX-License-Identifier: EUPL-1.2
// Tablets: whose they are, when they were last heard of and what they still held then; withdrawing one, and ordering one
// to lock or to wipe itself.
import { useState } from 'preact/hooks';
import { api, ask, type Schemas } from '../api/client.ts';
import { useAction, useLoad } from '../api/use.ts';
import { dateTime, number } from '../i18n/format.ts';
import { defineTexts, language, useTexts } from '../i18n/language.ts';
import { wordOf } from '../i18n/words.ts';
import { Await, Badge, Button, Confirm, Empty, Notice, Section, Select, Table, TextArea, type Column } from '../ui/parts.tsx';

const texts = defineTexts({
  nl: {
    action: 'Actie', state: 'Stand', devices: 'Tablets', deviceCaption: 'Tablets, nieuwste eerst', tablet: 'Tablet', inspector: 'Inspecteur', contact: 'Laatste contact',
    version: 'Versie', unsent: 'Nog te verzenden', unknown: 'onbekend',
    noDevices: 'Er zijn nog geen tablets aangemeld. Maak bij een inspecteur een code om er een toe te laten.',
    noDevicesAdmin: 'Er zijn nog geen tablets aangemeld. Een coördinator laat ze toe.', revoke: 'Intrekken', revokeTitle: '{name} intrekken',
    revokeLead: 'De tablet krijgt geen toegang meer en gaat bij het volgende contact op slot. Dit kan niet ongedaan worden gemaakt.',
    unsentWarning: 'Op deze tablet staan volgens het laatste bericht nog {count} onverzonden wijzigingen.',
    unsentUnknown: 'Het is niet bekend of op deze tablet nog onverzonden werk staat.', reason: 'Reden', revokedAt: 'ingetrokken op {at}',
    reportedAt: 'volgens bericht van {at}', ofVisits: 'waarvan {count} bezoeken', problems: 'Meldt: {what}',
    draftsKept: 'Begonnen bezoeken met een kopie hier: {count}, laatst van {at}',
    order: 'Opdracht geven', orderTitle: 'Opdracht aan {name}', orderWhat: 'Wat moet de tablet doen?', orderGive: 'Opdracht geven',
    lock: 'Vergrendelen', release: 'Vergrendeling opheffen', wipe_after_upload: 'Wissen nadat alles is ingeleverd', wipe_now: 'Nu wissen',
    lockLead: 'De tablet toont niets meer. Wat nog te verzenden is, wordt ingeleverd. U kunt dit opheffen.',
    releaseLead: 'De inspecteur kan de tablet weer ontgrendelen.',
    wipe_after_uploadLead: 'De tablet levert eerst in wat nog te verzenden is, laat van begonnen bezoeken een kopie achter en wist daarna alles. Hij krijgt niets nieuws meer. Dit kan niet ongedaan worden gemaakt.',
    wipe_nowLead: 'De tablet wist bij het volgende contact alles, ook werk dat nog niet is ingeleverd. Bedoeld voor een tablet in verkeerde handen. Dit kan niet ongedaan worden gemaakt.',
    orderGiven: '{what}: gegeven op {at}', orderDelivered: 'ontvangen op {at}', orderDone: 'uitgevoerd op {at}', orderWaits: 'nog niet ontvangen',
  },
  en: {
    action: 'Action', state: 'State', devices: 'Tablets', deviceCaption: 'Tablets, newest first', tablet: 'Tablet', inspector: 'Inspector', contact: 'Last contact',
    version: 'Version', unsent: 'Still to send', unknown: 'unknown', noDevices: 'No tablets have enrolled yet. Make a code for an inspector to admit one.',
    noDevicesAdmin: 'No tablets have enrolled yet. A coordinator admits them.', revoke: 'Withdraw', revokeTitle: 'Withdraw {name}',
    revokeLead: 'The tablet gets no access any more and is locked at its next contact. This cannot be undone.',
    unsentWarning: 'By its last message this tablet still holds {count} unsent changes.', unsentUnknown: 'It is not known whether this tablet still holds unsent work.',
    reason: 'Reason', revokedAt: 'withdrawn on {at}',
    reportedAt: 'as reported on {at}', ofVisits: 'of which {count} visits', problems: 'Reports: {what}',
    draftsKept: 'Begun visits with a copy here: {count}, last as of {at}',
    order: 'Give an order', orderTitle: 'Order to {name}', orderWhat: 'What shall the tablet do?', orderGive: 'Give the order',
    lock: 'Lock', release: 'Release the lock', wipe_after_upload: 'Wipe once everything is handed in', wipe_now: 'Wipe now',
    lockLead: 'The tablet shows nothing any more. What is unsent is handed in. You can release it.',
    releaseLead: 'The inspector can unlock the tablet again.',
    wipe_after_uploadLead: 'The tablet first hands in what is unsent, leaves a copy of begun visits and then wipes everything. It receives nothing new. This cannot be undone.',
    wipe_nowLead: 'At its next contact the tablet wipes everything, work that was not handed in included. For a tablet in wrong hands. This cannot be undone.',
    orderGiven: '{what}: given on {at}', orderDelivered: 'received on {at}', orderDone: 'carried out on {at}', orderWaits: 'not received yet',
  },
});

type Device = Schemas['DeviceRow'];
type Order = Schemas['OrderMode'];

/** What may follow the last order; the server has the last word. */
function ordersFor(device: Device): Order[] {
  if (device.order === 'wipe_now') return [];
  if (device.order === 'wipe_after_upload') return ['wipe_now'];
  return device.order === 'lock' ? ['release', 'wipe_after_upload', 'wipe_now'] : ['lock', 'wipe_after_upload', 'wipe_now'];
}

export function Devices({ coordinator, onChange }: { coordinator: boolean; onChange: () => void }) {
  const t = useTexts(texts);
  const list = useLoad('devices', () => ask(api.GET('/api/devices')));
  const [revoking, setRevoking] = useState<Device>();
  const [ordering, setOrdering] = useState<Device>();
  const reload = () => { list.reload(); onChange(); };
  const columns: Column<Device>[] = [
    { key: 'tablet', head: t('tablet'), cell: (row) => <>{row.name}<br /><span class="quiet">{row.platform}</span></> },
    { key: 'inspector', head: t('inspector'), cell: (row) => row.alias },
    { key: 'state', head: t('state'), cell: (row) => <><Badge tone={row.state === 'active' ? 'good' : 'danger'}>{wordOf(language(), row.state)}</Badge>{row.revoked_at && <><br /><span class="quiet">{t('revokedAt', { at: dateTime(row.revoked_at) })}</span></>}<OrderState device={row} /></> },
    { key: 'contact', head: t('contact'), cell: (row) => dateTime(row.last_contact) },
    { key: 'version', head: t('version'), cell: (row) => row.app_version },
    { key: 'unsent', head: t('unsent'), cell: (row) => <Unsent device={row} /> },
    {
      key: 'action', head: t('action'), cell: (row) => (
        <div class="actions">
          {row.state === 'active' && <Button kind="danger" aria-label={t('revokeTitle', { name: row.name })} onClick={() => setRevoking(row)}>{t('revoke')}</Button>}
          {ordersFor(row).length > 0 && <Button aria-label={t('orderTitle', { name: row.name })} onClick={() => setOrdering(row)}>{t('order')}</Button>}
        </div>
      ),
    },
  ];
  return (
    <Section title={t('devices')}>
      <Await of={list}>
        {({ devices }) => devices.length
          ? <Table caption={t('deviceCaption')} columns={columns} rows={devices} rowKey={(row) => row.id} />
          : <Empty><p>{t(coordinator ? 'noDevices' : 'noDevicesAdmin')}</p></Empty>}
      </Await>
      {revoking && <Revoke device={revoking} onClose={() => setRevoking(undefined)} onDone={reload} />}
      {ordering && <GiveOrder device={ordering} onClose={() => setOrdering(undefined)} onDone={reload} />}
    </Section>
  );
}

function Unsent({ device }: { device: Device }) {
  const t = useTexts(texts);
  const kept = device.drafts_kept > 0 && device.drafts_kept_at !== undefined
    && <><br /><span class="quiet">{t('draftsKept', { count: number(device.drafts_kept), at: dateTime(device.drafts_kept_at) })}</span></>;
  if (device.unsent === undefined || device.reported_at === undefined) return <>{t('unknown')}{kept}</>;
  return (
    <>
      {number(device.unsent)}{device.unsent_visits ? `, ${t('ofVisits', { count: number(device.unsent_visits) })}` : ''}
      <br /><span class="quiet">{t('reportedAt', { at: dateTime(device.reported_at) })}</span>
      {device.problems.length > 0 && <><br /><span class="quiet">{t('problems', { what: device.problems.map((code) => wordOf(language(), code)).join(', ') })}</span></>}
      {kept}
    </>
  );
}

function OrderState({ device }: { device: Device }) {
  const t = useTexts(texts);
  if (device.order === undefined || device.order_given_at === undefined) return null;
  const then = device.order_done_at ? t('orderDone', { at: dateTime(device.order_done_at) })
    : device.order_delivered_at ? t('orderDelivered', { at: dateTime(device.order_delivered_at) }) : t('orderWaits');
  return <><br /><span class="quiet">{t('orderGiven', { what: t(device.order), at: dateTime(device.order_given_at) })}; {then}</span></>;
}

function GiveOrder({ device, onClose, onDone }: { device: Device; onClose: () => void; onDone: () => void }) {
  const t = useTexts(texts);
  const possible = ordersFor(device);
  const [mode, setMode] = useState<Order>(possible[0] ?? 'lock');
  const [reason, setReason] = useState('');
  const give = useAction(async () => {
    await ask(api.POST('/api/devices/{device_id}/orders', { params: { path: { device_id: device.id } }, body: { mode, reason } }));
    onDone();
    onClose();
  });
  const wipes = mode === 'wipe_now' || mode === 'wipe_after_upload';
  return (
    <Confirm title={t('orderTitle', { name: device.name })} action={t('orderGive')} tone={wipes ? 'danger' : 'primary'} busy={give.busy} refusal={give.refusal} onConfirm={() => void give.run()} onClose={onClose}>
      <Select label={t('orderWhat')} value={mode} onValue={(value) => setMode(value as Order)} options={possible.map((value) => ({ value, label: t(value) }))} />
      <p>{t(`${mode}Lead`)}</p>
      {mode === 'wipe_now' && device.unsent === undefined && <Notice tone="warning">{t('unsentUnknown')}</Notice>}
      {mode === 'wipe_now' && device.unsent !== undefined && device.unsent > 0 && <Notice tone="warning">{t('unsentWarning', { count: number(device.unsent) })}</Notice>}
      <TextArea label={t('reason')} value={reason} onValue={setReason} required />
    </Confirm>
  );
}

function Revoke({ device, onClose, onDone }: { device: Device; onClose: () => void; onDone: () => void }) {
  const t = useTexts(texts);
  const [reason, setReason] = useState('');
  const revoke = useAction(async () => {
    await ask(api.POST('/api/devices/{device_id}/revoke', { params: { path: { device_id: device.id } }, body: { reason } }));
    onDone();
    onClose();
  });
  return (
    <Confirm title={t('revokeTitle', { name: device.name })} action={t('revoke')} tone="danger" busy={revoke.busy} refusal={revoke.refusal} onConfirm={() => void revoke.run()} onClose={onClose}>
      <p>{t('revokeLead')}</p>
      {device.unsent === undefined && <Notice tone="warning">{t('unsentUnknown')}</Notice>}
      {device.unsent !== undefined && device.unsent > 0 && <Notice tone="warning">{t('unsentWarning', { count: number(device.unsent) })}</Notice>}
      <TextArea label={t('reason')} value={reason} onValue={setReason} required />
    </Confirm>
  );
}
