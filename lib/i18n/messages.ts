import type { Locale } from './locales';

/** The files, one for each part of the house. */
const parts = [
  'shop',
  'landing',
  'merchant',
  'attention',
  'refunds',
  'parcels',
  'buyers',
  'integrations',
  'keys',
  'health',
] as const;

/** Every text of the house. Each part keeps its own file; a top-level namespace appears in one file only. */
export type Messages = typeof import('../../messages/shop.en.json') &
  typeof import('../../messages/landing.en.json') &
  typeof import('../../messages/merchant.en.json') &
  typeof import('../../messages/attention.en.json') &
  typeof import('../../messages/refunds.en.json') &
  typeof import('../../messages/parcels.en.json') &
  typeof import('../../messages/buyers.en.json') &
  typeof import('../../messages/integrations.en.json') &
  typeof import('../../messages/keys.en.json') &
  typeof import('../../messages/health.en.json');

/**
 * All texts in one language, for pages and for mails (`createTranslator` from `next-intl`).
 * https://next-intl.dev/docs/usage/configuration#messages
 */
export async function loadMessages(locale: Locale): Promise<Messages> {
  const files = await Promise.all(parts.map((part) => import(`../../messages/${part}.${locale}.json`)));
  return Object.assign({}, ...files.map((file) => file.default));
}

/** The namespaces that travel to the browser: those whose name begins with `client`. All others stay here. */
export function clientMessages(messages: Messages): Partial<Messages> {
  return Object.fromEntries(Object.entries(messages).filter(([namespace]) => namespace.startsWith('client')));
}
