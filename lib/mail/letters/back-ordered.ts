import type { BuyerOrder } from '../../buyer-view/buyer-order';
import type { BackOrder } from '../facts/back-order';
import { type Letter, letter } from './letter';
import type { OrderTools } from './letter-tools';
import { addressPart } from './receipt-part';

/** Less was there than was sold, and the merchant decided to send the rest later. */
export function backOrderedLetter(order: BuyerOrder, backOrder: BackOrder, tools: OrderTools): Letter {
  const { t, orderUrl, number } = tools;
  const { lineId, missing, wanted } = backOrder;
  const name = order.lines.find(({ id }) => id === lineId)?.name ?? '';
  const others = missing < wanted || order.lines.length > 1;
  return letter('back_ordered', tools, {
    subject: t('mail.backOrdered.subject', { number }),
    preview: t('mail.backOrdered.preview', { name }),
    heading: t('mail.backOrdered.heading'),
    paragraphs: [
      t('mail.backOrdered.text'),
      ...(others ? [t('mail.backOrdered.rest')] : []),
      t('mail.backOrdered.choice'),
    ],
    button: { label: t('mail.open'), url: orderUrl },
    parts: [
      {
        heading: t('mail.backOrdered.later'),
        lines: [
          missing < wanted
            ? t('mail.backOrdered.someOf', { missing, wanted, name })
            : t('mail.items', { count: missing, name }),
        ],
      },
      ...addressPart(order, tools),
    ],
    closing: [t('mail.reply')],
  });
}
