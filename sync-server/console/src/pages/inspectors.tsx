// SPDX-License-Identifier: EUPL-1.2
// Inspectors by alias, what they have open, and the code that admits a tablet of theirs.
import '../styles/people.css';
import { useState } from 'preact/hooks';
import { api, ask, type Schemas } from '../api/client.ts';
import { useAction, useLoad } from '../api/use.ts';
import { dateTime, number } from '../i18n/format.ts';
import { defineTexts, language, useTexts } from '../i18n/language.ts';
import { wordOf } from '../i18n/words.ts';
import { Copyable } from '../ui/copyable.tsx';
import { Await, Badge, Button, Checkbox, Confirm, Dialog, Empty, Facts, Notice, Section, Select, Table, TextField, type Column } from '../ui/parts.tsx';

const texts = defineTexts({
  nl: {
    action: 'Actie', close: 'Sluiten', add: 'Toevoegen', state: 'Stand', inspectors: 'Inspecteurs', inspectorCaption: 'Inspecteurs met hun lopende opdrachten en tablets',
    alias: 'Alias', aliasHint: 'Geen echte naam: die beheert alleen de kluisbeheerder.', languages: 'Talen', ties: 'Banden',
    tiesHint: 'Gemeenten waarmee een band bestaat; daar gaat deze inspecteur nooit op bezoek.', load: 'Lopende opdrachten', active: 'Actieve tablets',
    noInspectors: 'Er zijn nog geen inspecteurs.', addInspector: 'Inspecteur toevoegen', choose: 'Kies een gemeente…', drop: '{name} weghalen',
    noLanguage: 'Kies minstens één taal.', enrol: 'Tablet toelaten', enrolFor: 'Tablet toelaten voor {alias}',
    enrolLead: 'Er wordt een code gemaakt waarmee één tablet zich een keer kan aanmelden.', makeCode: 'Code maken',
    once: 'Deze code wordt maar één keer getoond. Sluit dit venster pas als de tablet is aangemeld.', code: 'Code', qr: 'QR-code met de uitnodiging voor de tablet',
    invitation: 'Uitnodiging om te plakken', words: 'Zes woorden', wordsHint: 'Toont de tablet na het typen van de code zes woorden? Ze moeten gelijk zijn aan deze.',
    expires: 'Geldig tot',
  },
  en: {
    action: 'Action', close: 'Close', add: 'Add', state: 'State', inspectors: 'Inspectors', inspectorCaption: 'Inspectors with their open assignments and tablets',
    alias: 'Alias', aliasHint: 'Not a real name: only the vault keeper holds that.', languages: 'Languages', ties: 'Ties',
    tiesHint: 'Municipalities with which there is a tie; this inspector never visits them.', load: 'Open assignments', active: 'Active tablets',
    noInspectors: 'There are no inspectors yet.', addInspector: 'Add an inspector', choose: 'Choose a municipality…', drop: 'Remove {name}',
    noLanguage: 'Choose at least one language.', enrol: 'Admit a tablet', enrolFor: 'Admit a tablet for {alias}',
    enrolLead: 'A code is made with which one tablet can enrol once.', makeCode: 'Make a code',
    once: 'This code is shown only once. Keep this window open until the tablet has enrolled.', code: 'Code', qr: 'QR code with the invitation for the tablet',
    invitation: 'Invitation to paste', words: 'Six words', wordsHint: 'Does the tablet show six words after the code was typed? They must equal these.',
    expires: 'Valid until',
  },
});

type Inspector = Schemas['InspectorRow'];
const spoken = ['nl', 'en', 'de', 'fr', 'ar', 'tr', 'pl', 'uk'];
const languageName = (code: string) => new Intl.DisplayNames([language()], { type: 'language' }).of(code) ?? code;

export function Inspectors() {
  const t = useTexts(texts);
  const list = useLoad('inspectors', () => ask(api.GET('/api/inspectors')));
  const towns = useLoad('municipalities', () => ask(api.GET('/api/municipalities')));
  const [adding, setAdding] = useState(false);
  const [enrolling, setEnrolling] = useState<Inspector>();
  const nameOf = (code: string) => towns.data?.municipalities.find((town) => town.code === code)?.name ?? code;
  const addButton = <Button onClick={() => setAdding(true)}>{t('addInspector')}</Button>;
  const columns: Column<Inspector>[] = [
    { key: 'alias', head: t('alias'), cell: (row) => row.alias },
    { key: 'state', head: t('state'), cell: (row) => <Badge tone={row.state === 'certified' ? 'good' : 'quiet'}>{wordOf(language(), row.state)}</Badge> },
    { key: 'languages', head: t('languages'), cell: (row) => row.languages.map(languageName).join(', ') || '–' },
    { key: 'ties', head: t('ties'), cell: (row) => row.ties.map(nameOf).join(', ') || '–' },
    { key: 'load', head: t('load'), numeric: true, cell: (row) => number(row.open_assignments) },
    { key: 'active', head: t('active'), numeric: true, cell: (row) => number(row.devices) },
    { key: 'action', head: t('action'), cell: (row) => (row.state === 'certified' ? <Button aria-label={t('enrolFor', { alias: row.alias })} onClick={() => setEnrolling(row)}>{t('enrol')}</Button> : '–') },
  ];
  return (
    <Section title={t('inspectors')} actions={addButton}>
      <Await of={list}>
        {({ inspectors }) => inspectors.length
          ? <Table caption={t('inspectorCaption')} columns={columns} rows={inspectors} rowKey={(row) => row.id} />
          : <Empty><p>{t('noInspectors')}</p>{addButton}</Empty>}
      </Await>
      {adding && <AddInspector towns={towns.data?.municipalities ?? []} onClose={() => setAdding(false)} onDone={list.reload} />}
      {enrolling && <Enrol inspector={enrolling} onClose={() => { setEnrolling(undefined); list.reload(); }} />}
    </Section>
  );
}

function AddInspector({ towns, onClose, onDone }: { towns: Schemas['Municipality'][]; onClose: () => void; onDone: () => void }) {
  const t = useTexts(texts);
  const [alias, setAlias] = useState('');
  const [languages, setLanguages] = useState(['nl']);
  const [ties, setTies] = useState<string[]>([]);
  const byName = towns.filter((town) => !town.valid_to).sort((a, b) => a.name.localeCompare(b.name, 'nl'));
  const add = useAction(async () => {
    if (!languages.length) return;
    await ask(api.POST('/api/inspectors', { body: { alias, languages, ties } }));
    onDone();
    onClose();
  });
  return (
    <Confirm title={t('addInspector')} action={t('add')} busy={add.busy} refusal={add.refusal} onConfirm={() => void add.run()} onClose={onClose}>
      <TextField label={t('alias')} hint={t('aliasHint')} value={alias} onValue={setAlias} required autocomplete="off" />
      <fieldset>
        <legend>{t('languages')}</legend>
        <div class="actions">
          {spoken.map((code) => <Checkbox key={code} label={languageName(code)} checked={languages.includes(code)} onChecked={(on) => setLanguages(on ? [...languages, code] : languages.filter((other) => other !== code))} />)}
        </div>
        {!languages.length && <p class="field-error" role="status">{t('noLanguage')}</p>}
      </fieldset>
      <Select label={t('ties')} hint={t('tiesHint')} value="" onValue={(code) => code && setTies([...ties, code])} options={[{ value: '', label: t('choose') }, ...byName.filter((town) => !ties.includes(town.code)).map((town) => ({ value: town.code, label: town.name }))]} />
      {ties.length > 0 && (
        <div class="chips">
          {ties.map((code) => {
            const name = towns.find((town) => town.code === code)?.name ?? code;
            return <button key={code} type="button" class="chip" aria-label={t('drop', { name })} onClick={() => setTies(ties.filter((other) => other !== code))}>{name} <span aria-hidden="true">×</span></button>;
          })}
        </div>
      )}
    </Confirm>
  );
}

function Enrol({ inspector, onClose }: { inspector: Inspector; onClose: () => void }) {
  const t = useTexts(texts);
  const [made, setMade] = useState<Schemas['EnrolmentCode']>();
  const make = useAction(async () =>
    setMade(await ask(api.POST('/api/inspectors/{inspector_id}/enrolment', { params: { path: { inspector_id: inspector.id } } }))));
  const title = t('enrolFor', { alias: inspector.alias });
  if (!made)
    return <Confirm title={title} action={t('makeCode')} busy={make.busy} refusal={make.refusal} onConfirm={() => void make.run()} onClose={onClose}><p>{t('enrolLead')}</p></Confirm>;
  return (
    <Dialog title={title} onClose={onClose}>
      <div class="stack">
        <Notice tone="warning">{t('once')}</Notice>
        <Facts items={[[t('code'), <span class="secret">{made.enrolment.shown_code}</span>], [t('expires'), dateTime(made.enrolment.expires_at)]]} />
        <img class="qr" src={`data:image/svg+xml,${encodeURIComponent(made.qr_svg)}`} alt={t('qr')} width={256} height={256} />
        <Copyable label={t('invitation')} value={made.paste} />
        <Facts items={[[t('words'), <span class="code">{made.enrolment.words}</span>]]} />
        <p class="quiet">{t('wordsHint')}</p>
        <div class="actions"><Button kind="primary" onClick={onClose}>{t('close')}</Button></div>
      </div>
    </Dialog>
  );
}
