// SPDX-License-Identifier: EUPL-1.2
// @vitest-environment node
import { describe, expect, test } from 'vitest';
import { dayStart, momentOf } from '../i18n/zone.ts';

describe('a time that somebody types', () => {
  test('is meant in winter time and in summer time as the day has it', () => {
    expect(momentOf('2026-03-12T09:30')).toBe('2026-03-12T09:30:00+01:00');
    expect(momentOf('2026-07-12T09:30')).toBe('2026-07-12T09:30:00+02:00');
  });

  test('changes its offset at the hour at which the clock changes', () => {
    expect(momentOf('2026-03-29T01:59')).toBe('2026-03-29T01:59:00+01:00');
    expect(momentOf('2026-03-29T03:00')).toBe('2026-03-29T03:00:00+02:00');
    expect(momentOf('2026-10-25T01:59')).toBe('2026-10-25T01:59:00+02:00');
    expect(momentOf('2026-10-25T03:00')).toBe('2026-10-25T03:00:00+01:00');
  });

  test('is none in the hour that is left out in spring', () => {
    expect(momentOf('2026-03-29T02:00')).toBeUndefined();
    expect(momentOf('2026-03-29T02:59')).toBeUndefined();
  });

  test('is the first of the two in the hour that comes twice in autumn', () => {
    expect(momentOf('2026-10-25T02:30')).toBe('2026-10-25T02:30:00+02:00');
  });

  test('is none when it is no time', () => {
    expect(momentOf('')).toBeUndefined();
    expect(momentOf('2026-13-01T10:00')).toBeUndefined();
    expect(momentOf('tomorrow')).toBeUndefined();
  });
});

describe('a day', () => {
  test('begins at midnight there, also when the clock changes on it', () => {
    expect(dayStart('2026-03-29')).toBe('2026-03-29T00:00:00+01:00');
    expect(dayStart('2026-03-29', 1)).toBe('2026-03-30T00:00:00+02:00');
    expect(dayStart('2026-10-25', 1)).toBe('2026-10-26T00:00:00+01:00');
    expect(dayStart('2026-12-31', 1)).toBe('2027-01-01T00:00:00+01:00');
  });

  test('is none when it is no day', () => {
    expect(dayStart('')).toBeUndefined();
    expect(dayStart('2026-02-40')).toBeUndefined();
  });
});
