// SPDX-License-Identifier: EUPL-1.2
// Which dimensions deserve attention first: those that weigh more than an even share in satisfaction, and score below
// the middle of the others.
export interface Weighed {
  dimension: string;
  share: number;
  score?: number | undefined;
}

export function needsAttention(parts: Weighed[], one: Weighed): boolean {
  const scores = parts.flatMap((part) => (part.score === undefined ? [] : [part.score])).toSorted((a, b) => a - b);
  if (one.score === undefined || scores.length < 3) return false;
  const middle = scores[Math.floor(scores.length / 2)]!;
  return one.share > 100 / parts.length && one.score < middle;
}
