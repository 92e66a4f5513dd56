import { db } from '../db';
import { paymentFacts } from '../stripe/charges';
import type { Attempt } from './attempt';
import { convergeWithStripe } from './converge';
import { isSameMoney } from './decision/freshness';
import { reconcileSubscription } from './reconcile-subscription';
import { moneyView, refundRecords } from './session-view';
import { targetOfOrder } from './targets';
import { writeDecision } from './write-decisions';

/** `too_early`: there is no order of this payment yet, or it does not know that it was paid. */
export type PaymentChange = 'changed' | 'same' | 'too_early';

/**
 * Brings an order to where the refunds and disputes of its payment leave it, as Stripe reports them now: call it as
 * often as you like, for whatever event. What was refunded is taken back, what a failed refund or a dispute that was
 * won leaves to the buyer is given again, and while a dispute is open nothing more is granted (I2).
 *
 * @throws {StripeUnavailable | StripeRefused}
 */
export async function reconcilePayment(paymentIntentId: string, attempt: Attempt): Promise<PaymentChange> {
  const startedAt = performance.now();
  const where = { paymentIntentId, paidAt: { not: null } };
  const select = { id: true, sessionId: true, subscriptionId: true } as const;
  const known = await db().order.findFirst({ where, select });
  if (!known) return 'too_early';
  const target = targetOfOrder(known);
  let opened = false;

  const hasChanged = await convergeWithStripe(
    async () => {
      const order = await db().order.findFirst({ where, select: { disputesRevision: true } });
      const facts = await paymentFacts(paymentIntentId);
      const asOf = { disputesRevision: order?.disputesRevision ?? 0 };
      return facts && { money: moneyView(facts), records: refundRecords(facts), asOf };
    },
    async ({ money, records, asOf }) => {
      const decision = await writeDecision({ target, view: { money, records }, attempt, startedAt, asOf });
      if (decision === 'stale') return 'stale';
      opened ||= decision.moved;
      return decision.changed ? 'changed' : 'same';
    },
    (before, after) => isSameMoney(before.money, after.money),
  );
  // What was closed while the subscription moved on ends when Stripe says now.
  if (opened && known.subscriptionId) await reconcileSubscription(known.subscriptionId);
  return hasChanged ? 'changed' : 'same';
}
