import { changePayment } from '../fulfillment/change-payment';
import { fulfillCheckout } from '../fulfillment/fulfill-checkout';
import type { PaymentState } from '../generated/prisma/enums';
import type { TimelineNote } from '../orders/timeline';
import { type ChargeFacts, chargeFacts, sessionOfPayment } from '../stripe/charges';
import { idOf } from '../stripe/sessions';
import { sessionOfSubscription, subscriptionOfPayment } from '../stripe/subscriptions';
import type { StripeEvent } from '../stripe/verify-event';
import { noteOnSubscription } from './subscription-events';

type ChargeEvent = Extract<
  StripeEvent,
  { type: 'charge.refunded' | 'charge.dispute.created' | 'charge.dispute.closed' }
>;

const noOrder = 'No order of this shop was paid with this charge.';

/**
 * Refunds and disputes: the order's payment follows, and what was bought is taken back once the money is gone. The
 * event only says where to look; how the charge stands is asked of Stripe.
 */
export async function handleChargeEvent(event: ChargeEvent): Promise<string | null> {
  const chargeId = event.type === 'charge.refunded' ? event.data.object.id : idOf(event.data.object.charge);
  if (!chargeId) return noOrder;
  const facts = await chargeFacts(chargeId);
  if (!facts.paymentIntentId) return noOrder;
  const to = paymentOf(facts);
  const note = noteOf(event, facts);
  if ((await changePayment(facts.paymentIntentId, to, note)) !== 'too_early') return null;

  // The refund is here before the payment: have the order made first, or wait for whoever is making it.
  const period = await subscriptionOfPayment(facts.paymentIntentId);
  if (period && !period.first)
    return (await noteOnSubscription(period.subscriptionId, note)) ? null : noOrder;
  const sessionId = period
    ? await sessionOfSubscription(period.subscriptionId)
    : await sessionOfPayment(facts.paymentIntentId);
  if (!sessionId) return noOrder;
  await fulfillCheckout(sessionId, { trigger: 'webhook', eventId: event.id });
  const found = await changePayment(facts.paymentIntentId, to, note);
  return found === 'too_early' ? noOrder : null;
}

/** The payment's state, out of what is true of the charge now. */
export function paymentOf({ amount, refunded, dispute }: ChargeFacts): PaymentState {
  if (dispute === 'open') return 'disputed';
  if (dispute === 'lost' || refunded >= amount) return 'refunded';
  return refunded > 0 ? 'partly_refunded' : 'paid';
}

function noteOf(event: ChargeEvent, { refunded, amount }: ChargeFacts): TimelineNote {
  const how = { trigger: 'webhook' as const, eventId: event.id };
  if (event.type === 'charge.refunded') {
    return { ...how, kind: 'payment_refunded', data: { refunded, of: amount } };
  }
  const { reason, status, amount: disputed } = event.data.object;
  const kind = event.type === 'charge.dispute.created' ? 'payment_disputed' : 'dispute_closed';
  return { ...how, kind, data: { reason, status, amount: disputed } };
}
