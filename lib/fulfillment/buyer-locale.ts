import type { Locale } from '../i18n/locales';

/** What a Checkout Session says of its buyer's language. */
export interface SpokenSession {
  locale: string | null;
  customer_details: { address: { country: string | null } | null } | null;
}

/**
 * The language to write to a buyer in who did not shop in the shop itself: the one that Stripe's page was asked to
 * speak, and where it was left to the browser, that of the country the buyer gave.
 * https://docs.stripe.com/api/checkout/sessions/object#checkout_session_object-locale
 */
export function buyerLocale({ locale, customer_details: buyer }: SpokenSession): Locale {
  if (locale && locale !== 'auto') return /^it\b/.test(locale) ? 'it' : 'en';
  return buyer?.address?.country === 'IT' ? 'it' : 'en';
}
