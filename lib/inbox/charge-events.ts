import { changePayment } from '../fulfillment/change-payment';
import { refundedAmount } from '../stripe/charges';
import { idOf } from '../stripe/sessions';
import type { StripeEvent } from '../stripe/verify-event';

type ChargeEvent = Extract<
  StripeEvent,
  { type: 'charge.refunded' | 'charge.dispute.created' | 'charge.dispute.closed' }
>;

const noOrder = 'No order of this shop was paid with this charge.';

/** Refunds and disputes: the order's payment follows, and what was bought is taken back once the money is gone. */
export async function handleChargeEvent(event: ChargeEvent): Promise<string | null> {
  const how = { trigger: 'webhook' as const, eventId: event.id };
  if (event.type === 'charge.refunded') {
    const { paymentIntentId, amount, refunded } = await refundedAmount(event.data.object.id);
    if (!paymentIntentId) return noOrder;
    const to = refunded >= amount ? 'refunded' : refunded > 0 ? 'partly_refunded' : 'paid';
    const found = await changePayment(paymentIntentId, to, {
      ...how,
      kind: 'payment_refunded',
      data: { refunded, of: amount },
    });
    return found ? null : noOrder;
  }
  const dispute = event.data.object;
  const paymentIntentId = idOf(dispute.payment_intent);
  if (!paymentIntentId) return noOrder;
  const opened = event.type === 'charge.dispute.created';
  const to = opened ? 'disputed' : dispute.status === 'lost' ? 'refunded' : 'paid';
  const found = await changePayment(paymentIntentId, to, {
    ...how,
    kind: opened ? 'payment_disputed' : 'dispute_closed',
    data: { reason: dispute.reason, status: dispute.status, amount: dispute.amount },
  });
  return found ? null : noOrder;
}
