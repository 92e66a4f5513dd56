import { type Messages, messages } from './messages';

export type Language = 'en' | 'it';

/** The language of a page, the tag its money and dates are written by, and its words. */
export interface Speech {
  language: Language;
  /** BCP 47. */
  tag: string;
  t: Messages;
}

/**
 * The session's own locale if this stand-in speaks it; for `auto` or none, the browser's first language it speaks;
 * else English.
 * https://docs.stripe.com/js/appendix/supported_locales
 */
export function speechFor(sessionLocale: string | null, acceptLanguage: string | undefined): Speech {
  const wanted =
    sessionLocale && sessionLocale !== 'auto' ? [sessionLocale] : preferredTags(acceptLanguage ?? '');
  for (const tag of wanted) {
    const language = tag.toLowerCase().split('-')[0];
    if (language === 'it') return { language, tag: 'it', t: messages.it };
    if (language === 'en') return { language, tag: tag === 'en-GB' ? tag : 'en', t: messages.en };
  }
  return { language: 'en', tag: 'en', t: messages.en };
}

/** The tags of an Accept-Language header, most wanted first. */
export function preferredTags(header: string): string[] {
  return header
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().split(';');
      const quality = parameters.map((p) => /^\s*q=([\d.]+)/.exec(p)?.[1]).find(Boolean);
      return { tag: tag.trim(), quality: quality === undefined ? 1 : Number(quality) };
    })
    .filter((entry) => entry.tag !== '' && entry.tag !== '*' && entry.quality > 0)
    .sort((a, b) => b.quality - a.quality)
    .map((entry) => entry.tag);
}

/** The country part of the most wanted tag that has one (`it-IT` → `IT`), to preselect a country. */
export function preferredCountry(acceptLanguage: string | undefined): string | null {
  for (const tag of preferredTags(acceptLanguage ?? '')) {
    const region = /-([A-Za-z]{2})$/.exec(tag)?.[1];
    if (region) return region.toUpperCase();
  }
  return null;
}
