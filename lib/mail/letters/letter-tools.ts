import { createTranslator } from 'next-intl';
import type { BuyerOrder } from '../../buyer-view/buyer-order';
import { longDay } from '../../buyer-view/dates';
import { fileSize } from '../../buyer-view/file-size';
import { orderUrl } from '../../buyer-view/order-link';
import { receiptMoney } from '../../buyer-view/totals';
import { env } from '../../env';
import type { LetterWords } from '../../fulfillment/kinds/letter';
import { defaultLocale, isLocale, type Locale } from '../../i18n/locales';
import { loadMessages } from '../../i18n/messages';
import { keepMade } from '../../keep-made';
import type { Letter } from './letter';

/** What every letter is written with: words and days in one language, and the frame of the sheet. */
export interface LetterTools extends LetterWords {
  /** An amount in the currency's smallest unit, as a person reads it */
  money(amount: number, currency: string): string;
  signature: Letter['signature'];
  /** `Order B-1042`, or null where there is no order or it has no number yet */
  reference: string | null;
}

/** The same, for a letter about an order. */
export interface OrderTools extends LetterTools {
  /** The order's own address, which holds for good (I8) */
  orderUrl: string;
  /** `B-1042`; empty while it has none */
  number: string;
}

/** Kept, with all that it has read of its messages: making one for each letter took 0.8 ms of a receipt's processor. */
const translator = keepMade(async (locale: Locale) =>
  createTranslator({ locale, messages: await loadMessages(locale) }),
);

/** The language a mail is written in: the order's own, English where the shop does not speak it. */
export const mailLocale = (locale: string): Locale => (isLocale(locale) ? locale : defaultLocale);

/**
 * Gathers the tools for a letter that is about no single order.
 *
 * @param reader to whom it goes: it ends with a sentence why
 */
export async function letterTools(locale: Locale, reader: 'buyer' | 'merchant'): Promise<LetterTools> {
  const t = await translator(locale);
  const why = t(reader === 'buyer' ? 'mail.why' : 'mail.whyMerchant');
  return {
    t,
    locale,
    now: new Date(),
    day: (date) => longDay(date, locale),
    size: (bytes) => fileSize(bytes, locale),
    money: (amount, currency) => receiptMoney(amount, currency, locale),
    signature: { name: t('mail.house'), place: t('mail.place'), why: `${why} ${env().appUrl}` },
    reference: null,
  };
}

/** Gathers the tools for a letter about an order. */
export async function orderTools(
  order: Pick<BuyerOrder, 'id' | 'number'>,
  locale: Locale,
): Promise<OrderTools> {
  const tools = await letterTools(locale, 'buyer');
  const number = order.number ?? '';
  return {
    ...tools,
    number,
    orderUrl: orderUrl(order.id),
    reference: number ? tools.t('mail.order', { number }) : null,
  };
}
