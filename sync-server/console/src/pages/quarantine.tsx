// SPDX-License-Identifier: EUPL-1.2
// Messages of tablets that the server could not read or trust. Reviewers may open one; coordinators see what it was and when.
import { useState } from 'preact/hooks';
import { api, ask, type Schemas } from '../api/client.ts';
import { useLoad } from '../api/use.ts';
import { holds, type Session } from '../app.tsx';
import { dateTime, number } from '../i18n/format.ts';
import { defineTexts, language, useTexts } from '../i18n/language.ts';
import { wordOf } from '../i18n/words.ts';
import { Await, Badge, Button, Dialog, Empty, Facts, Link, Page, Table, type Column } from '../ui/parts.tsx';

const texts = defineTexts({
  nl: {
    title: 'Apart gezet', lead: 'Berichten van tablets die de server niet kon lezen of vertrouwen. Er is niets verloren: ze staan hier zoals ze binnenkwamen.',
    caption: 'Apart gezette berichten, nieuwste eerst', received: 'Ontvangen', kind: 'Soort', code: 'Reden', inspector: 'Inspecteur', size: 'Grootte', bytes: '{count} bytes',
    tablet: 'Installatie en nummer', action: 'Actie', open: 'Openen', openLabel: 'Bericht {no} van {at} openen', none: 'Er is niets apart gezet.', home: 'Naar de startpagina',
    one: 'Apart gezet bericht', detail: 'Toelichting van de server', body: 'Inhoud zoals ontvangen', noDetail: 'geen', close: 'Sluiten', traced: 'Dat u dit bericht opende, staat in het logboek.',
    visit_version: 'bezoek', assignment_command: 'antwoord op een opdracht', malformed: 'onleesbaar', validation: 'waarde niet toegestaan', too_large: 'te groot', internal: 'storing op de server', hash_mismatch: 'aangekomen inhoud wijkt af', signature_invalid: 'handtekening klopt niet', unknown_form: 'vragenlijst onbekend', unknown_kind: 'soort bericht onbekend',
  },
  en: {
    title: 'Set aside', lead: 'Messages of tablets that the server could not read or trust. Nothing is lost: they stand here as they came in.',
    caption: 'Messages set aside, newest first', received: 'Received', kind: 'Kind', code: 'Reason', inspector: 'Inspector', size: 'Size', bytes: '{count} bytes',
    tablet: 'Installation and number', action: 'Action', open: 'Open', openLabel: 'Open message {no} of {at}', none: 'Nothing has been set aside.', home: 'To the home page',
    one: 'Message set aside', detail: 'What the server says', body: 'Content as received', noDetail: 'none', close: 'Close', traced: 'That you opened this message stands in the audit trail.',
    visit_version: 'visit', assignment_command: 'answer to an assignment', malformed: 'unreadable', validation: 'value not allowed', too_large: 'too large', internal: 'fault of the server', hash_mismatch: 'arrived content differs', signature_invalid: 'signature is not right', unknown_form: 'questionnaire unknown', unknown_kind: 'kind of message unknown',
  },
});

type Row = Schemas['QuarantineRow'];

/** What a kind or code of the wire means here; one that this page does not know yet is shown as it is. */
const meaning = (code: string) => (texts[language()] as Record<string, string>)[code] ?? wordOf(language(), code);

export function Quarantine({ session }: { session: Session }) {
  const t = useTexts(texts);
  const list = useLoad('quarantine', () => ask(api.GET('/api/quarantine')));
  const [opened, setOpened] = useState<Row>();
  const reviewer = holds(session, 'reviewer');
  const columns: Column<Row>[] = [
    { key: 'received', head: t('received'), cell: (row) => dateTime(row.received_at) },
    { key: 'kind', head: t('kind'), cell: (row) => meaning(row.kind) },
    { key: 'code', head: t('code'), cell: (row) => <Badge tone="warning">{meaning(row.code)}</Badge> },
    { key: 'size', head: t('size'), numeric: true, cell: (row) => t('bytes', { count: number(row.size) }) },
    { key: 'tablet', head: t('tablet'), cell: (row) => <span class="code">{row.install_id.slice(0, 8)} · {row.no}</span> },
  ];
  if (holds(session, 'coordinator')) columns.splice(3, 0, { key: 'inspector', head: t('inspector'), cell: (row) => row.inspector || '–' });
  if (reviewer)
    columns.push({ key: 'action', head: t('action'), cell: (row) => <Button aria-label={t('openLabel', { no: row.no, at: dateTime(row.received_at) })} onClick={() => setOpened(row)}>{t('open')}</Button> });
  return (
    <Page title={t('title')} lead={t('lead')}>
      <Await of={list}>
        {({ items }) => items.length
          ? <Table caption={t('caption')} columns={columns} rows={items} rowKey={(row) => `${row.install_id}/${row.no}`} />
          : <Empty><p>{t('none')}</p><Link to="/">{t('home')}</Link></Empty>}
      </Await>
      {opened && <Opened row={opened} onClose={() => setOpened(undefined)} />}
    </Page>
  );
}

function Opened({ row, onClose }: { row: Row; onClose: () => void }) {
  const t = useTexts(texts);
  const item = useLoad(`quarantine/${row.install_id}/${row.no}`, () =>
    ask(api.GET('/api/quarantine/{install_id}/{no}', { params: { path: { install_id: row.install_id, no: String(row.no) } } })));
  return (
    <Dialog title={t('one')} onClose={onClose}>
      <Await of={item}>
        {({ detail, body }) => (
          <div class="stack">
            <Facts items={[[t('received'), dateTime(row.received_at)], [t('code'), `${meaning(row.code)} (${row.code})`], [t('detail'), detail || t('noDetail')]]} />
            <div class="field">
              <label class="utrecht-form-label" for="quarantine-body">{t('body')}</label>
              <textarea id="quarantine-body" class="utrecht-textbox code" rows={12} readOnly value={body} />
            </div>
            <p class="quiet">{t('traced')}</p>
          </div>
        )}
      </Await>
      <div class="actions"><Button onClick={onClose}>{t('close')}</Button></div>
    </Dialog>
  );
}
