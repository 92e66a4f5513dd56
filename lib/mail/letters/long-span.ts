import { day, hour } from '../../time';

/**
 * How long something has waited, in words: `26 hours`, `3 days`. Two days and more are counted in days.
 *
 * @param milliseconds less than an hour counts as one
 */
export function longSpan(milliseconds: number, locale: string): string {
  const inDays = milliseconds >= 2 * day;
  const value = Math.max(1, Math.floor(milliseconds / (inDays ? day : hour)));
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: inDays ? 'day' : 'hour',
    unitDisplay: 'long',
  }).format(value);
}
