// SPDX-License-Identifier: EUPL-1.2
// Dates and numbers as people of the language write them. Times are shown in the zone of the municipalities.
import { language } from './language.ts';
import { zone as timeZone } from './zone.ts';

const locale = () => (language() === 'nl' ? 'nl-NL' : 'en-GB');

export const dateTime = (iso: string): string =>
  new Intl.DateTimeFormat(locale(), { dateStyle: 'medium', timeStyle: 'short', timeZone }).format(new Date(iso));
export const clockTime = (iso: string): string =>
  new Intl.DateTimeFormat(locale(), { timeStyle: 'medium', timeZone }).format(new Date(iso));
export const date = (iso: string): string =>
  new Intl.DateTimeFormat(locale(), { dateStyle: 'medium', timeZone }).format(new Date(iso.length === 10 ? `${iso}T12:00:00Z` : iso));
/** With the sign for minus, which no line breaks behind and which no reader takes for a dash. */
export const number = (value: number, digits = 0): string =>
  new Intl.NumberFormat(locale(), { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value).replace('-', '−');
/** An interval, in one decimal. */
export const between = ({ lower, upper }: { lower: number; upper: number }): string =>
  `${number(lower, 1)} ${language() === 'nl' ? 'tot' : 'to'} ${number(upper, 1)}`;
/** 520 → "8 min 40 s", 300 → "5 min". */
export function duration(seconds: number): string {
  const whole = Math.round(seconds);
  const [minutes, rest] = [Math.floor(whole / 60), whole % 60];
  return [minutes > 0 && `${minutes} min`, (rest > 0 || minutes === 0) && `${rest} s`].filter(Boolean).join(' ');
}
/** From one moment to another; a day that both have is said once. */
export const period = (from: string, to: string): string =>
  new Intl.DateTimeFormat(locale(), { dateStyle: 'medium', timeStyle: 'short', timeZone }).formatRange(new Date(from), new Date(to));
/** As a sentence or a button begins. */
export const capital = (text: string): string => text.charAt(0).toLocaleUpperCase(locale()) + text.slice(1);
