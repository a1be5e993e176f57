// SPDX-License-Identifier: EUPL-1.2
// Signing in; whoever comes with a temporary password chooses another one first.
import { useState } from 'preact/hooks';
import { api, ask, setCsrf } from '../api/client.ts';
import { useAction } from '../api/use.ts';
import type { Session } from '../app.tsx';
import { defineTexts, useTexts } from '../i18n/language.ts';
import { Button, Dialog, Page, RefusalNotice, TextField } from '../ui/parts.tsx';

const texts = defineTexts({
  nl: {
    title: 'Aanmelden', login: 'Gebruikersnaam', password: 'Wachtwoord', enter: 'Aanmelden',
    newTitle: 'Kies een eigen wachtwoord', newLead: 'U meldde zich aan met een tijdelijk wachtwoord.', current: 'Tijdelijk wachtwoord',
    fresh: 'Nieuw wachtwoord', freshHint: 'Minstens 12 tekens. Een zin is goed te onthouden.', again: 'Nieuw wachtwoord nogmaals',
    differ: 'De twee wachtwoorden zijn niet gelijk.', save: 'Wachtwoord opslaan',
    ranOut: 'Uw sessie is verlopen', ranOutText: 'Meld u opnieuw aan als {login}. Wat u had ingevuld staat er nog.', leave: 'Afmelden zonder op te slaan',
  },
  en: {
    title: 'Sign in', login: 'User name', password: 'Password', enter: 'Sign in',
    newTitle: 'Choose a password of your own', newLead: 'You signed in with a temporary password.', current: 'Temporary password',
    fresh: 'New password', freshHint: 'At least 12 characters. A sentence is easy to remember.', again: 'New password again',
    differ: 'The two passwords are not the same.', save: 'Save password',
    ranOut: 'Your session has run out', ranOutText: 'Sign in again as {login}. What you had filled in is still there.', leave: 'Sign out without saving',
  },
});

export function SignIn({ session, onEnter }: { session: Session | null; onEnter: (session: Session) => void }) {
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const t = useTexts(texts);
  const enter = useAction(async () => onEnter(await ask(api.POST('/api/session', { body: { login, password } }))));
  if (session?.must_change_password) return <NewPassword session={session} known={password} onEnter={onEnter} />;
  return (
    <div class="narrow">
      <Page title={t('title')}>
        <form class="card stack" onSubmit={(event) => { event.preventDefault(); void enter.run(); }}>
          <RefusalNotice refusal={enter.refusal} />
          <TextField label={t('login')} value={login} onValue={setLogin} required autocomplete="username" autocapitalize="none" spellcheck={false} />
          <TextField label={t('password')} type="password" value={password} onValue={setPassword} required autocomplete="current-password" />
          <Button kind="primary" type="submit" busy={enter.busy}>{t('enter')}</Button>
        </form>
      </Page>
    </div>
  );
}

/** Asks for the password once more, over the page that somebody was working on. */
export function SignInAgain({ session, onEnter, onLeave }: { session: Session; onEnter: (session: Session) => void; onLeave: () => void }) {
  const t = useTexts(texts);
  const [password, setPassword] = useState('');
  const enter = useAction(async () => onEnter(await ask(api.POST('/api/session', { body: { login: session.login, password } }))));
  return (
    <Dialog title={t('ranOut')} firm onClose={onLeave}>
      <form class="stack" onSubmit={(event) => { event.preventDefault(); void enter.run(); }}>
        <p>{t('ranOutText', { login: session.login })}</p>
        <RefusalNotice refusal={enter.refusal} />
        <TextField label={t('password')} type="password" value={password} onValue={setPassword} required autocomplete="current-password" />
        <div class="actions">
          <Button kind="primary" type="submit" busy={enter.busy}>{t('enter')}</Button>
          <Button onClick={onLeave}>{t('leave')}</Button>
        </div>
      </form>
    </Dialog>
  );
}

function NewPassword({ session, known, onEnter }: { session: Session; known: string; onEnter: (session: Session) => void }) {
  const t = useTexts(texts);
  const [current, setCurrent] = useState(known);
  const [fresh, setFresh] = useState('');
  const [again, setAgain] = useState('');
  const differ = again.length > 0 && again !== fresh;
  const save = useAction(async () => {
    setCsrf(session.csrf_token);
    await ask(api.POST('/api/session/password', { body: { current, replacement: fresh } }));
    onEnter(await ask(api.POST('/api/session', { body: { login: session.login, password: fresh } })));
  });
  return (
    <div class="narrow">
      <Page title={t('newTitle')} lead={t('newLead')}>
        <form class="card stack" onSubmit={(event) => { event.preventDefault(); if (!differ) void save.run(); }}>
          <RefusalNotice refusal={save.refusal} />
          {!known && <TextField label={t('current')} type="password" value={current} onValue={setCurrent} required autocomplete="current-password" />}
          <TextField label={t('fresh')} hint={t('freshHint')} type="password" value={fresh} onValue={setFresh} required minLength={12} autocomplete="new-password" />
          <TextField label={t('again')} type="password" value={again} onValue={setAgain} required autocomplete="new-password" error={differ ? t('differ') : undefined} />
          <Button kind="primary" type="submit" busy={save.busy}>{t('save')}</Button>
        </form>
      </Page>
    </div>
  );
}
