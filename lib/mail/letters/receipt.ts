import type { BuyerOrder } from '../../orders/buyer/buyer-order';
import { firstName } from '../../orders/buyer/first-name';
import type { Letter } from './letter';
import type { LetterTools } from './letter-tools';
import { addressPart, receiptPart } from './receipt-part';

/** How things stand when the mail leaves, which may be after a refund. */
function standing({ payment, fulfillment, hasShipment, lines }: BuyerOrder) {
  if (payment === 'refunded') return 'refunded';
  if (fulfillment === 'needs_attention') return 'attention';
  if (!hasShipment) return 'ready';
  return lines.some((line) => line.kinds.some((kind) => kind !== 'shipment')) ? 'packingMore' : 'packing';
}

/** The receipt: what was bought, what it gave, and the link that opens the order for good. */
export function receiptLetter(order: BuyerOrder, tools: LetterTools): Letter {
  const { t, locale, money, day, orderUrl, signature, reference } = tools;
  const name = firstName(order.name);
  return {
    template: 'receipt',
    locale,
    subject: t('mail.receipt.subject', { number: order.number ?? '' }),
    preview: t('mail.receipt.preview', {
      total: money(order.amountTotal),
      date: day(order.paidAt ?? order.createdAt),
    }),
    reference,
    heading: name ? t('mail.thanks', { name }) : t('mail.thanksNameless'),
    paragraphs: [t(`mail.receipt.${standing(order)}`)],
    button: { label: t('mail.open'), url: orderUrl },
    receipt: receiptPart(order, tools, order.payment !== 'refunded'),
    parts: addressPart(order, tools),
    closing: [t('mail.receipt.keep'), t('mail.reply')],
    signature,
  };
}
