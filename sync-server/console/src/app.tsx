// SPDX-License-Identifier: EUPL-1.2
// The frame: who is signed in, where one can go, and the page for the address.
import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { api, ask, Refusal, setCsrf, tellRenewed, whenSignedOut, type Schemas } from './api/client.ts';
import { useAction } from './api/use.ts';
import { defineTexts, setLanguage, useTexts, useLanguage } from './i18n/language.ts';
import { pageFor } from './pages/index.tsx';
import { SignIn, SignInAgain } from './pages/sign_in.tsx';
import { parts, usePlace } from './router.ts';
import { Link, RefusalNotice } from './ui/parts.tsx';

const texts = defineTexts({
  nl: { skip: 'Naar de inhoud', main: 'Hoofdmenu', home: 'Start', people: 'Mensen en tablets', locations: 'Locaties', forms: 'Vragenlijsten', results: 'Resultaten', tokens: 'Leessleutels', planner: 'Hoeveel bezoeken', requests: 'Opgevraagde cijfers', retention: 'Bewaartermijn', audit: 'Logboek', quarantine: 'Apart gezet', signOut: 'Afmelden', other: 'English', otherLabel: 'Switch to English' },
  en: { skip: 'Skip to content', main: 'Main menu', home: 'Home', people: 'People and tablets', locations: 'Locations', forms: 'Questionnaires', results: 'Results', tokens: 'Read tokens', planner: 'How many visits', requests: 'Requested figures', retention: 'Retention', audit: 'Audit', quarantine: 'Set aside', signOut: 'Sign out', other: 'Nederlands', otherLabel: 'Naar het Nederlands' },
});

export type Session = Schemas['SessionView'];
export type Role = Session['grants'][number]['role'];
export const holds = (session: Session, ...roles: Role[]): boolean => session.grants.some((grant) => roles.includes(grant.role));
/** One of these roles in this project; without a project: in the whole organisation. */
export const holdsIn = (session: Session, project: string | undefined, ...roles: Role[]): boolean =>
  session.grants.some((grant) => roles.includes(grant.role) && (!grant.project_id || grant.project_id === project));

export function App() {
  const [session, setSession] = useState<Session | null>();
  const [ranOut, setRanOut] = useState(false);
  const [refusal, setRefusal] = useState<Refusal>();
  const enter = (next: Session) => {
    setCsrf(next.csrf_token);
    setRefusal(undefined);
    setRanOut(false);
    setSession(next);
  };
  const leave = () => {
    setRanOut(false);
    setSession(null);
  };
  const look = () =>
    ask(api.GET('/api/session')).then(enter, (thrown: Refusal) => {
      setSession(null);
      setRefusal(thrown.status === 401 ? undefined : thrown);
    });
  useEffect(() => {
    whenSignedOut(() => setRanOut(true));
    void look();
  }, []);

  if (session === undefined) return <div class="booting" role="status" />;
  if (session === null || session.must_change_password)
    return <Frame><RefusalNotice refusal={refusal} retry={look} /><SignIn session={session} onEnter={enter} /></Frame>;
  // The page below stays as it is, with all that was filled in, until the same person has signed in again.
  return (
    <>
      <SignedIn key={session.person_id} session={session} onLeave={leave} />
      {ranOut && <SignInAgain session={session} onLeave={leave} onEnter={(next) => { enter(next); tellRenewed(); }} />}
    </>
  );
}

function LanguageSwitch() {
  const t = useTexts(texts);
  const now = useLanguage();
  const next = now === 'nl' ? 'en' : 'nl';
  return <button type="button" class="bar-button language" lang={next} aria-label={t('otherLabel')} onClick={() => setLanguage(next)}>{t('other')}</button>;
}

function Frame({ menu, who, children }: { menu?: ComponentChildren; who?: ComponentChildren; children: ComponentChildren }) {
  const t = useTexts(texts);
  return (
    <>
      <a class="skip-link" href="#main">{t('skip')}</a>
      <header class="bar">
        <span class="brand"><span class="brand-mark" aria-hidden="true" />Balieblik</span>
        {menu}
        <div class="bar-end">{who}<LanguageSwitch /></div>
      </header>
      <main id="main" tabIndex={-1}>{children}</main>
    </>
  );
}

function SignedIn({ session, onLeave }: { session: Session; onLeave: () => void }) {
  const t = useTexts(texts);
  const { path } = usePlace();
  const first = parts(path)[0] ?? '';
  const entries: [string, string, boolean][] = [
    ['/', t('home'), true],
    ['/people', t('people'), holds(session, 'coordinator', 'client_admin')],
    ['/locations', t('locations'), holds(session, 'coordinator', 'client_admin')],
    ['/forms', t('forms'), holds(session, 'coordinator', 'client_admin')],
    ['/quarantine', t('quarantine'), holds(session, 'coordinator', 'reviewer')],
    ['/planner', t('planner'), holds(session, 'coordinator')],
    ['/results', t('results'), holds(session, 'quality_team')],
    ['/tokens', t('tokens'), holds(session, 'quality_team')],
    ['/requests', t('requests'), holds(session, 'observer')],
    ['/retention', t('retention'), holds(session, 'observer', 'client_admin')],
    ['/audit', t('audit'), holds(session, 'observer')],
  ];
  // Only once the server has ended the session: on a shared computer the next one must not be let in by it.
  const leave = useAction(async () => {
    await ask(api.DELETE('/api/session'));
    onLeave();
  });
  return (
    <Frame
      menu={
        <nav class="menu" aria-label={t('main')}>
          <ul>
            {entries.filter(([, , shown]) => shown).map(([to, label]) => (
              <li key={to}><Link to={to} aria-current={(to === '/' ? ['', 'projects', 'waves', 'visits'].includes(first) : `/${first}` === to) ? 'page' : undefined}>{label}</Link></li>
            ))}
          </ul>
        </nav>
      }
      who={<><span class="who">{session.name}</span><button type="button" class="bar-button" aria-busy={leave.busy} onClick={() => void leave.run()}>{t('signOut')}</button></>}
    >
      <RefusalNotice refusal={leave.refusal} />
      {pageFor(path, session)}
    </Frame>
  );
}
