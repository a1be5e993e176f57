// SPDX-License-Identifier: EUPL-1.2
// Read tokens: how a spreadsheet or dashboard fetches published figures for somebody in the quality team.
import { useState } from 'preact/hooks';
import { api, ask, type Schemas } from '../api/client.ts';
import { useAction, useLoad } from '../api/use.ts';
import { date, dateTime } from '../i18n/format.ts';
import { defineTexts, useTexts } from '../i18n/language.ts';
import { Copyable } from '../ui/copyable.tsx';
import { Await, Badge, Button, Confirm, Dialog, Empty, Notice, Page, RefusalNotice, Section, Select, Table, TextField } from '../ui/parts.tsx';

const texts = defineTexts({
  nl: { title: 'Leessleutels', lead: 'Met een leessleutel haalt een rekenblad of dashboard gepubliceerde cijfers op, zonder uw wachtwoord. De sleutel opent alleen publicaties die u zelf mag zien. Wat ermee wordt opgevraagd, kan de ondernemingsraad lezen.', make: 'Nieuwe leessleutel', name: 'Waarvoor', nameHint: 'Bijvoorbeeld: kwartaalrapport', days: 'Geldig', day: '{n} dagen', create: 'Maken', once: 'Uw nieuwe leessleutel', onceText: 'Kopieer de sleutel nu: hij is hierna niet meer te zien. Wie hem heeft, kan de cijfers lezen.', token: 'Leessleutel', use: 'In Excel of Power BI kiest u een OData-feed met dit adres. Kies ‘Basis’, vul een willekeurige naam in en de sleutel als wachtwoord.', feed: 'Adres van de feed', close: 'Ik heb de sleutel bewaard', list: 'Uw leessleutels', none: 'U heeft nog geen leessleutel.', state: 'Stand', active: 'werkt', expired: 'verlopen', withdrawn: 'ingetrokken', until: 'Geldig tot', used: 'Laatst gebruikt', never: 'nog niet', withdraw: 'Intrekken', withdrawText: 'Alles wat met “{name}” cijfers ophaalt, stopt meteen. Dit kan niet ongedaan worden gemaakt.', tooMany: 'U heeft het grootste aantal werkende sleutels. Trek er eerst een in.' },
  en: { title: 'Read tokens', lead: 'With a read token a spreadsheet or dashboard fetches published figures without your password. It opens only releases that you may see yourself. The works council can read what is asked with it.', make: 'New read token', name: 'What for', nameHint: 'For example: quarterly report', days: 'Valid for', day: '{n} days', create: 'Make', once: 'Your new read token', onceText: 'Copy it now: it cannot be seen again. Whoever has it can read the figures.', token: 'Read token', use: 'In Excel or Power BI choose an OData feed with this address. Choose ‘Basic’, enter any name, and the token as the password.', feed: 'Address of the feed', close: 'I have kept the token', list: 'Your read tokens', none: 'You have no read token yet.', state: 'State', active: 'works', expired: 'has run out', withdrawn: 'withdrawn', until: 'Valid until', used: 'Last used', never: 'not yet', withdraw: 'Withdraw', withdrawText: 'Everything that fetches figures with “{name}” stops at once. This cannot be undone.', tooMany: 'You have the largest number of working tokens. Withdraw one first.' },
});

type Row = Schemas['ReadTokenRow'];
const tones = { active: 'good', expired: 'quiet', withdrawn: 'quiet' } as const;

export function Tokens() {
  const t = useTexts(texts);
  const [made, setMade] = useState<Schemas['MadeReadToken']>();
  const [ending, setEnding] = useState<Row>();
  const list = useLoad('read tokens', () => ask(api.GET('/api/read-tokens')));
  const withdraw = useAction(async () => {
    await ask(api.POST('/api/read-tokens/{read_token_id}/withdraw', { params: { path: { read_token_id: ending!.id } } }));
    setEnding(undefined);
    list.reload();
  });
  return (
    <Page title={t('title')} lead={t('lead')}>
      <NewToken onMade={(next) => { setMade(next); list.reload(); }} />
      <Section title={t('list')}>
        <Await of={list}>
          {({ tokens }) => tokens.length === 0 ? <Empty>{t('none')}</Empty> : (
            <Table caption={t('list')} rows={tokens} rowKey={(row) => row.id} columns={[
              { key: 'name', head: t('name'), cell: (row) => row.name },
              { key: 'state', head: t('state'), cell: (row) => <Badge tone={tones[row.state]}>{t(row.state)}</Badge> },
              { key: 'until', head: t('until'), cell: (row) => date(row.expires_at) },
              { key: 'used', head: t('used'), cell: (row) => (row.used_at ? dateTime(row.used_at) : t('never')) },
              { key: 'withdraw', head: t('withdraw'), cell: (row) => (row.state === 'active' ? <Button kind="danger" aria-label={`${t('withdraw')}: ${row.name}`} onClick={() => setEnding(row)}>{t('withdraw')}</Button> : '') },
            ]} />
          )}
        </Await>
      </Section>
      {made && <Shown made={made} onClose={() => setMade(undefined)} />}
      {ending && <Confirm title={t('withdraw')} action={t('withdraw')} tone="danger" busy={withdraw.busy} refusal={withdraw.refusal} onConfirm={() => void withdraw.run()} onClose={() => setEnding(undefined)}><p>{t('withdrawText', { name: ending.name })}</p></Confirm>}
    </Page>
  );
}

function NewToken({ onMade }: { onMade: (made: Schemas['MadeReadToken']) => void }) {
  const t = useTexts(texts);
  const [name, setName] = useState('');
  const [days, setDays] = useState('90');
  const make = useAction(async () => {
    const made = await ask(api.POST('/api/read-tokens', { body: { name: name.trim(), days: Number(days) } }));
    setName('');
    onMade(made);
  });
  return (
    <Section title={t('make')}>
      <form class="stack" onSubmit={(event) => { event.preventDefault(); void make.run(); }}>
        <div class="grid">
          <TextField label={t('name')} hint={t('nameHint')} value={name} maxLength={60} required onValue={setName} />
          <Select label={t('days')} value={days} onValue={setDays} options={[30, 90, 180, 366].map((n) => ({ value: String(n), label: t('day', { n }) }))} />
        </div>
        {make.refusal?.code === 'state_conflict' ? <Notice tone="warning">{t('tooMany')}</Notice> : <RefusalNotice refusal={make.refusal} />}
        <div class="actions"><Button kind="primary" type="submit" busy={make.busy}>{t('create')}</Button></div>
      </form>
    </Section>
  );
}

function Shown({ made, onClose }: { made: Schemas['MadeReadToken']; onClose: () => void }) {
  const t = useTexts(texts);
  const releases = useLoad('releases', () => ask(api.GET('/api/releases')));
  const newest = releases.data?.releases[0];
  return (
    <Dialog title={t('once')} firm onClose={onClose}>
      <div class="stack">
        <Notice tone="warning">{t('onceText')}</Notice>
        <Copyable label={t('token')} value={made.token} />
        {newest && <><p>{t('use')}</p><Copyable label={t('feed')} value={`${location.origin}/api/releases/${newest.id}/odata/`} /></>}
        <div class="actions"><Button kind="primary" onClick={onClose}>{t('close')}</Button></div>
      </div>
    </Dialog>
  );
}
