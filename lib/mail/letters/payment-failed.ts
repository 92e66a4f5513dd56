import type { BuyerOrder } from '../../buyer-view/buyer-order';
import { type Letter, letter } from './letter';
import type { OrderTools } from './letter-tools';
import { receiptPart } from './receipt-part';

/**
 * A delayed payment failed.
 *
 * @param againUrl where it can be tried again: the order's page, which fills the cart as it was, or the product's
 */
export function paymentFailedLetter(order: BuyerOrder, againUrl: string, tools: OrderTools): Letter {
  const { t, money } = tools;
  return letter('payment_failed', tools, {
    subject: t('mail.failed.subject'),
    preview: t('mail.failed.preview'),
    heading: t('mail.failed.heading'),
    paragraphs: [
      t('mail.failed.text', { total: money(order.amountTotal, order.currency) }),
      t('mail.failed.next'),
    ],
    button: { label: t('mail.failed.button'), url: againUrl },
    receipt: receiptPart(order, tools, false),
    closing: [t('mail.reply')],
  });
}
