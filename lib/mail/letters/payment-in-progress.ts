import type { BuyerOrder } from '../../orders/buyer/buyer-order';
import type { Letter } from './letter';
import type { LetterTools } from './letter-tools';
import { addressPart, receiptPart } from './receipt-part';

/** A delayed payment was started: there is nothing to do but wait. Nothing is granted yet (I2). */
export function paymentInProgressLetter(order: BuyerOrder, tools: LetterTools): Letter {
  const { t, locale, orderUrl, signature, reference } = tools;
  return {
    template: 'payment_in_progress',
    locale,
    subject: t('mail.inProgress.subject'),
    preview: t('mail.inProgress.preview'),
    reference,
    heading: t('mail.inProgress.heading'),
    paragraphs: [t('mail.inProgress.text'), t('mail.inProgress.next')],
    button: { label: t('mail.open'), url: orderUrl },
    receipt: receiptPart(order, tools, false),
    parts: addressPart(order, tools),
    closing: [t('mail.reply')],
    signature,
  };
}
