import type { BuyerOrder } from '../../buyer-view/buyer-order';
import { type Letter, letter } from './letter';
import type { OrderTools } from './letter-tools';

/** The link to the order, asked for on its page and sent to the buyer's own address (I8). */
export function orderLinkLetter(order: BuyerOrder, tools: OrderTools): Letter {
  const { t, number, orderUrl } = tools;
  return letter('order_link', tools, {
    subject: order.number === null ? t('mail.link.subjectNoNumber') : t('mail.link.subject', { number }),
    preview: t('mail.link.preview'),
    heading: t('mail.link.heading'),
    paragraphs: [t('mail.link.text')],
    button: { label: t('mail.open'), url: orderUrl },
    closing: [t('mail.link.next')],
  });
}
