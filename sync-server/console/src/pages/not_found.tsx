// SPDX-License-Identifier: EUPL-1.2
import { defineTexts, useTexts } from '../i18n/language.ts';
import { Link, Page } from '../ui/parts.tsx';

const texts = defineTexts({
  nl: { title: 'Deze pagina is er niet', home: 'Naar de startpagina' },
  en: { title: 'There is no such page', home: 'To the home page' },
});

export function NotFound() {
  const t = useTexts(texts);
  return <Page title={t('title')}><p><Link to="/">{t('home')}</Link></p></Page>;
}
