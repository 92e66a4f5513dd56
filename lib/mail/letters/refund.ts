import type { BuyerOrder } from '../../buyer-view/buyer-order';
import type { RefundFacts } from '../facts/refund';
import { type Letter, type LetterReceipt, letter } from './letter';
import type { OrderTools } from './letter-tools';
import { takenBack } from './taken-back';

/** Which units the money is for, where that is known; a refund of a mere amount is for none in particular. */
function refundedPart(
  order: BuyerOrder,
  refund: RefundFacts,
  { t, money }: OrderTools,
): LetterReceipt | null {
  if (refund.lines.length === 0) return null;
  return {
    lines: refund.lines.map(({ lineId, quantity, amount }) => ({
      id: lineId,
      name: order.lines.find(({ id }) => id === lineId)?.name ?? '',
      quantity,
      amount: money(amount, refund.currency),
      notes: [],
      keys: [],
    })),
    rows: [],
    total: { label: t('mail.refund.total'), amount: money(refund.amount, refund.currency) },
  };
}

/** Money goes back: how much, for what, how long it takes, and what went back with it. */
export function refundLetter(order: BuyerOrder, refund: RefundFacts, tools: OrderTools): Letter {
  const { t, money, orderUrl, number } = tools;
  const amount = money(refund.amount, refund.currency);
  const whole = refund.amount === order.amountTotal && refund.currency === order.currency;
  const touched = order.lines.flatMap((line) => {
    const named = refund.lines.find(({ lineId }) => lineId === line.id)?.quantity ?? 0;
    const units = order.payment === 'refunded' ? line.quantity : named;
    return units > 0 ? [{ line, units }] : [];
  });
  const back = takenBack(order, touched, tools);
  return letter('refund', tools, {
    subject: t('mail.refund.subject', { amount, number }),
    preview: t('mail.refund.preview'),
    heading: t('mail.refund.heading', { amount }),
    paragraphs: [
      whole
        ? t('mail.refund.whole')
        : t('mail.refund.part', { total: money(order.amountTotal, order.currency) }),
      t(refund.state === 'requires_action' ? 'mail.refund.askedFor' : 'mail.refund.time'),
    ],
    button: { label: t('mail.open'), url: orderUrl },
    receipt: refundedPart(order, refund, tools),
    parts: back.length > 0 ? [{ heading: t('mail.refund.takenBack'), lines: back }] : [],
    closing: [t('mail.reply')],
  });
}
