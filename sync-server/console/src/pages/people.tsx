// SPDX-License-Identifier: EUPL-1.2
// Who takes part: inspectors and their load, their tablets, and the accounts of the office.
import { useState } from 'preact/hooks';
import { holds, type Session } from '../app.tsx';
import { defineTexts, useTexts } from '../i18n/language.ts';
import { Empty, Link, Page } from '../ui/parts.tsx';
import { Accounts } from './accounts.tsx';
import { Devices } from './devices.tsx';
import { Inspectors } from './inspectors.tsx';
import { Rescue } from './rescue.tsx';

const texts = defineTexts({
  nl: {
    title: 'Mensen en tablets', notYours: 'Deze pagina is voor coördinatoren en beheerders.', home: 'Naar de startpagina',
  },
  en: {
    title: 'People and tablets', notYours: 'This page is for coordinators and administrators.', home: 'To the home page',
  },
});

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
      {(coordinator || admin) && <Rescue admin={admin} />}
      {admin && <Accounts />}
    </Page>
  );
}
