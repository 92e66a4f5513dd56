import { db } from '../db';
import { paymentFacts } from '../stripe/charges';
import type { Attempt } from './attempt';
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
 * Writes down what became of the payment of a later period; the order was paid by the first one and stays as it is.
 *
 * @returns false where no order of this shop began the subscription
 * @throws {StripeUnavailable | StripeRefused}
 */
export async function recordRenewalMoney(
  subscriptionId: string,
  payment: { paymentIntentId: string; invoiceId: string },
  attempt: Attempt,
): Promise<boolean> {
  const order = await db().order.findFirst({ where: { subscriptionId }, select: { id: true } });
  if (!order) return false;
  const facts = await paymentFacts(payment.paymentIntentId);
  if (!facts) return true;
  const renewalMoney = { ...moneyView(facts), invoiceId: payment.invoiceId };
  await write(order.id, { renewalMoney, records: refundRecords(facts) }, attempt);
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
