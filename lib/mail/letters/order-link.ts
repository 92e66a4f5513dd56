import type { BuyerOrder } from '../../orders/buyer/buyer-order';
import type { Letter } from './letter';
import type { LetterTools } from './letter-tools';

/** The link to the order, asked for on its page and sent to the buyer's own address (I8). */
export function orderLinkLetter(
  order: BuyerOrder,
  { t, locale, orderUrl, signature, reference }: LetterTools,
): Letter {
  return {
    template: 'order_link',
    locale,
    subject:
      order.number === null
        ? t('mail.link.subjectNoNumber')
        : t('mail.link.subject', { number: order.number }),
    preview: t('mail.link.preview'),
    reference,
    heading: t('mail.link.heading'),
    paragraphs: [t('mail.link.text')],
    button: { label: t('mail.open'), url: orderUrl },
    receipt: null,
    parts: [],
    closing: [t('mail.link.next')],
    signature,
  };
}
