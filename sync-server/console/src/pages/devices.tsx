// SPDX-License-Identifier: EUPL-1.2
// Tablets: whose they are, when they were last heard of, and withdrawing one.
import { useState } from 'preact/hooks';
import { api, ask, type Schemas } from '../api/client.ts';
import { useAction, useLoad } from '../api/use.ts';
import { dateTime, number } from '../i18n/format.ts';
import { defineTexts, language, useTexts } from '../i18n/language.ts';
import { wordOf } from '../i18n/words.ts';
import { Await, Badge, Button, Confirm, Empty, Notice, Section, Table, TextArea, type Column } from '../ui/parts.tsx';

const texts = defineTexts({
  nl: {
    action: 'Actie', state: 'Stand', devices: 'Tablets', deviceCaption: 'Tablets, nieuwste eerst', tablet: 'Tablet', inspector: 'Inspecteur', contact: 'Laatste contact',
    version: 'Versie', unsent: 'Nog te verzenden', unknown: 'onbekend',
    noDevices: 'Er zijn nog geen tablets aangemeld. Maak bij een inspecteur een code om er een toe te laten.',
    noDevicesAdmin: 'Er zijn nog geen tablets aangemeld. Een coördinator laat ze toe.', revoke: 'Intrekken', revokeTitle: '{name} intrekken',
    revokeLead: 'De tablet krijgt geen toegang meer en gaat bij het volgende contact op slot. Dit kan niet ongedaan worden gemaakt.',
    unsentWarning: 'Op deze tablet staan volgens het laatste bericht nog {count} onverzonden wijzigingen.',
    unsentUnknown: 'Het is niet bekend of op deze tablet nog onverzonden werk staat.', reason: 'Reden', revokedAt: 'ingetrokken op {at}',
  },
  en: {
    action: 'Action', state: 'State', devices: 'Tablets', deviceCaption: 'Tablets, newest first', tablet: 'Tablet', inspector: 'Inspector', contact: 'Last contact',
    version: 'Version', unsent: 'Still to send', unknown: 'unknown', noDevices: 'No tablets have enrolled yet. Make a code for an inspector to admit one.',
    noDevicesAdmin: 'No tablets have enrolled yet. A coordinator admits them.', revoke: 'Withdraw', revokeTitle: 'Withdraw {name}',
    revokeLead: 'The tablet gets no access any more and is locked at its next contact. This cannot be undone.',
    unsentWarning: 'By its last message this tablet still holds {count} unsent changes.', unsentUnknown: 'It is not known whether this tablet still holds unsent work.',
    reason: 'Reason', revokedAt: 'withdrawn on {at}',
  },
});

type Device = Schemas['DeviceRow'];

export function Devices({ coordinator, onChange }: { coordinator: boolean; onChange: () => void }) {
  const t = useTexts(texts);
  const list = useLoad('devices', () => ask(api.GET('/api/devices')));
  const [revoking, setRevoking] = useState<Device>();
  const columns: Column<Device>[] = [
    { key: 'tablet', head: t('tablet'), cell: (row) => <>{row.name}<br /><span class="quiet">{row.platform}</span></> },
    { key: 'inspector', head: t('inspector'), cell: (row) => row.alias },
    { key: 'state', head: t('state'), cell: (row) => <><Badge tone={row.state === 'active' ? 'good' : 'danger'}>{wordOf(language(), row.state)}</Badge>{row.revoked_at && <><br /><span class="quiet">{t('revokedAt', { at: dateTime(row.revoked_at) })}</span></>}</> },
    { key: 'contact', head: t('contact'), cell: (row) => dateTime(row.last_contact) },
    { key: 'version', head: t('version'), cell: (row) => row.app_version },
    { key: 'unsent', head: t('unsent'), numeric: true, cell: (row) => (row.unsent === undefined ? t('unknown') : number(row.unsent)) },
    { key: 'action', head: t('action'), cell: (row) => (row.state === 'active' ? <Button kind="danger" aria-label={t('revokeTitle', { name: row.name })} onClick={() => setRevoking(row)}>{t('revoke')}</Button> : '–') },
  ];
  return (
    <Section title={t('devices')}>
      <Await of={list}>
        {({ devices }) => devices.length
          ? <Table caption={t('deviceCaption')} columns={columns} rows={devices} rowKey={(row) => row.id} />
          : <Empty><p>{t(coordinator ? 'noDevices' : 'noDevicesAdmin')}</p></Empty>}
      </Await>
      {revoking && <Revoke device={revoking} onClose={() => setRevoking(undefined)} onDone={() => { list.reload(); onChange(); }} />}
    </Section>
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
