import type { BuyerOrder } from '../../buyer-view/buyer-order';
import { firstName } from '../../buyer-view/first-name';
import { kinds } from '../../fulfillment/kinds';
import { type Letter, letter } from './letter';
import type { OrderTools } from './letter-tools';
import { addressPart, receiptPart } from './receipt-part';

/** How things stand when the mail leaves, which may be after a refund or a dispute. */
function standing({ payment, fulfillment, hasShipment, lines }: BuyerOrder) {
  if (payment === 'refunded') return 'refunded';
  if (payment === 'disputed') return 'disputed';
  if (fulfillment === 'needs_attention') return 'attention';
  if (!hasShipment) return 'ready';
  return lines.some((line) => line.kinds.some((kind) => kinds[kind].arrivesAtOnce))
    ? 'packingMore'
    : 'packing';
}

/** The receipt: what was bought, what it gave, and the link that opens the order for good. */
export function receiptLetter(order: BuyerOrder, tools: OrderTools): Letter {
  const { t, money, day, orderUrl, number } = tools;
  const name = firstName(order.name);
  const stands = standing(order);
  return letter('receipt', tools, {
    subject: t('mail.receipt.subject', { number }),
    preview: t('mail.receipt.preview', {
      total: money(order.amountTotal, order.currency),
      date: day(order.paidAt ?? order.createdAt),
    }),
    heading: name ? t('mail.thanks', { name }) : t('mail.thanksNameless'),
    paragraphs: [t(`mail.receipt.${stands}`)],
    button: { label: t('mail.open'), url: orderUrl },
    receipt: receiptPart(order, tools, stands !== 'refunded' && stands !== 'disputed'),
    parts: addressPart(order, tools),
    closing: [t('mail.receipt.keep'), t('mail.reply')],
  });
}
