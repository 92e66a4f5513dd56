import type { BuyerOrder } from '../../buyer-view/buyer-order';
import { type Letter, letter } from './letter';
import type { OrderTools } from './letter-tools';
import { addressPart, receiptPart } from './receipt-part';

/** A delayed payment was started: there is nothing to do but wait. Nothing is granted yet (I2). */
export function paymentInProgressLetter(order: BuyerOrder, tools: OrderTools): Letter {
  const { t, orderUrl } = tools;
  return letter('payment_in_progress', tools, {
    subject: t('mail.inProgress.subject'),
    preview: t('mail.inProgress.preview'),
    heading: t('mail.inProgress.heading'),
    paragraphs: [t('mail.inProgress.text'), t('mail.inProgress.next')],
    button: { label: t('mail.open'), url: orderUrl },
    receipt: receiptPart(order, tools, false),
    parts: addressPart(order, tools),
    closing: [t('mail.reply')],
  });
}
