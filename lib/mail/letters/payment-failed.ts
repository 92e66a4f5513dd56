import type { BuyerOrder } from '../../orders/buyer/buyer-order';
import type { Letter } from './letter';
import type { LetterTools } from './letter-tools';
import { receiptPart } from './receipt-part';

/** A delayed payment failed. The button opens the order's page, which fills the cart again as it was. */
export function paymentFailedLetter(order: BuyerOrder, tools: LetterTools): Letter {
  const { t, locale, money, orderUrl, signature, reference } = tools;
  return {
    template: 'payment_failed',
    locale,
    subject: t('mail.failed.subject'),
    preview: t('mail.failed.preview'),
    reference,
    heading: t('mail.failed.heading'),
    paragraphs: [t('mail.failed.text', { total: money(order.amountTotal) }), t('mail.failed.next')],
    button: { label: t('mail.failed.button'), url: orderUrl },
    receipt: receiptPart(order, tools, false),
    parts: [],
    closing: [t('mail.reply')],
    signature,
  };
}
