// SPDX-License-Identifier: EUPL-1.2
// Accounts of the office with their roles: adding, granting, closing, and a new password.
import '../styles/people.css';
import { useState } from 'preact/hooks';
import { api, ask, type Schemas } from '../api/client.ts';
import { useAction, useLoad } from '../api/use.ts';
import { type Role } from '../app.tsx';
import { dateTime } from '../i18n/format.ts';
import { defineTexts, language, useTexts } from '../i18n/language.ts';
import { wordOf } from '../i18n/words.ts';
import { Copyable } from '../ui/copyable.tsx';
import { Await, Badge, Button, Confirm, Dialog, Empty, Notice, RefusalNotice, Section, Select, Table, TextArea, TextField, type Column } from '../ui/parts.tsx';

const texts = defineTexts({
  nl: {
    action: 'Actie', close: 'Sluiten', add: 'Toevoegen', state: 'Stand', accounts: 'Accounts en rollen', accountCaption: 'Accounts, op gebruikersnaam',
    login: 'Gebruikersnaam', loginHint: '3 tot 64 tekens: a-z, 0-9, punt, streepje en onderstreping.', name: 'Naam', roles: 'Rollen', lastSignIn: 'Laatst aangemeld',
    never: 'nog nooit', disabled: 'uitgeschakeld', temporary: 'tijdelijk wachtwoord', noAccounts: 'Er zijn nog geen accounts.', addAccount: 'Account toevoegen',
    role: 'Rol', scope: 'Waar', everywhere: 'hele organisatie', grant: 'Rol geven', grantTo: 'Rol geven aan {name}', withdraw: 'Rol intrekken',
    withdrawLabel: 'Rol {role} van {name} intrekken', withdrawLead: '{name} verliest de rol {role} ({scope}) meteen.', noRoles: 'geen', reset: 'Nieuw wachtwoord',
    resetTitle: 'Nieuw wachtwoord voor {name}', resetLead: 'Het huidige wachtwoord werkt dan niet meer en {name} wordt overal afgemeld.', resetAction: 'Wachtwoord maken',
    passwordTitle: 'Tijdelijk wachtwoord van {name}',
    passwordOnce: 'Dit wachtwoord wordt maar één keer getoond. Geef het persoonlijk door; bij de eerste aanmelding moet het worden vervangen.',
    password: 'Tijdelijk wachtwoord', otherProject: 'een ander project',
    disable: 'Uitschakelen', enable: 'Inschakelen', 'sign-out': 'Overal afmelden', 'disable lead': '{name} kan zich niet meer aanmelden en wordt overal afgemeld. Wat {name} heeft gedaan blijft in het logboek staan.',
    'enable lead': '{name} kan zich weer aanmelden, met hetzelfde wachtwoord en dezelfde rollen.', 'sign-out lead': '{name} wordt op elk apparaat afgemeld en kan zich daarna opnieuw aanmelden.', reason: 'Reden', reasonHint: 'De reden komt in het logboek.',
  },
  en: {
    action: 'Action', close: 'Close', add: 'Add', state: 'State', accounts: 'Accounts and roles', accountCaption: 'Accounts, by user name', login: 'User name',
    loginHint: '3 to 64 characters: a-z, 0-9, dot, dash and underscore.', name: 'Name', roles: 'Roles', lastSignIn: 'Last signed in', never: 'never yet',
    disabled: 'disabled', temporary: 'temporary password', noAccounts: 'There are no accounts yet.', addAccount: 'Add an account', role: 'Role', scope: 'Where',
    everywhere: 'whole organisation', grant: 'Grant a role', grantTo: 'Grant a role to {name}', withdraw: 'Withdraw role',
    withdrawLabel: 'Withdraw the role {role} from {name}', withdrawLead: '{name} loses the role {role} ({scope}) at once.', noRoles: 'none', reset: 'New password',
    resetTitle: 'New password for {name}', resetLead: 'The present password stops working and {name} is signed out everywhere.', resetAction: 'Make a password',
    passwordTitle: 'Temporary password of {name}', passwordOnce: 'This password is shown only once. Hand it over in person; the first sign-in must replace it.',
    password: 'Temporary password', otherProject: 'another project',
    disable: 'Disable', enable: 'Enable', 'sign-out': 'Sign out everywhere', 'disable lead': '{name} can no longer sign in and is signed out everywhere. What {name} did stays in the audit trail.',
    'enable lead': '{name} can sign in again, with the same password and roles.', 'sign-out lead': '{name} is signed out on every device and can then sign in again.', reason: 'Reason', reasonHint: 'The reason goes into the audit trail.',
  },
});

type Person = Schemas['PersonRow'];
type Grant = Person['grants'][number];
const roles: Role[] = ['coordinator', 'reviewer', 'quality_team', 'client_admin', 'observer', 'vault_keeper'];

/** What an administrator does to somebody's way in, each with a reason for the trail. */
const doors = ['disable', 'enable', 'sign-out'] as const;
type Door = (typeof doors)[number];
type Asked = { kind: 'grant' | 'reset'; person: Person } | { kind: 'door'; door: Door; person: Person } | { kind: 'withdraw'; person: Person; grant: Grant } | { kind: 'add' } | { kind: 'password'; name: string; password: string };

export function Accounts() {
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
        {doors.filter((door) => (row.disabled ? door === 'enable' : door !== 'enable')).map((door) => (
          <Button key={door} kind={door === 'disable' ? 'danger' : 'secondary'} aria-label={`${t(door)}: ${row.name}`} onClick={() => setAsked({ kind: 'door', door, person: row })}>{t(door)}</Button>
        ))}
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
      {asked?.kind === 'door' && <OpenOrClose door={asked.door} person={asked.person} onClose={close} onDone={list.reload} />}
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

function OpenOrClose({ door, person, onClose, onDone }: { door: Door; person: Person; onClose: () => void; onDone: () => void }) {
  const t = useTexts(texts);
  const [reason, setReason] = useState('');
  const act = useAction(async () => {
    const what = { params: { path: { person_id: person.id } }, body: { reason: reason.trim() } };
    if (door === 'disable') await ask(api.POST('/api/people/{person_id}/disable', what));
    else if (door === 'enable') await ask(api.POST('/api/people/{person_id}/enable', what));
    else await ask(api.POST('/api/people/{person_id}/sign-out', what));
    onDone();
    onClose();
  });
  return (
    <Confirm title={`${t(door)}: ${person.name}`} action={t(door)} tone={door === 'disable' ? 'danger' : 'primary'} busy={act.busy} refusal={act.refusal} onConfirm={() => void act.run()} onClose={onClose}>
      <p>{t(`${door} lead`, { name: person.name })}</p>
      <TextArea label={t('reason')} hint={t('reasonHint')} value={reason} onValue={setReason} required />
    </Confirm>
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
