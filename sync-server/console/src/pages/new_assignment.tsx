// SPDX-License-Identifier: EUPL-1.2
// The form for one new assignment: where, which scenario, when, for what reward, and by whom when that is known.
import { useState } from 'preact/hooks';
import { api, ask, type Schemas } from '../api/client.ts';
import { useAction, useLoad } from '../api/use.ts';
import { defineTexts, useLanguage, useTexts } from '../i18n/language.ts';
import { momentOf, zone } from '../i18n/zone.ts';
import { Confirm, Notice, RefusalNotice, Select, TextField } from '../ui/parts.tsx';
import { AssignRefused, InspectorSelect, OverrideReason, useOverride } from './assign_parts.tsx';

const texts = defineTexts({
  nl: {
    title: 'Nieuwe opdracht', save: 'Opdracht maken', location: 'Locatie', scenario: 'Scenario', choose: 'maak een keuze', version: 'versie {n}', nobody: 'nog niemand',
    from: 'Tijdvak van', to: 'Tijdvak tot', deadline: 'Uiterlijk ingeleverd', appointment: 'Afspraak', appointmentHint: 'Alleen als er een is.', reward: 'Vergoeding in euro’s',
    zone: 'Alle tijden zijn Nederlandse tijden; dit apparaat staat in de tijdzone {zone}.', noTime: 'Deze tijd bestaat niet: de klok wordt dan een uur vooruit gezet.',
    window: 'Het tijdvak eindigt voordat het begint.', badDeadline: 'Dit ligt voor het begin van het tijdvak.', badAppointment: 'De afspraak valt buiten het tijdvak.', badReward: 'Tussen 0 en 100.000 euro.',
    badLocation: 'Deze locatie is gesloten.', badScenario: 'Dit scenario is niet vrijgegeven.', badContact: 'Deze locatie is niet via dit kanaal te bereiken. Vul bij Locaties een {what} in.',
    noneReachable: 'Geen enkele locatie is via dit kanaal te bereiken. Vul eerst bij Locaties een {what} in.', counter: 'adres', telephone: 'telefoonnummer', message: 'berichtadres', reached: '{name} ({contact})',
  },
  en: {
    title: 'New assignment', save: 'Make the assignment', location: 'Location', scenario: 'Scenario', choose: 'make a choice', version: 'version {n}', nobody: 'nobody yet',
    from: 'Window from', to: 'Window to', deadline: 'Handed in by', appointment: 'Appointment', appointmentHint: 'Only when there is one.', reward: 'Reward in euros',
    zone: 'All times are Dutch times; this device is in the time zone {zone}.', noTime: 'This time does not exist: the clock is put forward an hour then.',
    window: 'The window ends before it begins.', badDeadline: 'This is before the window begins.', badAppointment: 'The appointment is outside the window.', badReward: 'Between 0 and 100,000 euros.',
    badLocation: 'This location is closed.', badScenario: 'This scenario is not released.', badContact: 'This location cannot be reached through this channel. Fill in its {what} at Locations.',
    noneReachable: 'No location can be reached through this channel. First fill in a {what} at Locations.', counter: 'address', telephone: 'telephone number', message: 'message address', reached: '{name} ({contact})',
  },
});

const problems = { window: 'window', deadline: 'badDeadline', appointment: 'badAppointment', reward_cents: 'badReward', location: 'badLocation', contact: 'badContact', scenario: 'badScenario' } as const;

/** How a place is reached through a channel; nothing if it is not. */
const contactOf = (place: Schemas['Location'], channel: Schemas['Channel']) => (channel === 'counter' ? place.address : channel === 'telephone' ? place.telephone_number : place.message_address);

export function NewAssignment({ wave, location, onDone, onClose }: { wave: string; location: string; onDone: (row: Schemas['AssignmentRow']) => void; onClose: () => void }) {
  const t = useTexts(texts);
  const now = useLanguage();
  const view = useLoad(`wave ${wave}`, () => ask(api.GET('/api/waves/{wave_id}', { params: { path: { wave_id: wave } } })));
  const locations = useLoad('locations', () => ask(api.GET('/api/locations')));
  const scenarios = useLoad('scenarios', () => ask(api.GET('/api/scenarios')));
  const [form, setForm] = useState({ location, scenario: '', inspector: '', from: '', to: '', deadline: '', appointment: '', reward: '' });
  const set = (name: keyof typeof form) => (value: string) => setForm((was) => ({ ...was, [name]: value }));
  const moments = { from: momentOf(form.from), to: momentOf(form.to), deadline: momentOf(form.deadline), appointment: momentOf(form.appointment) };
  const save = useAction(async (override_reason: string | undefined) => {
    const { from, to, deadline, appointment } = moments;
    if (!from || !to || !deadline || (form.appointment && !appointment)) return; // said at the field
    onDone(await ask(api.POST('/api/assignments', {
      body: {
        wave_id: wave, location_id: form.location, scenario_id: form.scenario, inspector_id: form.inspector || undefined,
        window_from: from, window_to: to, deadline, appointment,
        reward_cents: Math.round(Number(form.reward) * 100), override_reason,
      },
    })));
  });
  const override = useOverride(save.refusal);
  const field = save.refusal?.code === 'validation' ? save.refusal.detail : undefined;
  const channel = view.data?.wave.channel ?? 'counter';
  const wrong = (name: keyof typeof problems) => (field === name ? t(problems[name], { what: t(channel) }) : undefined);
  const time = (name: keyof typeof moments) => (form[name] && !moments[name] ? t('noTime') : undefined);
  const open = (locations.data?.locations ?? []).filter((one) => one.state !== 'closed' && contactOf(one, channel));
  const loaded = Boolean(view.data && locations.data);
  // At a counter the name says where it is; a number or a message address is worth seeing before it is handed out.
  const labelOf = (one: Schemas['Location']) => (channel === 'counter' ? one.name : t('reached', { name: one.name, contact: contactOf(one, channel) ?? '' }));
  const released = (scenarios.data?.scenarios ?? []).filter((one) => one.state === 'released');
  const choice = { value: '', label: t('choose') };
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return (
    <Confirm title={t('title')} action={t('save')} busy={save.busy} onConfirm={() => void save.run(override.sent)} onClose={onClose}>
      <RefusalNotice refusal={view.refusal ?? locations.refusal ?? scenarios.refusal} retry={() => { view.reload(); locations.reload(); scenarios.reload(); }} />
      {loaded && open.length === 0 && <Notice tone="warning">{t('noneReachable', { what: t(channel) })}</Notice>}
      <Select label={t('location')} required error={wrong('location') ?? wrong('contact')} value={form.location} onValue={set('location')} options={[choice, ...open.map((one) => ({ value: one.id, label: labelOf(one) }))]} />
      <Select label={t('scenario')} required error={wrong('scenario')} value={form.scenario} onValue={set('scenario')} options={[choice, ...released.map((one) => ({ value: one.id, label: `${one.code} ${now === 'nl' ? one.title_nl : one.title_en}${one.version > 1 ? ` (${t('version', { n: one.version })})` : ''}` }))]} />
      {timeZone !== zone && <Notice>{t('zone', { zone: timeZone })}</Notice>}
      <div class="grid">
        <TextField label={t('from')} type="datetime-local" required error={time('from')} value={form.from} onValue={set('from')} />
        <TextField label={t('to')} type="datetime-local" required error={time('to') ?? wrong('window')} value={form.to} onValue={set('to')} />
        <TextField label={t('deadline')} type="datetime-local" required error={time('deadline') ?? wrong('deadline')} value={form.deadline} onValue={set('deadline')} />
        {channel === 'counter' && <TextField label={t('appointment')} hint={t('appointmentHint')} type="datetime-local" error={time('appointment') ?? wrong('appointment')} value={form.appointment} onValue={set('appointment')} />}
        <TextField label={t('reward')} type="number" min="0" step="0.01" required error={wrong('reward_cents')} value={form.reward} onValue={set('reward')} />
      </div>
      <InspectorSelect value={form.inspector} empty={t('nobody')} municipality={open.find((one) => one.id === form.location)?.municipality} onValue={(id) => { save.clear(); override.forget(); set('inspector')(id); }} />
      <AssignRefused refusal={save.refusal} />
      {override.needed && <OverrideReason value={override.reason} onValue={override.setReason} />}
    </Confirm>
  );
}
