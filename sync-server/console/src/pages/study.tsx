// SPDX-License-Identifier: EUPL-1.2
// What the figures need beside the visits: visits seen by two inspectors, trainings, and customers of each location.
import { useState } from 'preact/hooks';
import { api, ask, type Schemas } from '../api/client.ts';
import { useAction, useLoad } from '../api/use.ts';
import { date, number } from '../i18n/format.ts';
import { defineTexts, useTexts } from '../i18n/language.ts';
import { Await, Button, Checkbox, Empty, Link, Notice, Page, RefusalNotice, Section, Select, Table, TextField } from '../ui/parts.tsx';

const texts = defineTexts({
  nl: { title: 'Bij de cijfers', back: 'Terug naar de meetronde', lead: 'Gegevens die de cijfers nodig hebben naast de bezoeken zelf.', pairs: 'Bezoeken met twee inspecteurs', pairsLead: 'Twee opdrachten die één bezoek zijn: hetzelfde scenario op dezelfde plek, door twee inspecteurs. De eerste telt mee in de cijfers; de tweede zegt hoe goed inspecteurs het eens zijn. Ongeveer één op de tien is genoeg.', first: 'Telt mee', second: 'Tweede blik', location: 'Locatie', scenario: 'Scenario', inspector: 'Inspecteur', add: 'Toevoegen', drop: 'Verwijderen', noPairs: 'Er zijn nog geen dubbele bezoeken.', noAssignments: 'Geen twee opdrachten hebben dezelfde plek en hetzelfde scenario met twee inspecteurs.', misfit: 'Kies twee opdrachten op dezelfde plek, met hetzelfde scenario en twee verschillende inspecteurs.', locked: 'De meetronde is gevalideerd: dubbele bezoeken liggen nu vast.', trainings: 'Trainingen', trainingsLead: 'Leg vast welke locaties een training kregen en wanneer. Volgende meetronden laten zien of het hielp. Leg nooit vast wie er was.', noTrainings: 'Er is nog geen training vastgelegd.', given: 'Gegeven op', content: 'Waarover', locations: 'Locaties', customers: 'Klanten per jaar', customersLead: 'Hoeveel klanten elke locatie per jaar helpt. Daarmee telt een drukke locatie zwaarder mee in het gewogen cijfer. De beheerder vult dit in bij Locaties.', unknown: 'niet ingevuld' },
  en: { title: 'Beside the figures', back: 'Back to the wave', lead: 'What the figures need beside the visits themselves.', pairs: 'Visits with two inspectors', pairsLead: 'Two assignments that are one visit: the same scenario at the same place, by two inspectors. The first counts in the figures; the second says how far inspectors agree. About one in ten is enough.', first: 'Counts', second: 'Second look', location: 'Location', scenario: 'Scenario', inspector: 'Inspector', add: 'Add', drop: 'Remove', noPairs: 'There are no double visits yet.', noAssignments: 'No two assignments have the same place and scenario with two inspectors.', misfit: 'Choose two assignments at the same place, with the same scenario and two different inspectors.', locked: 'The wave has been validated: double visits are fixed now.', trainings: 'Trainings', trainingsLead: 'Record which locations had a training and when. Later waves show whether it helped. Never record who was there.', noTrainings: 'No training has been recorded yet.', given: 'Given on', content: 'About', locations: 'Locations', customers: 'Customers a year', customersLead: 'How many customers each location helps in a year. With it a busy location counts more in the weighted figure. The administrator fills this in under Locations.', unknown: 'not filled in' },
});

export function Study({ wave }: { wave: string }) {
  const t = useTexts(texts);
  const found = useLoad(`wave ${wave}`, () => ask(api.GET('/api/waves/{wave_id}', { params: { path: { wave_id: wave } } })));
  return (
    <Page title={t('title')} lead={<>{t('lead')} <Link to={`/waves/${wave}`}>{t('back')}</Link></>}>
      <Pairs wave={wave} />
      <Await of={found}>{(view) => <Trainings project={view.wave.project_id} />}</Await>
      <Customers />
    </Page>
  );
}

function Pairs({ wave }: { wave: string }) {
  const t = useTexts(texts);
  const path = { wave_id: wave };
  const [first, setFirst] = useState('');
  const [second, setSecond] = useState('');
  const pairs = useLoad(`pairs ${wave}`, () => ask(api.GET('/api/waves/{wave_id}/double-visits', { params: { path } })));
  const assignments = useLoad(`pairable ${wave}`, () => ask(api.GET('/api/assignments', { params: { query: { wave_id: wave, limit: 200 } } })));
  const add = useAction(async () => {
    await ask(api.POST('/api/waves/{wave_id}/double-visits', { params: { path }, body: { assignment_id: first, second_id: second } }));
    setFirst('');
    setSecond('');
    pairs.reload();
  });
  const drop = useAction(async (assignment: string) => {
    await ask(api.DELETE('/api/waves/{wave_id}/double-visits/{assignment_id}', { params: { path: { ...path, assignment_id: assignment } } }));
    pairs.reload();
  });
  const refusal = add.refusal ?? drop.refusal;
  const rows = assignments.data?.rows ?? [];
  const fits = (a: Schemas['AssignmentRow'], b: Schemas['AssignmentRow']) =>
    a.assignment.id !== b.assignment.id && a.assignment.location_id === b.assignment.location_id && a.assignment.scenario_id === b.assignment.scenario_id && a.assignment.inspector_id !== b.assignment.inspector_id && a.assignment.inspector_id !== undefined && b.assignment.inspector_id !== undefined;
  const label = (row: Schemas['AssignmentRow']) => `${row.location}, ${row.scenario} – ${row.alias ?? ''}`;
  const firsts = rows.filter((row) => rows.some((other) => fits(row, other)));
  const chosen = rows.find((row) => row.assignment.id === first);
  const seconds = chosen ? rows.filter((row) => fits(chosen, row)) : [];
  const blank = { value: '', label: '–' };
  return (
    <Section title={t('pairs')}>
      <div class="stack">
        <p>{t('pairsLead')}</p>
        <Await of={pairs}>
          {(data) => data.pairs.length === 0 ? <Empty>{t('noPairs')}</Empty> : (
            <Table caption={t('pairs')} rows={data.pairs} rowKey={(row) => row.assignment_id} columns={[
              { key: 'location', head: t('location'), cell: (row) => row.location }, { key: 'scenario', head: t('scenario'), cell: (row) => row.scenario },
              { key: 'first', head: t('first'), cell: (row) => row.inspector }, { key: 'second', head: t('second'), cell: (row) => row.second_inspector },
              { key: 'drop', head: t('drop'), cell: (row) => <Button kind="danger" aria-label={`${t('drop')}: ${row.location}, ${row.scenario}`} onClick={() => void drop.run(row.assignment_id)}>{t('drop')}</Button> },
            ]} />
          )}
        </Await>
        {firsts.length === 0 ? <p class="hint">{t('noAssignments')}</p> : (
          <form class="filters" onSubmit={(event) => { event.preventDefault(); void add.run(); }}>
            <Select label={t('first')} required value={first} onValue={(value) => { setFirst(value); setSecond(''); }} options={[blank, ...firsts.map((row) => ({ value: row.assignment.id, label: label(row) }))]} />
            <Select label={t('second')} required value={second} onValue={setSecond} options={[blank, ...seconds.map((row) => ({ value: row.assignment.id, label: label(row) }))]} />
            <Button kind="primary" type="submit" busy={add.busy}>{t('add')}</Button>
          </form>
        )}
        {refusal?.code === 'validation' ? <Notice tone="warning">{t('misfit')}</Notice> : refusal?.code === 'state_conflict' && refusal.detail?.startsWith('wave') ? <Notice tone="warning">{t('locked')}</Notice> : <RefusalNotice refusal={refusal} />}
      </div>
    </Section>
  );
}

function Trainings({ project }: { project: string }) {
  const t = useTexts(texts);
  const path = { project_id: project };
  const [draft, setDraft] = useState({ given_on: '', content: '', locations: [] as string[] });
  const trainings = useLoad(`trainings ${project}`, () => ask(api.GET('/api/projects/{project_id}/trainings', { params: { path } })));
  const places = useLoad('customers', () => ask(api.GET('/api/customers')));
  const add = useAction(async () => {
    await ask(api.POST('/api/projects/{project_id}/trainings', { params: { path }, body: draft }));
    setDraft({ given_on: '', content: '', locations: [] });
    trainings.reload();
  });
  const drop = useAction(async (id: string) => {
    await ask(api.DELETE('/api/projects/{project_id}/trainings/{training_id}', { params: { path: { ...path, training_id: id } } }));
    trainings.reload();
  });
  const all = places.data?.locations ?? [];
  const nameOf = (id: string) => all.find((one) => one.location_id === id)?.location ?? id;
  const toggle = (id: string) => (on: boolean) => setDraft({ ...draft, locations: on ? [...draft.locations, id] : draft.locations.filter((one) => one !== id) });
  return (
    <Section title={t('trainings')}>
      <div class="stack">
        <p>{t('trainingsLead')}</p>
        <Await of={trainings}>
          {(data) => data.trainings.length === 0 ? <Empty>{t('noTrainings')}</Empty> : (
            <Table caption={t('trainings')} rows={data.trainings} rowKey={(row) => row.id} columns={[
              { key: 'given', head: t('given'), cell: (row) => date(row.given_on) }, { key: 'content', head: t('content'), cell: (row) => row.content },
              { key: 'locations', head: t('locations'), cell: (row) => row.locations.map(nameOf).join(', ') },
              { key: 'drop', head: t('drop'), cell: (row) => <Button kind="danger" aria-label={`${t('drop')}: ${row.content}`} onClick={() => void drop.run(row.id)}>{t('drop')}</Button> },
            ]} />
          )}
        </Await>
        <form class="stack" onSubmit={(event) => { event.preventDefault(); void add.run(); }}>
          <div class="grid">
            <TextField label={t('given')} type="date" required value={draft.given_on} onValue={(value) => setDraft({ ...draft, given_on: value })} />
            <TextField label={t('content')} required maxLength={200} value={draft.content} onValue={(value) => setDraft({ ...draft, content: value })} />
          </div>
          <fieldset><legend>{t('locations')}</legend><div class="checks">{all.map((one) => <Checkbox key={one.location_id} label={`${one.location} (${one.municipality})`} checked={draft.locations.includes(one.location_id)} onChecked={toggle(one.location_id)} />)}</div></fieldset>
          <RefusalNotice refusal={add.refusal ?? drop.refusal} />
          <div class="actions"><Button kind="primary" type="submit" busy={add.busy}>{t('add')}</Button></div>
        </form>
      </div>
    </Section>
  );
}

function Customers() {
  const t = useTexts(texts);
  const places = useLoad('customers', () => ask(api.GET('/api/customers')));
  return (
    <Section title={t('customers')}>
      <p>{t('customersLead')}</p>
      <Await of={places}>
        {(data) => <Table caption={t('customers')} rows={data.locations} rowKey={(row) => row.location_id} columns={[
          { key: 'location', head: t('location'), cell: (row) => `${row.location} (${row.municipality})` },
          { key: 'customers', head: t('customers'), numeric: true, cell: (row) => (row.customers === undefined ? <span class="quiet">{t('unknown')}</span> : number(row.customers)) },
        ]} />}
      </Await>
    </Section>
  );
}
