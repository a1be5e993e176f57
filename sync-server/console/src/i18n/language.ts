// SPDX-License-Identifier: EUPL-1.2
// Dutch first, English complete. Texts are typed pairs: a key that one language lacks does not compile.
import { useEffect, useState } from 'preact/hooks';

export type Language = 'nl' | 'en';
type Values = Record<string, string | number>;
export type Texts<Keys extends string = string> = Record<Language, Record<Keys, string>>;

let current: Language = (localStorage.getItem('language') as Language | null) === 'en' ? 'en' : 'nl';
const listeners = new Set<() => void>();
document.documentElement.lang = current;

export const language = (): Language => current;

export function setLanguage(next: Language): void {
  current = next;
  localStorage.setItem('language', next);
  document.documentElement.lang = next;
  for (const listener of listeners) listener();
}

/** Re-renders a component when the language changes. */
export function useLanguage(): Language {
  const [, again] = useState(0);
  useEffect(() => {
    const listener = () => again((n) => n + 1);
    listeners.add(listener);
    return () => void listeners.delete(listener);
  }, []);
  return current;
}

/** Declares the texts of a page; both languages must have the same keys. */
export function defineTexts<Keys extends string>(texts: { nl: Record<Keys, string>; en: Record<NoInfer<Keys>, string> }): Texts<Keys> {
  return texts;
}

export type Translate<Keys extends string> = (key: Keys, values?: Values) => string;

/** The text of a key in the present language; `{name}` is filled in. */
export function useTexts<Keys extends string>(texts: Texts<Keys>): Translate<Keys> {
  const now = useLanguage();
  return (key, values = {}) => texts[now][key].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));
}
