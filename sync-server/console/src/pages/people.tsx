// SPDX-License-Identifier: EUPL-1.2
// Who takes part: inspectors and their load, the tablets and how they are admitted or withdrawn, and accounts with their roles.
import '../styles/people.css';
import { useState } from 'preact/hooks';
import { api, ask, type Schemas } from '../api/client.ts';
import { useAction, useLoad } from '../api/use.ts';
import { holds, type Role, type Session } from '../app.tsx';
import { dateTime, number } from '../i18n/format.ts';
import { defineTexts, language, useTexts } from '../i18n/language.ts';
import { wordOf } from '../i18n/words.ts';
import { Await, Badge, Button, Checkbox, Confirm, Dialog, Empty, Facts, Link, Notice, Page, RefusalNotice, Section, Select, Table, TextArea, TextField, type Column } from '../ui/parts.tsx';

const texts = defineTexts({
  nl: {
    title: 'Mensen en tablets', notYours: 'Deze pagina is voor coördinatoren en beheerders.', home: 'Naar de startpagina', action: 'Actie', close: 'Sluiten', add: 'Toevoegen', state: 'Stand',
    inspectors: 'Inspecteurs', inspectorCaption: 'Inspecteurs met hun lopende opdrachten en tablets', alias: 'Alias', aliasHint: 'Geen echte naam: die beheert alleen de kluisbeheerder.', languages: 'Talen', ties: 'Banden', tiesHint: 'Gemeenten waarmee een band bestaat; daar gaat deze inspecteur nooit op bezoek.', load: 'Lopende opdrachten', active: 'Actieve tablets',
    noInspectors: 'Er zijn nog geen inspecteurs.', addInspector: 'Inspecteur toevoegen', choose: 'Kies een gemeente…', drop: '{name} weghalen', noLanguage: 'Kies minstens één taal.',
    enrol: 'Tablet toelaten', enrolFor: 'Tablet toelaten voor {alias}', enrolLead: 'Er wordt een code gemaakt waarmee één tablet zich een keer kan aanmelden.', makeCode: 'Code maken',
    once: 'Deze code wordt maar één keer getoond. Sluit dit venster pas als de tablet is aangemeld.', code: 'Code', qr: 'QR-code met de uitnodiging voor de tablet', invitation: 'Uitnodiging om te plakken', copy: 'Kopiëren', copied: 'Gekopieerd.', notCopied: 'Kopiëren lukte niet. Selecteer de tekst en kopieer zelf.',
    words: 'Zes woorden', wordsHint: 'Toont de tablet na het typen van de code zes woorden? Ze moeten gelijk zijn aan deze.', expires: 'Geldig tot',
    devices: 'Tablets', deviceCaption: 'Tablets, nieuwste eerst', tablet: 'Tablet', inspector: 'Inspecteur', contact: 'Laatste contact', version: 'Versie', unsent: 'Nog te verzenden', unknown: 'onbekend', noDevices: 'Er zijn nog geen tablets aangemeld. Maak bij een inspecteur een code om er een toe te laten.', noDevicesAdmin: 'Er zijn nog geen tablets aangemeld. Een coördinator laat ze toe.',
    revoke: 'Intrekken', revokeTitle: '{name} intrekken', revokeLead: 'De tablet krijgt geen toegang meer en gaat bij het volgende contact op slot. Dit kan niet ongedaan worden gemaakt.', unsentWarning: 'Op deze tablet staan volgens het laatste bericht nog {count} onverzonden wijzigingen.', unsentUnknown: 'Het is niet bekend of op deze tablet nog onverzonden werk staat.', reason: 'Reden', revokedAt: 'ingetrokken op {at}',
    accounts: 'Accounts en rollen', accountCaption: 'Accounts, op gebruikersnaam', login: 'Gebruikersnaam', loginHint: '3 tot 64 tekens: a-z, 0-9, punt, streepje en onderstreping.', name: 'Naam', roles: 'Rollen', lastSignIn: 'Laatst aangemeld', never: 'nog nooit', disabled: 'uitgeschakeld', temporary: 'tijdelijk wachtwoord',
    noAccounts: 'Er zijn nog geen accounts.', addAccount: 'Account toevoegen', role: 'Rol', scope: 'Waar', everywhere: 'hele organisatie', grant: 'Rol geven', grantTo: 'Rol geven aan {name}', withdraw: 'Rol intrekken', withdrawLabel: 'Rol {role} van {name} intrekken', withdrawLead: '{name} verliest de rol {role} ({scope}) meteen.', noRoles: 'geen',
    reset: 'Nieuw wachtwoord', resetTitle: 'Nieuw wachtwoord voor {name}', resetLead: 'Het huidige wachtwoord werkt dan niet meer en {name} wordt overal afgemeld.', resetAction: 'Wachtwoord maken',
    passwordTitle: 'Tijdelijk wachtwoord van {name}', passwordOnce: 'Dit wachtwoord wordt maar één keer getoond. Geef het persoonlijk door; bij de eerste aanmelding moet het worden vervangen.', password: 'Tijdelijk wachtwoord', otherProject: 'een ander project',
  },
  en: {
    title: 'People and tablets', notYours: 'This page is for coordinators and administrators.', home: 'To the home page', action: 'Action', close: 'Close', add: 'Add', state: 'State',
    inspectors: 'Inspectors', inspectorCaption: 'Inspectors with their open assignments and tablets', alias: 'Alias', aliasHint: 'Not a real name: only the vault keeper holds that.', languages: 'Languages', ties: 'Ties', tiesHint: 'Municipalities with which there is a tie; this inspector never visits them.', load: 'Open assignments', active: 'Active tablets',
    noInspectors: 'There are no inspectors yet.', addInspector: 'Add an inspector', choose: 'Choose a municipality…', drop: 'Remove {name}', noLanguage: 'Choose at least one language.',
    enrol: 'Admit a tablet', enrolFor: 'Admit a tablet for {alias}', enrolLead: 'A code is made with which one tablet can enrol once.', makeCode: 'Make a code',
    once: 'This code is shown only once. Keep this window open until the tablet has enrolled.', code: 'Code', qr: 'QR code with the invitation for the tablet', invitation: 'Invitation to paste', copy: 'Copy', copied: 'Copied.', notCopied: 'Copying failed. Select the text and copy it yourself.',
    words: 'Six words', wordsHint: 'Does the tablet show six words after the code was typed? They must equal these.', expires: 'Valid until',
    devices: 'Tablets', deviceCaption: 'Tablets, newest first', tablet: 'Tablet', inspector: 'Inspector', contact: 'Last contact', version: 'Version', unsent: 'Still to send', unknown: 'unknown', noDevices: 'No tablets have enrolled yet. Make a code for an inspector to admit one.', noDevicesAdmin: 'No tablets have enrolled yet. A coordinator admits them.',
    revoke: 'Withdraw', revokeTitle: 'Withdraw {name}', revokeLead: 'The tablet gets no access any more and is locked at its next contact. This cannot be undone.', unsentWarning: 'By its last message this tablet still holds {count} unsent changes.', unsentUnknown: 'It is not known whether this tablet still holds unsent work.', reason: 'Reason', revokedAt: 'withdrawn on {at}',
    accounts: 'Accounts and roles', accountCaption: 'Accounts, by user name', login: 'User name', loginHint: '3 to 64 characters: a-z, 0-9, dot, dash and underscore.', name: 'Name', roles: 'Roles', lastSignIn: 'Last signed in', never: 'never yet', disabled: 'disabled', temporary: 'temporary password',
    noAccounts: 'There are no accounts yet.', addAccount: 'Add an account', role: 'Role', scope: 'Where', everywhere: 'whole organisation', grant: 'Grant a role', grantTo: 'Grant a role to {name}', withdraw: 'Withdraw role', withdrawLabel: 'Withdraw the role {role} from {name}', withdrawLead: '{name} loses the role {role} ({scope}) at once.', noRoles: 'none',
    reset: 'New password', resetTitle: 'New password for {name}', resetLead: 'The present password stops working and {name} is signed out everywhere.', resetAction: 'Make a password',
    passwordTitle: 'Temporary password of {name}', passwordOnce: 'This password is shown only once. Hand it over in person; the first sign-in must replace it.', password: 'Temporary password', otherProject: 'another project',
  },
});

type Inspector = Schemas['InspectorRow'];
type Device = Schemas['DeviceRow'];
type Person = Schemas['PersonRow'];
type Grant = Person['grants'][number];
const spoken = ['nl', 'en', 'de', 'fr', 'ar', 'tr', 'pl', 'uk'];
const roles: Role[] = ['coordinator', 'reviewer', 'quality_team', 'client_admin', 'observer', 'vault_keeper'];
const languageName = (code: string) => new Intl.DisplayNames([language()], { type: 'language' }).of(code) ?? code;

export function People({ session }: { session: Session }) {
  const t = useTexts(texts);
  const coordinator = holds(session, 'coordinator');
  const admin = holds(session, 'client_admin');
  const [changed, setChanged] = useState(0);
  return (
    <Page title={t('title')}>
      {!coordinator && !admin && <Empty><p>{t('notYours')}</p><Link to="/">{t('home')}</Link></Empty>}
      {coordinator && <Inspectors key={changed} />}
      {(coordinator || admin) && <Devices coordinator={coordinator} onChange={() => setChanged((n) => n + 1)} />}
      {admin && <Accounts />}
    </Page>
  );
}

function Inspectors() {
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

function Copyable({ label, value }: { label: string; value: string }) {
  const t = useTexts(texts);
  const [outcome, setOutcome] = useState<'copied' | 'notCopied'>();
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(value);
      setOutcome('copied');
    } catch {
      setOutcome('notCopied');
    }
  };
  return (
    <div class="stack">
      <TextField label={label} value={value} readOnly onValue={() => {}} onFocus={(event) => event.currentTarget.select()} />
      <div class="actions"><Button onClick={() => void copy()}>{t('copy')}</Button><span role="status">{outcome && t(outcome)}</span></div>
    </div>
  );
}

function Devices({ coordinator, onChange }: { coordinator: boolean; onChange: () => void }) {
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

type Asked = { kind: 'grant' | 'reset'; person: Person } | { kind: 'withdraw'; person: Person; grant: Grant } | { kind: 'add' } | { kind: 'password'; name: string; password: string };

function Accounts() {
  const t = useTexts(texts);
  const list = useLoad('people', () => ask(api.GET('/api/people')));
  const projects = useLoad('projects', () => ask(api.GET('/api/projects')));
  const [asked, setAsked] = useState<Asked>();
  const close = () => setAsked(undefined);
  const known = (projects.data?.projects ?? []).map((view) => view.project);
  const scopeOf = (grant: Grant) => (grant.project_id ? known.find((project) => project.id === grant.project_id)?.name ?? t('otherProject') : t('everywhere'));
  const show = ({ person, temporary_password }: Schemas['AddedPerson']) => {
    list.reload();
    setAsked({ kind: 'password', name: person.name, password: temporary_password });
  };
  const addButton = <Button onClick={() => setAsked({ kind: 'add' })}>{t('addAccount')}</Button>;
  const columns: Column<Person>[] = [
    { key: 'login', head: t('login'), cell: (row) => row.login },
    { key: 'name', head: t('name'), cell: (row) => row.name },
    { key: 'roles', head: t('roles'), cell: (row) => (row.grants.length ? (
      <ul class="grants">
        {row.grants.map((grant) => {
          const role = wordOf(language(), grant.role);
          return <li key={`${grant.role}/${grant.project_id ?? ''}`}>{role} <span class="quiet">({scopeOf(grant)})</span> <button type="button" class="chip" aria-label={t('withdrawLabel', { role: `${role} (${scopeOf(grant)})`, name: row.name })} onClick={() => setAsked({ kind: 'withdraw', person: row, grant })}><span aria-hidden="true">×</span></button></li>;
        })}
      </ul>
    ) : t('noRoles')) },
    { key: 'state', head: t('state'), cell: (row) => (row.disabled ? <Badge tone="danger">{t('disabled')}</Badge> : row.must_change_password ? <Badge tone="warning">{t('temporary')}</Badge> : <Badge tone="good">{wordOf(language(), 'active')}</Badge>) },
    { key: 'last', head: t('lastSignIn'), cell: (row) => (row.last_sign_in ? dateTime(row.last_sign_in) : t('never')) },
    { key: 'action', head: t('action'), cell: (row) => (
      <div class="actions">
        <Button aria-label={t('grantTo', { name: row.name })} onClick={() => setAsked({ kind: 'grant', person: row })}>{t('grant')}</Button>
        <Button aria-label={t('resetTitle', { name: row.name })} onClick={() => setAsked({ kind: 'reset', person: row })}>{t('reset')}</Button>
      </div>
    ) },
  ];
  return (
    <Section title={t('accounts')} actions={addButton}>
      <RefusalNotice refusal={projects.refusal} retry={projects.reload} />
      <Await of={list}>
        {({ people }) => people.length
          ? <Table caption={t('accountCaption')} columns={columns} rows={people} rowKey={(row) => row.id} />
          : <Empty><p>{t('noAccounts')}</p>{addButton}</Empty>}
      </Await>
      {asked?.kind === 'add' && <AddAccount projects={known} onClose={close} onDone={show} />}
      {asked?.kind === 'grant' && <GrantRole person={asked.person} projects={known} onClose={close} onDone={list.reload} />}
      {asked?.kind === 'withdraw' && <WithdrawRole person={asked.person} grant={asked.grant} scope={scopeOf(asked.grant)} onClose={close} onDone={list.reload} />}
      {asked?.kind === 'reset' && <ResetPassword person={asked.person} onClose={close} onDone={show} />}
      {asked?.kind === 'password' && (
        <Dialog title={t('passwordTitle', { name: asked.name })} onClose={close}>
          <Notice tone="warning">{t('passwordOnce')}</Notice>
          <p class="secret">{asked.password}</p>
          <Copyable label={t('password')} value={asked.password} />
          <div class="actions"><Button kind="primary" onClick={close}>{t('close')}</Button></div>
        </Dialog>
      )}
    </Section>
  );
}

function GrantFields({ grant, projects, onGrant }: { grant: Grant; projects: Schemas['Project'][]; onGrant: (grant: Grant) => void }) {
  const t = useTexts(texts);
  return (
    <>
      <Select label={t('role')} value={grant.role} onValue={(role) => onGrant({ ...grant, role: role as Role })} options={roles.map((role) => ({ value: role, label: wordOf(language(), role) }))} />
      <Select label={t('scope')} value={grant.project_id ?? ''} onValue={(project) => onGrant(project ? { role: grant.role, project_id: project } : { role: grant.role })} options={[{ value: '', label: t('everywhere') }, ...projects.map((project) => ({ value: project.id, label: project.name }))]} />
    </>
  );
}

function AddAccount({ projects, onClose, onDone }: { projects: Schemas['Project'][]; onClose: () => void; onDone: (added: Schemas['AddedPerson']) => void }) {
  const t = useTexts(texts);
  const [login, setLogin] = useState('');
  const [name, setName] = useState('');
  const [grant, setGrant] = useState<Grant>({ role: 'coordinator' });
  const add = useAction(async () => onDone(await ask(api.POST('/api/people', { body: { login, name, grants: [grant] } }))));
  return (
    <Confirm title={t('addAccount')} action={t('add')} busy={add.busy} refusal={add.refusal} onConfirm={() => void add.run()} onClose={onClose}>
      <TextField label={t('login')} hint={t('loginHint')} value={login} onValue={setLogin} required minLength={3} maxLength={64} autocomplete="off" autocapitalize="none" spellcheck={false} />
      <TextField label={t('name')} value={name} onValue={setName} required autocomplete="off" />
      <GrantFields grant={grant} projects={projects} onGrant={setGrant} />
    </Confirm>
  );
}

function GrantRole({ person, projects, onClose, onDone }: { person: Person; projects: Schemas['Project'][]; onClose: () => void; onDone: () => void }) {
  const t = useTexts(texts);
  const [grant, setGrant] = useState<Grant>({ role: 'coordinator' });
  const give = useAction(async () => {
    await ask(api.POST('/api/grants', { body: { person_id: person.id, grant } }));
    onDone();
    onClose();
  });
  return (
    <Confirm title={t('grantTo', { name: person.name })} action={t('grant')} busy={give.busy} refusal={give.refusal} onConfirm={() => void give.run()} onClose={onClose}>
      <GrantFields grant={grant} projects={projects} onGrant={setGrant} />
    </Confirm>
  );
}

function WithdrawRole({ person, grant, scope, onClose, onDone }: { person: Person; grant: Grant; scope: string; onClose: () => void; onDone: () => void }) {
  const t = useTexts(texts);
  const withdraw = useAction(async () => {
    await ask(api.POST('/api/grants/revoke', { body: { person_id: person.id, grant } }));
    onDone();
    onClose();
  });
  return (
    <Confirm title={t('withdraw')} action={t('withdraw')} tone="danger" busy={withdraw.busy} refusal={withdraw.refusal} onConfirm={() => void withdraw.run()} onClose={onClose}>
      <p>{t('withdrawLead', { name: person.name, role: wordOf(language(), grant.role), scope })}</p>
    </Confirm>
  );
}

function ResetPassword({ person, onClose, onDone }: { person: Person; onClose: () => void; onDone: (added: Schemas['AddedPerson']) => void }) {
  const t = useTexts(texts);
  const reset = useAction(async () => onDone(await ask(api.POST('/api/people/{person_id}/password', { params: { path: { person_id: person.id } } }))));
  return (
    <Confirm title={t('resetTitle', { name: person.name })} action={t('resetAction')} tone="danger" busy={reset.busy} refusal={reset.refusal} onConfirm={() => void reset.run()} onClose={onClose}>
      <p>{t('resetLead', { name: person.name })}</p>
    </Confirm>
  );
}
