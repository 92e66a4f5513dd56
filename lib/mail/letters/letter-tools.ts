import { createTranslator } from 'next-intl';
import { env } from '../../env';
import { defaultLocale, isLocale, type Locale } from '../../i18n/locales';
import { loadMessages, type Messages } from '../../i18n/messages';
import type { BuyerOrder } from '../../orders/buyer/buyer-order';
import { longDay } from '../../orders/buyer/dates';
import { orderUrl } from '../../orders/buyer/order-link';
import { receiptMoney } from '../../orders/buyer/totals';
import type { Letter } from './letter';

/** What every letter is written with: words, amounts and days in one language, and the order's own address. */
export interface LetterTools {
  t: ReturnType<typeof translator>;
  locale: Locale;
  /** An amount of the order, in the currency's smallest unit, as a person reads it */
  money(amount: number): string;
  day(date: Date): string;
  orderUrl: string;
  signature: Letter['signature'];
  /** `Order B-1042`, or null while it has no number */
  reference: string | null;
}

const translator = (locale: Locale, messages: Messages) => createTranslator({ locale, messages });

/** The language a mail is written in: the order's own, English where the shop does not speak it. */
export const mailLocale = (locale: string): Locale => (isLocale(locale) ? locale : defaultLocale);

/** Gathers the tools for one letter about one order. */
export async function letterTools(order: BuyerOrder, locale: Locale): Promise<LetterTools> {
  const t = translator(locale, await loadMessages(locale));
  return {
    t,
    locale,
    money: (amount) => receiptMoney(amount, order.currency, locale),
    day: (date) => longDay(date, locale),
    orderUrl: orderUrl(order.id),
    signature: { name: t('mail.house'), place: t('mail.place'), why: `${t('mail.why')} ${env().appUrl}` },
    reference: order.number === null ? null : t('mail.order', { number: order.number }),
  };
}
