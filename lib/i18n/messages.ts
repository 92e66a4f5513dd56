import type { Locale } from './locales';

type ShopMessages = typeof import('../../messages/shop.en.json');
type LandingMessages = typeof import('../../messages/landing.en.json');
type MerchantMessages = typeof import('../../messages/merchant.en.json');

/** Every text of the house. Each part keeps its own file; a top-level namespace appears in one file only. */
export type Messages = ShopMessages & LandingMessages & MerchantMessages;

/**
 * All texts in one language, for pages and for mails (`createTranslator` from `next-intl`).
 * https://next-intl.dev/docs/usage/configuration#messages
 */
export async function loadMessages(locale: Locale): Promise<Messages> {
  const [shop, landing, merchant] = await Promise.all([
    import(`../../messages/shop.${locale}.json`),
    import(`../../messages/landing.${locale}.json`),
    import(`../../messages/merchant.${locale}.json`),
  ]);
  return { ...shop.default, ...landing.default, ...merchant.default };
}

/** The namespaces that travel to the browser: those whose name begins with `client`. All others stay here. */
export function clientMessages(messages: Messages): Partial<Messages> {
  return Object.fromEntries(Object.entries(messages).filter(([namespace]) => namespace.startsWith('client')));
}
