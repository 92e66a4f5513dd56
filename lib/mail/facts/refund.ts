import { db } from '../../db';
import type { RefundState } from '../../generated/prisma/enums';
import { NothingToTell } from '../nothing-to-tell';

/** A refund a mail tells of. Amounts in the smallest unit of its currency. */
export interface RefundFacts {
  amount: number;
  currency: string;
  state: RefundState;
  /** Which units it was for, where that is known */
  lines: { lineId: string; quantity: number; amount: number }[];
}

/**
 * The refund with this ID, as Stripe last reported it.
 *
 * @throws {NothingToTell} where there is none
 */
export async function loadRefund(refundId: string | undefined): Promise<RefundFacts> {
  const refund = refundId
    ? await db().refund.findUnique({
        where: { id: refundId },
        include: { lines: { orderBy: { orderLine: { position: 'asc' } } } },
      })
    : null;
  if (!refund) throw new NothingToTell('gone');
  const { amount, currency, state, lines } = refund;
  return {
    amount,
    currency,
    state,
    lines: lines.map((line) => ({ lineId: line.orderLineId, quantity: line.quantity, amount: line.amount })),
  };
}

/** Whether the money stays with the shop after all. https://docs.stripe.com/api/refunds/object#refund_object-status */
export const cameToNothing = (state: RefundState): boolean => state === 'failed' || state === 'canceled';
