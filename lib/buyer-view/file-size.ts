import { keepMade } from '../keep-made';

const format = keepMade((locale: string) => new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }));

/** A file's size as a person reads it: 840 kB, 2.4 MB. Decimal units, as browsers and Finder show them. */
export function fileSize(bytes: number, locale: string): string {
  const [value, unit] =
    bytes < 1_000_000 ? [Math.max(1, Math.round(bytes / 1000)), 'kB'] : [bytes / 1_000_000, 'MB'];
  return `${format(locale).format(value)} ${unit}`;
}
