import { keepMade } from '../keep-made';

/** Where the shop is: its days begin and end there, wherever the server stands. */
const timeZone = 'Europe/Rome';

/** English here is British, as the texts are: 23 November 2026. */
const languageOf = (locale: string): string => (locale === 'en' ? 'en-GB' : locale);

const longFormat = keepMade(
  (locale: string) => new Intl.DateTimeFormat(languageOf(locale), { dateStyle: 'long', timeZone }),
);

/** A day in full: 23 novembre 2026. */
export const longDay = (date: Date, locale: string): string => longFormat(locale).format(date);

/** A day of this year or nearly: 23 novembre. */
export const shortDay = (date: Date, locale: string): string =>
  new Intl.DateTimeFormat(languageOf(locale), { day: 'numeric', month: 'long', timeZone }).format(date);

/** A day in figures, as on a stamp: 23/11/26. */
export const stampDay = (date: Date, locale: string): string =>
  new Intl.DateTimeFormat(languageOf(locale), {
    day: '2-digit',
    month: '2-digit',
    year: '2-digit',
    timeZone,
  }).format(date);
