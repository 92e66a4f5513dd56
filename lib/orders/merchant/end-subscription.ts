import { z } from 'zod';
import { db } from '../../db';
import { reconcileSubscription } from '../../fulfillment/reconcile-subscription';
import { StripeRefused, StripeUnavailable } from '../../stripe/errors';
import {
  cancelSubscription,
  endWithPeriod,
  hasEnded,
  retrieveSubscription,
} from '../../stripe/subscriptions';
import { addTimeline } from '../../timeline/timeline';

/** What was ended and when, or exactly why nothing was. */
export type EndSubscriptionResult =
  | {
      ended: true /** Null where it has ended now; else the end of the period that is paid for */;
      on: Date | null;
    }
  | {
      ended: false;
      reason:
        | 'malformed'
        | 'no_order'
        | 'no_subscription'
        | 'not_at_stripe'
        | 'already_ended'
        /** It ends by itself already; `on` says when */
        | 'already_ending'
        /** Stripe said no; `message` has its words */
        | 'refused'
        /** Not known whether it was done: the same form may be sent again */
        | 'stripe_unavailable';
      on: Date | null;
      message: string | null;
    };

const shape = z.object({
  orderId: z.uuid(),
  /** One for each form that is drawn. */
  idempotencyKey: z.uuid(),
  when: z.enum(['period_end', 'now']),
});

type Wish = z.infer<typeof shape>;

/**
 * Ends the subscription that an order began, at Stripe, now or with the period that is paid for. No money goes back.
 * What it means for the access follows at once, through the same function as for any end; the events that come after
 * it find it done. Pressed twice it is done once: Stripe ends a subscription once, and the second press learns that.
 *
 * @param input as it came from the form: `orderId`, `idempotencyKey` (a UUID drawn with the form), `when`
 * @param actor the merchant's address, for the timeline
 */
export async function endSubscription(input: unknown, actor: string): Promise<EndSubscriptionResult> {
  const { data } = shape.safeParse(input);
  if (!data) return refused('malformed');
  try {
    return await endOnce(data, actor);
  } catch (error) {
    if (error instanceof StripeUnavailable) return refused('stripe_unavailable');
    if (error instanceof StripeRefused) return refused('refused', { message: error.message });
    throw error;
  }
}

async function endOnce(wish: Wish, actor: string): Promise<EndSubscriptionResult> {
  const { orderId, idempotencyKey, when } = wish;
  const order = await db().order.findUnique({ where: { id: orderId }, select: { subscriptionId: true } });
  if (!order) return refused('no_order');
  const { subscriptionId: id } = order;
  if (!id) return refused('no_subscription');
  const before = await retrieveSubscription(id);
  if (!before) return refused('not_at_stripe');
  const endsOn = before.cancel_at === null ? null : new Date(before.cancel_at * 1000);
  if (hasEnded(before) || (when === 'period_end' && endsOn)) {
    // The event that told of it may have been lost.
    await reconcileSubscription(id);
    return hasEnded(before) ? refused('already_ended') : refused('already_ending', { on: endsOn });
  }
  await noteWish(wish, actor);
  let on: Date | null = null;
  if (when === 'now') await cancelSubscription(id, idempotencyKey);
  else {
    const { cancel_at: at } = await endWithPeriod(id, idempotencyKey);
    on = at === null ? null : new Date(at * 1000);
  }
  await reconcileSubscription(id).catch((error: unknown) => {
    // It is done at Stripe; its events bring the rest.
    if (!(error instanceof StripeUnavailable)) throw error;
  });
  return { ended: true, on };
}

/** Who asked for it is written down before it is asked for, once for each form. */
async function noteWish({ orderId, idempotencyKey, when }: Wish, actor: string): Promise<void> {
  await db().$transaction(async (tx) => {
    const request = { key: `end:${idempotencyKey}:${when}`, orderId, actor, body: { when } };
    const { count } = await tx.merchantRequest.createMany({
      data: [{ ...request, kind: 'end_subscription' }],
      skipDuplicates: true,
    });
    if (count === 0) return;
    const data = { idempotencyKey, when };
    await addTimeline(tx, orderId, { kind: 'subscription_end_requested', trigger: 'merchant', actor, data });
  });
}

function refused(
  reason: Extract<EndSubscriptionResult, { ended: false }>['reason'],
  { on = null, message = null }: { on?: Date | null; message?: string | null } = {},
): EndSubscriptionResult {
  return { ended: false, reason, on, message };
}
