// SPDX-License-Identifier: EUPL-1.2
// Who comes before whom, and when that cannot be said: two places are in order only where their intervals do not
// overlap, and a place has a rank only when it is in order with every other.
export interface Ranked {
  place: string;
  mean: number;
  lower: number;
  upper: number;
  rank?: number;
}

export const overlap = (a: { lower: number; upper: number }, b: { lower: number; upper: number }): boolean => a.lower <= b.upper && b.lower <= a.upper;

/** Highest first; without a rank where the visits are too few to tell the place from another. */
export function ranked(places: Omit<Ranked, 'rank'>[]): Ranked[] {
  const order = places.toSorted((a, b) => b.mean - a.mean);
  return order.map((one, at) => (order.some((other, i) => i !== at && overlap(one, other)) ? { ...one } : { ...one, rank: at + 1 }));
}
