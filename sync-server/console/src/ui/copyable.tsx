// SPDX-License-Identifier: EUPL-1.2
// A text that is shown once and has to get elsewhere.
import { useState } from 'preact/hooks';
import { defineTexts, useTexts } from '../i18n/language.ts';
import { Button, TextField } from './parts.tsx';

const texts = defineTexts({
  nl: {
    copy: 'Kopiëren', copied: 'Gekopieerd.', notCopied: 'Kopiëren lukte niet. Selecteer de tekst en kopieer zelf.',
  },
  en: {
    copy: 'Copy', copied: 'Copied.', notCopied: 'Copying failed. Select the text and copy it yourself.',
  },
});

export function Copyable({ label, value }: { label: string; value: string }) {
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
