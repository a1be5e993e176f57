// SPDX-License-Identifier: EUPL-1.2
// Customers of all locations at once, from a spreadsheet: fetch the list, fill it in, hand it back. All of it or nothing.
import { useState } from 'preact/hooks';
import { api, ask, type Schemas } from '../api/client.ts';
import { useAction } from '../api/use.ts';
import { customersCsv } from '../figures/customers.ts';
import { number } from '../i18n/format.ts';
import { defineTexts, useLanguage, useTexts } from '../i18n/language.ts';
import { saveFile } from '../ui/save.ts';
import { Button, Notice, RefusalNotice, Section, Table } from '../ui/parts.tsx';

const texts = defineTexts({
  nl: { title: 'Klanten per jaar uit een spreadsheet', lead: 'Haal de lijst op, vul achter elke locatie het aantal klanten per jaar in, bewaar haar als CSV en lees haar hier weer in. Een leeg vak laat een locatie zoals ze is.', fetch: 'Lijst ophalen', choose: 'Ingevulde lijst (CSV)', read: 'Inlezen', done: 'Ingelezen: {n} locaties.', wrong: 'Er is niets ingelezen. Verbeter deze regels en probeer het opnieuw:', row: 'Regel', column: 'Kolom', problem: 'Wat er mis is', noTable: 'Dit bestand heeft geen kolommen "code" en "customers".', name: 'naam', tooLarge: 'Dit bestand is groter dan 1 MB.' },
  en: { title: 'Customers a year from a spreadsheet', lead: 'Fetch the list, fill in the number of customers a year behind each location, save it as CSV and read it in again here. An empty cell leaves a location as it is.', fetch: 'Fetch the list', choose: 'List that was filled in (CSV)', read: 'Read in', done: 'Read in: {n} locations.', wrong: 'Nothing was read in. Mend these rows and try again:', row: 'Row', column: 'Column', problem: 'What is wrong', noTable: 'This file has no columns "code" and "customers".', name: 'name', tooLarge: 'This file is larger than 1 MB.' },
});

const largest = 900_000; // bytes

export function CustomersFile({ onDone }: { onDone: () => void }) {
  const t = useTexts(texts);
  const now = useLanguage();
  const [file, setFile] = useState<File>();
  const [outcome, setOutcome] = useState<Schemas['CustomersImport']>();
  const fetchList = useAction(async () => {
    const { locations } = await ask(api.GET('/api/customers'));
    saveFile('klanten.csv', new Blob([customersCsv(locations, t('name'))], { type: 'text/csv' }));
  });
  const read = useAction(async () => {
    if (!file || file.size > largest) return;
    setOutcome(undefined);
    const made = await ask(api.POST('/api/customers/import', { body: { csv: await file.text() } }));
    setOutcome(made);
    if (made.errors.length === 0) onDone();
  });
  const refusal = read.refusal ?? fetchList.refusal;
  return (
    <Section title={t('title')} actions={<Button busy={fetchList.busy} onClick={() => void fetchList.run()}>{t('fetch')}</Button>}>
      <form class="stack" onSubmit={(event) => { event.preventDefault(); void read.run(); }}>
        <p>{t('lead')}</p>
        <label class="field"><span class="utrecht-form-label">{t('choose')}</span><input type="file" accept=".csv,text/csv" required onChange={(event) => { setOutcome(undefined); setFile(event.currentTarget.files?.[0]); }} /></label>
        {file && file.size > largest && <Notice tone="warning">{t('tooLarge')}</Notice>}
        {refusal?.code === 'validation' ? <Notice tone="warning">{t('noTable')}</Notice> : <RefusalNotice refusal={refusal} />}
        <div class="actions"><Button kind="primary" type="submit" busy={read.busy}>{t('read')}</Button></div>
        <div role="status">
          {outcome && outcome.errors.length === 0 && <Notice tone="good">{t('done', { n: number(outcome.set) })}</Notice>}
          {outcome && outcome.errors.length > 0 && (
            <>
              <Notice tone="danger">{t('wrong')}</Notice>
              <Table caption={t('wrong')} rows={outcome.errors} rowKey={(one) => `${one.row} ${one.column} ${one.en}`} columns={[
                { key: 'row', head: t('row'), numeric: true, cell: (one) => number(one.row) },
                { key: 'column', head: t('column'), cell: (one) => one.column },
                { key: 'problem', head: t('problem'), cell: (one) => one[now] },
              ]} />
            </>
          )}
        </div>
      </form>
    </Section>
  );
}
