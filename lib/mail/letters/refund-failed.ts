import type { BuyerOrder } from '../../buyer-view/buyer-order';
import type { RefundFacts } from '../facts/refund';
import { type Letter, letter } from './letter';
import type { OrderTools } from './letter-tools';

/** Money that was on its way back did not arrive: the bank returned it, or the refund was called off. */
export function refundFailedLetter(order: BuyerOrder, refund: RefundFacts, tools: OrderTools): Letter {
  const { t, money, orderUrl, number } = tools;
  const amount = money(refund.amount, refund.currency);
  const open =
    order.payment !== 'refunded' && order.payment !== 'disputed' && order.fulfillment !== 'cancelled';
  return letter('refund_failed', tools, {
    subject: t('mail.refundFailed.subject', { amount, number }),
    preview: t('mail.refundFailed.preview'),
    heading: t('mail.refundFailed.heading'),
    paragraphs: [
      t(refund.state === 'canceled' ? 'mail.refundFailed.canceled' : 'mail.refundFailed.failed', { amount }),
      t('mail.refundFailed.next'),
      ...(open ? [t('mail.refundFailed.restored')] : []),
    ],
    button: { label: t('mail.open'), url: orderUrl },
    closing: [t('mail.reply')],
  });
}
