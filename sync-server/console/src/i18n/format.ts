// SPDX-License-Identifier: EUPL-1.2
// Dates and numbers as people of the language write them. Times are shown in the zone of the municipalities.
import { language } from './language.ts';

const locale = () => (language() === 'nl' ? 'nl-NL' : 'en-GB');
const timeZone = 'Europe/Amsterdam';

export const dateTime = (iso: string): string =>
  new Intl.DateTimeFormat(locale(), { dateStyle: 'medium', timeStyle: 'short', timeZone }).format(new Date(iso));
export const clockTime = (iso: string): string =>
  new Intl.DateTimeFormat(locale(), { timeStyle: 'medium', timeZone }).format(new Date(iso));
export const date = (iso: string): string =>
  new Intl.DateTimeFormat(locale(), { dateStyle: 'medium', timeZone }).format(new Date(iso.length === 10 ? `${iso}T12:00:00Z` : iso));
export const number = (value: number, digits = 0): string =>
  new Intl.NumberFormat(locale(), { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value);
/** 520 → "8 min 40 s". */
export const duration = (seconds: number): string => `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
