import { db } from '../db';
import { paymentFacts } from '../stripe/charges';
import type { Attempt } from './attempt';
import { convergeWithStripe } from './converge';
import { isSameMoney } from './decision/freshness';
import type { RenewalView, StripeView } from './decision/stripe-view';
import { reconcilePayment } from './reconcile-payment';
import { moneyView, refundRecords } from './session-view';
import { targetOfOrder } from './targets';
import { writeDecision } from './write-decisions';

/**
 * Writes down that a later period of a subscription was paid, once for each invoice. What became of the first payment
 * is asked of Stripe first: the event of its refund may come later than this one.
 *
 * @throws {StripeUnavailable | StripeRefused}
 */
export async function recordRenewal(orderId: string, renewal: RenewalView, attempt: Attempt): Promise<void> {
  const { paymentIntentId } = await db().order.findUniqueOrThrow({ where: { id: orderId } });
  if (paymentIntentId) await reconcilePayment(paymentIntentId, attempt);
  await write(orderId, { renewal }, attempt);
}

/** Writes down that a subscription has come to its end, or that a try at a later period's payment failed; each once. */
export async function recordSubscriptionNews(
  orderId: string,
  news: Pick<StripeView, 'endedSubscriptionId' | 'failedPeriod'>,
  attempt: Attempt,
): Promise<void> {
  await write(orderId, news, attempt);
}

/**
 * Brings the ledger of a later period's payment to where Stripe says it stands; the order was paid by the first one and
 * stays as it is.
 *
 * @returns false where no order of this shop began the subscription
 * @throws {StripeUnavailable | StripeRefused}
 */
export async function recordRenewalMoney(
  subscriptionId: string,
  payment: { paymentIntentId: string; invoiceId: string },
  attempt: Attempt,
): Promise<boolean> {
  const startedAt = performance.now();
  const select = { id: true, sessionId: true, disputesRevision: true } as const;
  const find = () => db().order.findFirst({ where: { subscriptionId }, select });
  const known = await find();
  if (!known) return false;
  const target = targetOfOrder(known);
  const { paymentIntentId, invoiceId } = payment;
  await convergeWithStripe(
    async () => {
      const asOf = { disputesRevision: (await find())?.disputesRevision ?? 0 };
      const facts = await paymentFacts(paymentIntentId);
      return facts && { money: { ...moneyView(facts), invoiceId }, records: refundRecords(facts), asOf };
    },
    async ({ money: renewalMoney, records, asOf }) => {
      const view = { renewalMoney, records };
      const decision = await writeDecision({ target, view, attempt, startedAt, asOf });
      if (decision === 'stale') return 'stale';
      return decision.changed ? 'changed' : 'same';
    },
    (before, after) => isSameMoney(before.money, after.money),
  );
  return true;
}

async function write(orderId: string, news: Partial<StripeView>, attempt: Attempt): Promise<void> {
  const startedAt = performance.now();
  const order = await db().order.findUniqueOrThrow({
    where: { id: orderId },
    select: { id: true, sessionId: true },
  });
  await writeDecision({
    target: targetOfOrder(order),
    view: { records: [], ...news },
    attempt,
    startedAt,
  });
}
