// SPDX-License-Identifier: EUPL-1.2
// Questionnaires: which versions there are and where they are used, and a new version from its author's own files.
import { useRef, useState } from 'preact/hooks';
import { api, ask, Refusal, type Schemas } from '../api/client.ts';
import { useAction, useLoad } from '../api/use.ts';
import type { Session } from '../app.tsx';
import { date, number } from '../i18n/format.ts';
import { defineTexts, language, useLanguage, useTexts } from '../i18n/language.ts';
import { problemWord, sheetWord } from '../i18n/forms.ts';
import { wordOf } from '../i18n/words.ts';
import { Await, Badge, Button, Confirm, Empty, Facts, FileField, Link, Notice, Page, RefusalNotice, Section, Table } from '../ui/parts.tsx';

const texts = defineTexts({
  nl: {
    title: 'Vragenlijsten', lead: 'Een gepubliceerde versie verandert nooit meer: wat anders moet, komt in een nieuwe versie. Tablets krijgen die zodra een meetronde haar gebruikt.',
    list: 'Gepubliceerde versies', none: 'Er is nog geen vragenlijst.', form: 'Vragenlijst', version: 'Versie', newest: 'nieuwste', channel: 'Kanaal', anyChannel: 'elk kanaal', languages: 'Talen', questions: 'Vragen', since: 'Sinds', unknown: 'onbekend', uses: 'In gebruik bij', unused: 'geen meetronde', files: 'Met {files}',
    add: 'Nieuwe versie', addText: 'Kies de werkmap uit Excel (.xlsx), de tabellen (.md) of het XForm (.xml), en daarbij de lijsten die de vragenlijst leest: normen, feestdagen, keuzelijsten (.csv, .xml, .geojson), en de plaatjes die zij toont (.png, .jpg, .svg). Eerst wordt alles nagekeken; daarna beslist u.',
    choose: 'Bestanden', chooseHint: 'Houd Ctrl ingedrukt om er meer te kiezen. Samen hoogstens 8 MB.', check: 'Nakijken', again: 'Verander het bestand en kies het opnieuw.', unreadable: 'Een van de bestanden is intussen gewijzigd of niet te lezen. Kies de bestanden opnieuw.',
    checked: 'Nagekeken', refused: 'Deze vragenlijst kan nog niet worden gepubliceerd: {n} fouten.', refusedOne: 'Deze vragenlijst kan nog niet worden gepubliceerd: 1 fout.', publishable: 'Deze versie kan worden gepubliceerd.', unchanged: 'Deze versie is al gepubliceerd, woord voor woord gelijk.', other_content: 'Versie {version} is al gepubliceerd met een andere inhoud. Een gepubliceerde versie verandert nooit: geef deze in ‘settings’ een nieuw nummer.',
    problems: 'Opmerkingen', sort: 'Soort', error: 'fout', warning: 'let op', sheet: 'Blad', row: 'Rij', line: 'regel {n}', column: 'Kolom', what: 'Wat', suggestion: 'Voorstel', more: 'En nog {n}.',
    changes: 'Verschillen met versie {version}', noChanges: 'Er is niets anders dan in versie {version}.', first: 'Dit is de eerste versie van deze vragenlijst.', item: 'Vraag of keuze', change: 'Wijziging', before: 'Was', after: 'Wordt', added: 'nieuw', removed: 'vervallen', moved: 'verplaatst', changed: 'gewijzigd',
    publish: 'Publiceren', publishTitle: '{form} {version} publiceren', publishText: 'Daarna verandert deze versie nooit meer. Coördinatoren kunnen haar kiezen voor een nieuwe meetronde, en voor een lopende via ‘Andere versie’.', published: '{form} {version} is gepubliceerd. Kies haar bij een nieuwe meetronde, of bij een lopende via ‘Andere versie’.',
  },
  en: {
    title: 'Questionnaires', lead: 'A published version never changes again: what has to be different comes with a new version. Tablets get it as soon as a wave uses it.',
    list: 'Published versions', none: 'There is no questionnaire yet.', form: 'Questionnaire', version: 'Version', newest: 'newest', channel: 'Channel', anyChannel: 'any channel', languages: 'Languages', questions: 'Questions', since: 'Since', unknown: 'unknown', uses: 'Used by', unused: 'no wave', files: 'With {files}',
    add: 'New version', addText: 'Choose the workbook from Excel (.xlsx), the tables (.md) or the XForm (.xml), together with the lists that the questionnaire reads: norms, holidays, choices (.csv, .xml, .geojson), and the pictures that it shows (.png, .jpg, .svg). Everything is checked first; then you decide.',
    choose: 'Files', chooseHint: 'Hold Ctrl to choose several. At most 8 MB together.', check: 'Check', again: 'Change the file and choose it again.', unreadable: 'One of the files has changed meanwhile or cannot be read. Choose the files again.',
    checked: 'Checked', refused: 'This questionnaire cannot be published yet: {n} errors.', refusedOne: 'This questionnaire cannot be published yet: 1 error.', publishable: 'This version can be published.', unchanged: 'This version was published already, word for word the same.', other_content: 'Version {version} was published already with other content. A published version never changes: give this one a new number in ‘settings’.',
    problems: 'Remarks', sort: 'Kind', error: 'error', warning: 'note', sheet: 'Sheet', row: 'Row', line: 'line {n}', column: 'Column', what: 'What', suggestion: 'Suggestion', more: 'And {n} more.',
    changes: 'Differences from version {version}', noChanges: 'Nothing differs from version {version}.', first: 'This is the first version of this questionnaire.', item: 'Question or choice', change: 'Change', before: 'Was', after: 'Becomes', added: 'new', removed: 'gone', moved: 'moved', changed: 'changed',
    publish: 'Publish', publishTitle: 'Publish {form} {version}', publishText: 'After that this version never changes again. Coordinators can choose it for a new wave, and for a running one by ‘Another version’.', published: '{form} {version} is published. Choose it for a new wave, or for a running one by ‘Another version’.',
  },
});

type Row = Schemas['FormRow'];
type Check = Schemas['FormCheck'];
type Upload = Schemas['FormUpload'];
type Problem = Schemas['FormProblem'];
const byte = Array.from({ length: 256 }, (_, value) => value.toString(16).padStart(2, '0'));

async function uploadOf(files: File[]): Promise<Upload> {
  return { files: await Promise.all(files.map(async (file) => {
    let content = '';
    for (const value of new Uint8Array(await file.arrayBuffer())) content += byte[value];
    return { name: file.name, content };
  })) };
}

const titleOf = (form: { title_nl: string; title_en: string }) => (language() === 'nl' ? form.title_nl : form.title_en);

export function Forms({ session }: { session: Session }) {
  const t = useTexts(texts);
  const now = useLanguage();
  const list = useLoad('forms', () => ask(api.GET('/api/forms')));
  const [published, setPublished] = useState<Row>();
  const [round, setRound] = useState(0); // an empty form for the next one
  // For the whole organisation, as a questionnaire is of all its projects.
  const publishes = session.grants.some((grant) => !grant.project_id && (grant.role === 'coordinator' || grant.role === 'client_admin'));
  return (
    <Page title={t('title')} lead={t('lead')}>
      {published && <Notice tone="good">{t('published', { form: titleOf(published), version: published.version })}</Notice>}
      {publishes && <NewVersion key={round} onStart={() => setPublished(undefined)} onDone={(row) => { setPublished(row); setRound(round + 1); list.reload(); }} />}
      <Section title={t('list')}>
        <Await of={list}>
          {({ forms }) => forms.length === 0 ? <Empty>{t('none')}</Empty> : (
            <Table caption={t('list')} rows={forms} rowKey={(row) => `${row.form_id}/${row.version}`} columns={[
              { key: 'form', head: t('form'), cell: (row) => <>{titleOf(row)}<br /><span class="quiet">{row.form_id}{row.files.length > 0 && ` · ${t('files', { files: row.files.join(', ') })}`}</span></> },
              { key: 'version', head: t('version'), cell: (row) => <>{row.version} {row.newest && <Badge tone="good">{t('newest')}</Badge>}</> },
              { key: 'channel', head: t('channel'), cell: (row) => (row.channel ? wordOf(now, row.channel) : t('anyChannel')) },
              { key: 'languages', head: t('languages'), cell: (row) => row.languages.join(', ') || '–' },
              { key: 'questions', head: t('questions'), numeric: true, cell: (row) => number(row.questions) },
              { key: 'since', head: t('since'), cell: (row) => (row.published_at ? date(row.published_at) : t('unknown')) },
              { key: 'uses', head: t('uses'), cell: (row) => <Uses row={row} /> },
            ]} />
          )}
        </Await>
      </Section>
    </Page>
  );
}

function Uses({ row }: { row: Row }) {
  const t = useTexts(texts);
  const now = useLanguage();
  if (row.uses.length === 0) return <span class="quiet">{t('unused')}</span>;
  return <ul class="plain">{row.uses.map((use) => <li key={use.wave_id}><Link to={`/waves/${use.wave_id}`}>{use.wave}</Link> <span class="quiet">{use.project}, {wordOf(now, use.state)}</span></li>)}</ul>;
}

function NewVersion({ onStart, onDone }: { onStart: () => void; onDone: (row: Row) => void }) {
  const t = useTexts(texts);
  const [files, setFiles] = useState<File[]>([]);
  const [checked, setChecked] = useState<{ check: Check; upload: Upload }>();
  const [asking, setAsking] = useState(false);
  const result = useRef<HTMLDivElement>(null);
  const look = useAction(async () => {
    const upload = await uploadOf(files).catch(() => { throw new Refusal({ title: t('unreadable') }, 0); });
    setChecked({ check: await ask(api.POST('/api/forms/check', { body: upload })), upload });
    result.current?.scrollIntoView({ block: 'nearest' });
  });
  const publish = useAction(async () => onDone(await ask(api.POST('/api/forms', { body: checked!.upload }))));
  const choose = (chosen: File[]) => {
    onStart();
    setFiles(chosen);
    setChecked(undefined);
  };
  const check = checked?.check;
  return (
    <Section title={t('add')}>
      <form class="stack" onSubmit={(event) => { event.preventDefault(); if (files.length) void look.run(); }}>
        <p>{t('addText')}</p>
        <FileField label={t('choose')} hint={t('chooseHint')} accept=".xlsx,.md,.xml,.csv,.geojson,.png,.jpg,.jpeg,.svg" required onFiles={choose} />
        <RefusalNotice refusal={look.refusal} />
        <div class="actions"><Button kind={checked ? 'secondary' : 'primary'} type="submit" busy={look.busy}>{t('check')}</Button></div>
      </form>
      <div ref={result} class="stack" aria-live="polite">
        {check && <Outcome check={check} />}
        {check?.standing === 'publishable' && <div class="actions"><Button kind="primary" onClick={() => setAsking(true)}>{t('publish')}</Button></div>}
      </div>
      {check && asking && (
        <Confirm title={t('publishTitle', { form: titleOf(check), version: check.version })} action={t('publish')} busy={publish.busy} refusal={publish.refusal} onConfirm={() => void publish.run()} onClose={() => setAsking(false)}>
          <p>{t('publishText')}</p>
        </Confirm>
      )}
    </Section>
  );
}

function Outcome({ check }: { check: Check }) {
  const t = useTexts(texts);
  const now = useLanguage();
  const errors = check.problems.filter((problem) => !problem.warning).length;
  const said = check.standing === 'refused' ? t(errors === 1 ? 'refusedOne' : 'refused', { n: number(errors) }) : t(check.standing, { version: check.version });
  return (
    <>
      <h3>{t('checked')}</h3>
      <Notice tone={check.standing === 'publishable' ? 'good' : check.standing === 'unchanged' ? 'info' : 'warning'}>{said} {check.standing === 'refused' && t('again')}</Notice>
      {check.standing !== 'refused' && (
        <Facts items={[
          [t('form'), `${titleOf(check)} (${check.form_id})`], [t('version'), check.version], [t('channel'), check.channel ? wordOf(now, check.channel) : t('anyChannel')],
          [t('languages'), check.languages.join(', ') || '–'], [t('questions'), number(check.questions)], [t('choose'), check.files.join(', ') || '–'],
        ]} />
      )}
      {check.problems.length > 0 && <><h3>{t('problems')}</h3><Problems problems={check.problems} /></>}
      {check.standing !== 'refused' && <Changes check={check} />}
    </>
  );
}

function Problems({ problems }: { problems: Problem[] }) {
  const t = useTexts(texts);
  const now = useLanguage();
  const rows = problems.map((problem, at) => ({ ...problem, at }));
  return (
    <Table caption={t('problems')} rows={rows} rowKey={(row) => String(row.at)} columns={[
      { key: 'sort', head: t('sort'), cell: (row) => <Badge tone={row.warning ? 'warning' : 'danger'}>{t(row.warning ? 'warning' : 'error')}</Badge> },
      { key: 'sheet', head: t('sheet'), cell: (row) => row.sheet || '–' },
      { key: 'row', head: t('row'), numeric: true, cell: (row) => (row.row > 0 ? row.row : row.line > 0 ? t('line', { n: row.line }) : '–') },
      { key: 'column', head: t('column'), cell: (row) => row.column || '–' },
      { key: 'what', head: t('what'), cell: (row) => <>{problemWord(now, row.kind)}<br /><span class="quiet">{now === 'nl' ? row.message_nl : row.message}</span></> },
      { key: 'suggestion', head: t('suggestion'), cell: (row) => (now === 'nl' ? row.suggestion_nl : row.suggestion) || '–' },
    ]} />
  );
}

function Changes({ check }: { check: Check }) {
  const t = useTexts(texts);
  const now = useLanguage();
  const version = check.compared_to;
  if (!version) return <p>{t('first')}</p>;
  if (check.changes.length === 0) return <p>{t('noChanges', { version })}</p>;
  const rows = check.changes.map((change, at) => ({ ...change, at }));
  const tones = { added: 'good', removed: 'warning', moved: 'info', changed: 'info' } as const;
  return (
    <>
      <h3>{t('changes', { version })}</h3>
      <Table caption={t('changes', { version })} rows={rows} rowKey={(row) => String(row.at)} columns={[
        { key: 'sheet', head: t('sheet'), cell: (row) => sheetWord(now, row.sheet) },
        { key: 'item', head: t('item'), cell: (row) => (row.sheet === 'settings' ? '–' : row.name) },
        { key: 'change', head: t('change'), cell: (row) => <Badge tone={tones[row.kind]}>{t(row.kind)}</Badge> },
        { key: 'column', head: t('column'), cell: (row) => row.column || '–' },
        { key: 'before', head: t('before'), cell: (row) => row.before || '–' },
        { key: 'after', head: t('after'), cell: (row) => row.after || '–' },
      ]} />
      {check.more_changes > 0 && <p>{t('more', { n: number(check.more_changes) })}</p>}
    </>
  );
}
