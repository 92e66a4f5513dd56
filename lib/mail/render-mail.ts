import { type BuyerOrder, loadBuyerOrder } from '../orders/buyer/buyer-order';
import { asHtml } from './letters/as-html';
import { asText } from './letters/as-text';
import type { Letter } from './letters/letter';
import { type LetterTools, letterTools, mailLocale } from './letters/letter-tools';
import { orderLinkLetter } from './letters/order-link';
import { paymentFailedLetter } from './letters/payment-failed';
import { paymentInProgressLetter } from './letters/payment-in-progress';
import { receiptLetter } from './letters/receipt';
import type { MailTemplate } from './templates';

const letters: Partial<Record<MailTemplate, (order: BuyerOrder, tools: LetterTools) => Letter>> = {
  receipt: receiptLetter,
  payment_in_progress: paymentInProgressLetter,
  payment_failed: paymentFailedLetter,
  order_link: orderLinkLetter,
};

/** A mail written out, HTML and plain text saying the same. */
export interface RenderedMail {
  subject: string;
  html: string;
  text: string;
}

/**
 * Writes a mail about an order, as the order stands now.
 *
 * @param mail.locale a language the shop does not speak becomes English
 * @throws {Error} where there is no such order
 */
export async function renderMail(mail: {
  template: MailTemplate;
  orderId: string | null;
  locale: string;
}): Promise<RenderedMail> {
  const locale = mailLocale(mail.locale);
  const order = mail.orderId === null ? null : await loadBuyerOrder(mail.orderId, locale);
  if (!order) throw new Error(`no order ${mail.orderId} to write a mail about`);
  const write = letters[mail.template];
  if (!write) throw new Error(`no letter is written for ${mail.template}`);
  const letter = write(order, await letterTools(order, locale));
  return { subject: letter.subject, html: await asHtml(letter), text: asText(letter) };
}
