import { z } from 'zod';
import { db } from '../../db';
import { isInForce } from '../../fulfillment/decision/refund-states';
import { reconcilePayment } from '../../fulfillment/reconcile-payment';
import type { FulfillmentState, PaymentState, RefundState } from '../../generated/prisma/enums';
import { limitConcurrency } from '../../limit-concurrency';
import { StripeRefused, StripeUnavailable } from '../../stripe/errors';
import { createRefund, listRefunds, type RefundFacts } from '../../stripe/refunds';
import { cancelSubscription } from '../../stripe/subscriptions';
import { addTimeline } from '../../timeline/timeline';
import { planRefund, type RefundPlan, refundWish } from './plan-refund';
import { type NotRefundable, refundable } from './refundable';

/** Whether a subscription has ended at Stripe; `message` has Stripe's words where it refused, null where it was away. */
export type SubscriptionEnd = { ended: true } | { ended: false; message: string | null };

/** What was given back, or exactly why nothing was. */
export type RefundResult =
  | {
      refunded: true;
      refundId: string;
      /** In the smallest unit. */
      amount: number;
      currency: string;
      /** `failed` or `canceled` where the bank refused it at once: then the money stays. */
      state: RefundState;
      payment: PaymentState;
      fulfillment: FulfillmentState;
      /** Whether the subscription has ended; null where that was not asked for */
      subscription: SubscriptionEnd | null;
    }
  | {
      refunded: false;
      reason:
        | NotRefundable
        | 'malformed'
        | 'no_order'
        /** No units, or none of a line that this order has */
        | 'nothing_chosen'
        | 'no_such_line'
        /** What was chosen was free */
        | 'costs_nothing'
        | 'more_than_left'
        | 'too_many_lines'
        /** Stripe said no; `message` has its words */
        | 'refused'
        /** Not known whether it was made: the same form may be sent again, and makes one refund */
        | 'stripe_unavailable';
      message: string | null;
      /** What can still be given back, in the smallest unit; null where it is not known */
      left: number | null;
    };

const orderInclude = {
  lines: {
    orderBy: { position: 'asc' },
    include: { product: { select: { kinds: true } }, fulfillments: { select: { kind: true, units: true } } },
  },
} as const;

/**
 * Gives money of an order back: all that is left, an amount, or units of its lines. Stripe makes the refund and is the
 * truth about it; what it means for the order follows at once, through the same function as for any refund.
 *
 * One refund of an order is made at a time, and one for each form: a second press waits, then finds what the first one
 * asked for and gets the same answer, whatever became of the first in between (I1).
 *
 * @param input as it came from the form: `orderId`, `idempotencyKey` (a UUID drawn with the form), `kind` (`all`,
 *   `amount`, `lines`), and with it `amount` in the smallest unit, or `lines` with quantities by line, or with `all`
 *   `endSubscription`: `on`, which ends the subscription once the refund is made; `reason` may be left out
 * @param actor the merchant's address, for the timeline and for Stripe
 */
export async function refundOrder(input: unknown, actor: string): Promise<RefundResult> {
  const { data } = refundWish.safeParse(input);
  if (!data) return refused('malformed');
  const { orderId, idempotencyKey } = data;
  // A lock of its own, not the order's: while Stripe is asked, nobody who fulfils has to wait.
  return await fewAtOnce(() =>
    db().$transaction(
      async (tx) => {
        await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`refund:${orderId}`}, 0))::text`;
        try {
          return await refundOnce(data, actor);
        } catch (error) {
          if (error instanceof StripeUnavailable) return refused('stripe_unavailable');
          if (error instanceof StripeRefused) return refused('refused', error.message);
          throw error;
        }
      },
      { maxWait: 15_000, timeout: 90_000 },
    ),
  );

  async function refundOnce(wish: z.infer<typeof refundWish>, by: string): Promise<RefundResult> {
    const found = await db().order.findUnique({
      where: { id: orderId },
      select: { paymentIntentId: true, subscriptionId: true },
    });
    if (!found) return refused('no_order');
    const { paymentIntentId, subscriptionId } = found;
    let plan = await plannedBefore(orderId, idempotencyKey);
    let refund = plan && paymentIntentId ? await madeBefore(paymentIntentId, idempotencyKey) : null;
    if (!plan) {
      // What another press, or the Dashboard, has given back since the page was drawn is known first.
      if (paymentIntentId) await reconcilePayment(paymentIntentId, { trigger: 'merchant', actor: by });
      const order = await db().order.findUniqueOrThrow({ where: { id: orderId }, include: orderInclude });
      const what = refundable(order);
      const planned = planRefund(what, wish);
      if (!planned.ok) return refused(planned.reason, null, what.left);
      plan = planned.plan;
      const { amount, units } = plan;
      const body = { amount, units: units.map((unit) => ({ ...unit })) };
      await db().$transaction(async (tx) => {
        await tx.merchantRequest.create({
          data: { key: `refund:${idempotencyKey}`, orderId, kind: 'refund', body, actor: by },
        });
        const data = { idempotencyKey, ...body };
        await addTimeline(tx, orderId, { kind: 'refund_requested', trigger: 'merchant', actor: by, data });
      });
    }
    if (!paymentIntentId) return refused('no_payment');
    const { reason } = wish;
    refund ??= await createRefund({ ...plan, paymentIntentId, idempotencyKey, actor: by, reason });
    await reconcilePayment(paymentIntentId, { trigger: 'merchant', actor: by }).catch((error: unknown) => {
      // The refund is made; its events bring the rest.
      if (!(error instanceof StripeUnavailable)) throw error;
    });
    const { payment, fulfillment, currency } = await db().order.findUniqueOrThrow({ where: { id: orderId } });
    const { id: refundId, amount, state } = refund;
    const ends = wish.kind === 'all' && wish.endSubscription === 'on' && isInForce(state);
    const subscription = ends && subscriptionId ? await end(subscriptionId, idempotencyKey) : null;
    return { refunded: true, refundId, amount, currency, state, payment, fulfillment, subscription };
  }
}

/** The refund is made and stands, whatever becomes of this. */
async function end(subscriptionId: string, idempotencyKey: string): Promise<SubscriptionEnd> {
  try {
    await cancelSubscription(subscriptionId, idempotencyKey);
    return { ended: true };
  } catch (error) {
    if (error instanceof StripeUnavailable) return { ended: false, message: null };
    if (error instanceof StripeRefused) return { ended: false, message: error.message };
    throw error;
  }
}

function refused(
  reason: Extract<RefundResult, { refunded: false }>['reason'],
  message: string | null = null,
  left: number | null = null,
): RefundResult {
  return { refunded: false, reason, message, left };
}

const requested = z.object({
  amount: z.number().int(),
  units: z.array(z.object({ lineId: z.string(), quantity: z.number().int(), amount: z.number().int() })),
});

/** Each holds a connection while it waits, so that a few presses leave enough of the pool to everybody else. */
const fewAtOnce = limitConcurrency(4);

/** The refund that an earlier press of this form made, however long ago; null where it made none. */
async function madeBefore(paymentIntentId: string, idempotencyKey: string): Promise<RefundFacts | null> {
  const refunds = await listRefunds(paymentIntentId);
  return refunds.find((refund) => refund.idempotencyKey === idempotencyKey) ?? null;
}

/** What this form asked for before: the same again is the same refund (I1). */
async function plannedBefore(orderId: string, idempotencyKey: string): Promise<RefundPlan | null> {
  const request = await db().merchantRequest.findUnique({ where: { key: `refund:${idempotencyKey}` } });
  if (request?.orderId !== orderId || request.kind !== 'refund') return null;
  return requested.safeParse(request.body).data ?? null;
}
