import type { BuyerOrder } from '../../buyer-view/buyer-order';
import { type Letter, letter } from './letter';
import type { OrderTools } from './letter-tools';
import { grantedPart } from './receipt-part';

/**
 * Downloads, keys and access that are ready now: where Stripe sends the receipt, and where something became ready
 * after ours had gone. No amounts.
 */
export function deliveryLetter(order: BuyerOrder, tools: OrderTools): Letter {
  const { t, orderUrl, number } = tools;
  const words = order.receipt ? 'later' : 'now';
  return letter('delivery', tools, {
    subject: t('mail.delivery.subject', { number }),
    preview: t('mail.delivery.preview'),
    heading: t(`mail.delivery.${words}.heading`),
    paragraphs: [t(`mail.delivery.${words}.text`)],
    button: { label: t('mail.open'), url: orderUrl },
    receipt: grantedPart(order, tools),
    closing: [t('mail.receipt.keep'), t('mail.reply')],
  });
}
