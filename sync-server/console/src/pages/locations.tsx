// SPDX-License-Identifier: EUPL-1.2
// Places: where a counter is, how else it is reached, and when it is open. A change reaches the tablets of those who still have to go there.
import { useState } from 'preact/hooks';
import { api, ask, type Schemas } from '../api/client.ts';
import { useAction, useLoad } from '../api/use.ts';
import { holds, type Session } from '../app.tsx';
import { defineTexts, useLanguage, useTexts } from '../i18n/language.ts';
import { CustomersFile } from './customers_file.tsx';
import { Await, Badge, Button, Confirm, Empty, Notice, Page, RefusalNotice, Select, Table, TextField } from '../ui/parts.tsx';

const texts = defineTexts({
  nl: {
    customers: 'Klanten per jaar', customersHint: 'Leeg laten als het aantal niet is veranderd. Een drukke locatie telt zwaarder mee in het gewogen cijfer.', title: 'Locaties', lead: 'Wat hier verandert, zien inspecteurs die er nog heen gaan bij het volgende contact.', none: 'Er zijn nog geen locaties. Ze komen met een import.', name: 'Naam', address: 'Adres', reach: 'Bereikbaar via', telephone: 'Telefoonnummer', message: 'Berichtadres', messageHint: 'Een e-mailadres, of het webadres van een formulier (https://…).',
    badAddress: 'Vul een adres, een telefoonnummer of een berichtadres in.', badTelephone: 'Dit is geen telefoonnummer.', badMessage: 'Dit is geen e-mailadres en geen webadres met https.', hours: 'Openingstijden', state: 'Stand', staff: 'Medewerkers', action: 'Actie',
    edit: 'Wijzigen', save: 'Opslaan', saved: 'Opgeslagen: {name}.', always: 'geen vaste tijden', opens: '{day} open', closes: '{day} dicht', order: 'Sluit voordat het opent, of mist een van beide tijden.', midnight: 'Sluit een locatie om middernacht, vul dan 00:00 in.',
    stale: 'Iemand anders heeft deze locatie intussen gewijzigd. Haal de nieuwste stand op en probeer het opnieuw.', reload: 'Nieuwste stand ophalen', planned: 'gepland', open: 'open', closed: 'gesloten', exceptions: 'Uitzonderingen, zoals feestdagen, blijven zoals ze zijn ({n}).',
  },
  en: {
    customers: 'Customers a year', customersHint: 'Leave empty if the number has not changed. A busy location counts more in the weighted figure.', title: 'Locations', lead: 'Inspectors who still go there see what changes here at their next contact.', none: 'There are no locations yet. They come with an import.', name: 'Name', address: 'Address', reach: 'Reached by', telephone: 'Telephone number', message: 'Message address', messageHint: 'An e-mail address, or the web address of a form (https://…).',
    badAddress: 'Fill in an address, a telephone number or a message address.', badTelephone: 'This is no telephone number.', badMessage: 'This is neither an e-mail address nor a web address with https.', hours: 'Opening hours', state: 'State', staff: 'Staff', action: 'Action',
    edit: 'Change', save: 'Save', saved: 'Saved: {name}.', always: 'no fixed hours', opens: '{day} opens', closes: '{day} closes', order: 'Closes before it opens, or one of the two times is not filled in.', midnight: 'For a location that closes at midnight, fill in 00:00.',
    stale: 'Somebody else has changed this location meanwhile. Fetch the newest state and try again.', reload: 'Fetch the newest state', planned: 'planned', open: 'open', closed: 'closed', exceptions: 'Exceptions, such as holidays, stay as they are ({n}).',
  },
});

type Location = Schemas['Location'];
const problems = { address: 'badAddress', telephone_number: 'badTelephone', message_address: 'badMessage' } as const;
const days = [1, 2, 3, 4, 5, 6, 7] as const;
const bands = { from_1_to_4: '1–4', from_5_to_9: '5–9', from_10_to_19: '10–19', from_20: '20+' } as const;

/** A field for a time knows no 24:00, which is when a day ends: there it is 00:00. */
const shownClosing = (closes: string) => (closes === '24:00' ? '00:00' : closes);
const keptClosing = (closes: string) => (closes === '00:00' ? '24:00' : closes);

/** Monday is 1: 5 January 2026 was one. */
function useDayName(): (day: number, style?: 'short' | 'long') => string {
  const now = useLanguage();
  return (day, style = 'long') => new Intl.DateTimeFormat(now === 'nl' ? 'nl-NL' : 'en-GB', { weekday: style, timeZone: 'UTC' }).format(Date.UTC(2026, 0, 4 + day));
}

export function Locations({ session }: { session: Session }) {
  const t = useTexts(texts);
  const dayName = useDayName();
  const list = useLoad('locations', () => ask(api.GET('/api/locations')));
  const [editing, setEditing] = useState<Location>();
  const [saved, setSaved] = useState('');
  const mayEdit = holds(session, 'client_admin');
  // A span of hours stays on one line.
  const hours = (row: Location) => row.opening_hours.map((one) => `${dayName(one.weekday, 'short')}\u00a0${one.opens}\u2060–\u2060${one.closes}`).join(', ') || t('always');
  return (
    <Page title={t('title')} lead={t('lead')}>
      {saved && <Notice tone="good">{t('saved', { name: saved })}</Notice>}
      <Await of={list}>
        {({ locations }) => locations.length === 0 ? <Empty><p>{t('none')}</p></Empty> : (
          <Table caption={t('title')} rows={locations} rowKey={(row) => row.id} columns={[
            { key: 'name', head: t('name'), cell: (row) => <>{row.name}<br /><span class="quiet">{row.code}</span></> },
            { key: 'reach', head: t('reach'), cell: (row) => <ul class="plain">{[row.address, row.telephone_number, row.message_address].filter(Boolean).map((one) => <li key={one}>{one}</li>)}</ul> },
            { key: 'hours', head: t('hours'), cell: hours },
            { key: 'staff', head: t('staff'), cell: (row) => bands[row.staff_band] },
            { key: 'state', head: t('state'), cell: (row) => <Badge tone={row.state === 'open' ? 'good' : 'quiet'}>{t(row.state)}</Badge> },
            ...(mayEdit ? [{ key: 'action', head: t('action'), cell: (row: Location) => <Button aria-label={`${t('edit')}: ${row.name}`} onClick={() => { setSaved(''); setEditing(row); }}>{t('edit')}</Button> }] : []),
          ]} />
        )}
      </Await>
      {mayEdit && <CustomersFile onDone={list.reload} />}
      {editing && <Edit key={editing.rev} location={editing} onClose={() => setEditing(undefined)} onReload={() => { setEditing(undefined); list.reload(); }} onDone={(name) => { setEditing(undefined); setSaved(name); list.reload(); }} />}
    </Page>
  );
}

function Edit({ location, onClose, onReload, onDone }: { location: Location; onClose: () => void; onReload: () => void; onDone: (name: string) => void }) {
  const t = useTexts(texts);
  const dayName = useDayName();
  const [form, setForm] = useState({ name: location.name, address: location.address, telephone_number: location.telephone_number ?? '', message_address: location.message_address ?? '', staff_band: location.staff_band, state: location.state });
  const known = (day: number) => location.opening_hours.find((one) => one.weekday === day);
  const [customers, setCustomers] = useState('');
  const [times, setTimes] = useState(() => days.map((day) => ({ opens: known(day)?.opens ?? '', closes: shownClosing(known(day)?.closes ?? '') })));
  const wrong = (one: { opens: string; closes: string }) => Boolean(one.opens || one.closes) && !(one.opens && one.closes && one.opens < keptClosing(one.closes));
  // A day with a break in it has more hours than this form shows: the later ones stay.
  const later = location.opening_hours.filter((one) => one !== known(one.weekday));
  const save = useAction(async () => {
    if (times.some(wrong)) return;
    const opening_hours = [...days.map((day, index) => ({ weekday: day, opens: times[index]!.opens, closes: keptClosing(times[index]!.closes) })).filter((one) => one.opens), ...later].sort((a, b) => a.weekday - b.weekday || a.opens.localeCompare(b.opens));
    if (customers && Number(customers) > 0) await ask(api.PUT('/api/locations/{location_id}/customers', { params: { path: { location_id: location.id } }, body: { customers: Number(customers) } }));
    await ask(api.PUT('/api/locations/{location_id}', { params: { path: { location_id: location.id } }, body: { ...form, opening_hours, opening_exceptions: location.opening_exceptions, rev: location.rev } }));
    onDone(form.name);
  });
  const time = (index: number, which: 'opens' | 'closes') => (
    <TextField label={t(which, { day: dayName(index + 1) })} type="time" value={times[index]![which]} error={which === 'closes' && wrong(times[index]!) ? t('order') : undefined}
      onValue={(value) => setTimes((was) => was.map((one, at) => (at === index ? { ...one, [which]: value } : one)))} />
  );
  const refusedField = save.refusal?.code === 'validation' ? save.refusal.detail : undefined;
  const wrongField = (name: keyof typeof problems) => (refusedField === name ? t(problems[name]) : undefined);
  const stale = save.refusal?.code === 'stale';
  return (
    <Confirm title={`${t('edit')}: ${location.name}`} action={t('save')} busy={save.busy} onConfirm={() => void save.run()} onClose={onClose}>
      <TextField label={t('name')} required maxLength={500} value={form.name} onValue={(name) => setForm({ ...form, name })} />
      <TextField label={t('address')} maxLength={500} error={wrongField('address')} value={form.address} onValue={(address) => setForm({ ...form, address })} />
      <div class="grid">
        <TextField label={t('telephone')} maxLength={30} error={wrongField('telephone_number')} value={form.telephone_number} onValue={(telephone_number) => setForm({ ...form, telephone_number })} />
        <TextField label={t('message')} hint={t('messageHint')} maxLength={500} autocapitalize="none" error={wrongField('message_address')} value={form.message_address} onValue={(message_address) => setForm({ ...form, message_address })} />
      </div>
      <div class="grid">
        <Select label={t('staff')} value={form.staff_band} onValue={(band) => setForm({ ...form, staff_band: band as Location['staff_band'] })} options={Object.entries(bands).map(([value, label]) => ({ value, label }))} />
        <Select label={t('state')} value={form.state} onValue={(state) => setForm({ ...form, state: state as Location['state'] })} options={(['planned', 'open', 'closed'] as const).map((value) => ({ value, label: t(value) }))} />
      </div>
      <TextField label={t('customers')} hint={t('customersHint')} type="number" min="1" value={customers} onValue={setCustomers} />
      <fieldset>
        <legend>{t('hours')}</legend>
        <p class="hint">{t('midnight')}</p>
        <div class="hours">{days.map((day, index) => <div key={day} class="pair">{time(index, 'opens')}{time(index, 'closes')}</div>)}</div>
      </fieldset>
      {location.opening_exceptions.length > 0 && <p class="hint">{t('exceptions', { n: location.opening_exceptions.length })}</p>}
      {stale ? <Notice tone="warning"><p>{t('stale')}</p><Button onClick={onReload}>{t('reload')}</Button></Notice> : <RefusalNotice refusal={save.refusal} />}
    </Confirm>
  );
}
