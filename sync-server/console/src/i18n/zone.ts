// SPDX-License-Identifier: EUPL-1.2
// The wall clock of the project's zone. A time that somebody types is meant there, wherever the browser is.

export const zone = 'Europe/Amsterdam';

const offsets = new Intl.DateTimeFormat('en-GB', { timeZone: zone, timeZoneName: 'longOffset' });
const day = 86_400_000;

/** How far the clock of the zone is ahead of UTC at a moment, in minutes. */
function offsetAt(moment: number): number {
  const name = offsets.formatToParts(moment).find((part) => part.type === 'timeZoneName')?.value ?? '';
  const [, sign, hours = '0', minutes = '0'] = /GMT([+-])(\d\d):(\d\d)/.exec(name) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}

const two = (n: number) => String(Math.floor(n)).padStart(2, '0');

/**
 * "2026-03-12T09:30" of an input, as that clock shows it: "2026-03-12T09:30:00+01:00". The hour that comes twice in
 * autumn is the first one; undefined in the hour that does not exist in spring, and for what is no time at all.
 */
export function momentOf(local: string): string | undefined {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?$/.test(local)) return undefined;
  const asUtc = Date.parse(`${local}Z`);
  if (Number.isNaN(asUtc)) return undefined;
  // The offsets before and after a change of the clock nearby. The larger one gives the earlier moment.
  const around = [offsetAt(asUtc - day), offsetAt(asUtc + day)].sort((a, b) => b - a);
  const offset = around.find((one) => offsetAt(asUtc - one * 60_000) === one);
  if (offset === undefined) return undefined;
  const size = Math.abs(offset);
  return `${local.length === 16 ? `${local}:00` : local}${offset < 0 ? '-' : '+'}${two(size / 60)}:${two(size % 60)}`;
}

/** The moment at which a day ("2026-03-12") begins there, `later` days on; undefined for what is no day. */
export function dayStart(date: string, later = 0): string | undefined {
  const asUtc = Date.parse(`${date}T00:00:00Z`);
  if (!/^\d{4}-\d\d-\d\d$/.test(date) || Number.isNaN(asUtc)) return undefined;
  return momentOf(`${new Date(asUtc + later * day).toISOString().slice(0, 10)}T00:00`);
}
