// SPDX-License-Identifier: EUPL-1.2
// Who comes before whom, and how sure that is: a place comes before another for certain where their intervals do not
// overlap. So each place has a best and a worst rank that it can have; visits are enough for one when both are the same.
export interface Ranked {
  place: string;
  mean: number;
  lower: number;
  upper: number;
  best: number;
  worst: number;
}

/** Highest first. */
export function ranked(places: Omit<Ranked, 'best' | 'worst'>[]): Ranked[] {
  return places
    .map((one) => ({ ...one, best: 1 + places.filter((other) => other.lower > one.upper).length, worst: places.length - places.filter((other) => other.upper < one.lower).length }))
    .toSorted((a, b) => b.mean - a.mean);
}
