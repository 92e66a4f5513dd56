import { type NamedLine, namedLine } from '../../catalogue/line-name';
import { db } from '../../db';
import { type Attention, readAttention } from '../../fulfillment/attention-words';
import { fulfillCheckout } from '../../fulfillment/fulfill-checkout';
import type { FulfillmentState, PaymentState } from '../../generated/prisma/enums';
import { isPaid } from '../../is-paid';
import { StripeUnavailable } from '../../stripe/errors';

/** What a retry changed, or exactly why it changed nothing. */
export type RetryResult =
  | {
      changed: true;
      /** The lines that were fulfilled now */
      lines: NamedLine[];
      payment: PaymentState;
      fulfillment: FulfillmentState;
      /** Whether it was the payment that moved */
      paymentMoved: boolean;
      attention: Attention | null;
    }
  | {
      changed: false;
      reason:
        | 'no_order'
        | 'stripe_unavailable'
        | 'not_at_stripe'
        | 'already_fulfilled'
        | 'cancelled'
        | 'not_paid'
        /** Nothing is in the way but stock that has not arrived: it is sent by itself then */
        | 'back_ordered'
        | 'still_waiting';
      /** For `still_waiting`: what is in the way */
      attention: Attention | null;
    };

/** Whether a retry can lead anywhere: the order of a session may be tried until all is fulfilled or called off. */
export const canRetry = (order: { sessionId: string | null; fulfillment: FulfillmentState }): boolean =>
  order.sessionId !== null && order.fulfillment !== 'fulfilled' && order.fulfillment !== 'cancelled';

const snapshot = {
  sessionId: true,
  payment: true,
  fulfillment: true,
  attention: true,
  lines: {
    select: {
      ...namedLine,
      id: true,
      state: true,
      fulfillments: { select: { units: true } },
    },
    orderBy: { position: 'asc' },
  },
} as const;

/** How many units are granted, over all lines and kinds: more of them is news, also where none is complete. */
const unitsOf = ({ lines }: { lines: { fulfillments: { units: number }[] }[] }): number =>
  lines.flatMap(({ fulfillments }) => fulfillments).reduce((sum, { units }) => sum + units, 0);

/**
 * Fulfils what is not fulfilled yet, through the same function as every other path (I1), and compares before with
 * after. A second press at the same instant finds nothing left and says so.
 *
 * @param actor the merchant's address, for the timeline
 */
export async function retryFulfillment(orderId: string, actor: string): Promise<RetryResult> {
  const before = await db().order.findUnique({ where: { id: orderId }, select: snapshot });
  if (!before) return unchanged('no_order');
  if (before.sessionId === null) return unchanged('not_at_stripe');
  if (!canRetry(before)) {
    return unchanged(before.fulfillment === 'cancelled' ? 'cancelled' : 'already_fulfilled');
  }
  try {
    const result = await fulfillCheckout(before.sessionId, { trigger: 'merchant', actor });
    if (result.status !== 'order') return unchanged('not_at_stripe');
  } catch (error) {
    if (error instanceof StripeUnavailable) return unchanged('stripe_unavailable');
    throw error;
  }
  const after = await db().order.findUniqueOrThrow({ where: { id: orderId }, select: snapshot });
  const open = new Set(before.lines.filter(({ state }) => state !== 'fulfilled').map(({ id }) => id));
  const lines = after.lines.filter(({ id, state }) => open.has(id) && state === 'fulfilled');
  const { payment, fulfillment } = after;
  const attention = readAttention(after.attention, after.lines);
  const paymentMoved = payment !== before.payment;
  const moved = unitsOf(after) !== unitsOf(before);
  if (lines.length > 0 || paymentMoved || moved || fulfillment !== before.fulfillment) {
    return { changed: true, lines, payment, fulfillment, paymentMoved, attention };
  }
  // All went back, and something is to be decided all the same: not the machine's to do.
  if (!isPaid(payment) && payment !== 'refunded') return unchanged('not_paid');
  const onlyStock = attention === null && after.lines.some(({ state }) => state === 'back_ordered');
  return onlyStock ? unchanged('back_ordered') : unchanged('still_waiting', attention);
}

function unchanged(
  reason: Extract<RetryResult, { changed: false }>['reason'],
  attention: Attention | null = null,
): RetryResult {
  return { changed: false, reason, attention };
}
