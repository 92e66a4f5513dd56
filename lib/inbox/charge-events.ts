import { fulfillCheckout } from '../fulfillment/fulfill-checkout';
import { reconcilePayment } from '../fulfillment/reconcile-payment';
import { recordRenewalMoney } from '../fulfillment/record-subscription-news';
import { sessionOfPayment } from '../stripe/charges';
import type { HandledEvent } from '../stripe/handled-events';
import { idOf } from '../stripe/sessions';
import { sessionOfSubscription, subscriptionOfPayment } from '../stripe/subscriptions';
import type { Cause } from './cause';

type ChargeEvent = HandledEvent<`charge.${string}` | `refund.${string}`>;

const noOrder = 'No order of this shop was paid with this charge.';

/**
 * Refunds and disputes: the order's payment follows, and what was bought with it. Several events report one change,
 * in any order, and each only says where to look: the payment itself is fetched from Stripe.
 * https://docs.stripe.com/refunds#webhooks, https://docs.stripe.com/disputes/responding
 */
export async function handleChargeEvent(event: ChargeEvent, attempt: Cause): Promise<string | null> {
  const paymentIntentId = idOf(event.data.object.payment_intent);
  if (!paymentIntentId) return noOrder;
  if ((await reconcilePayment(paymentIntentId, attempt)) !== 'too_early') return null;

  // The refund arrived before the payment: have the order made first, or wait for the process that is making it.
  const period = await subscriptionOfPayment(paymentIntentId);
  if (period && !period.first) {
    const { subscriptionId, invoiceId } = period;
    const record = () => recordRenewalMoney(subscriptionId, { paymentIntentId, invoiceId }, attempt);
    if (await record()) return null;
    const first = await sessionOfSubscription(subscriptionId);
    if (!first) return noOrder;
    await fulfillCheckout(first, attempt);
    return (await record()) ? null : noOrder;
  }
  const sessionId = period
    ? await sessionOfSubscription(period.subscriptionId)
    : await sessionOfPayment(paymentIntentId);
  if (!sessionId) return noOrder;
  await fulfillCheckout(sessionId, attempt);
  return (await reconcilePayment(paymentIntentId, attempt)) === 'too_early' ? noOrder : null;
}
