import type { PaymentFacts } from '../stripe/charges';
import { hashOf, plainCopy } from '../stripe/plain-copy';
import { type CheckoutSession, idOf, type SessionLineItem, type SessionSnapshot } from '../stripe/sessions';
import { isUuid } from '../uuid';
import { buyerLocale } from './buyer-locale';
import type { LineView, MoneyView, ObservedPayment, RecordView, SessionView } from './decision/stripe-view';
import { lineAmounts, orderAmounts } from './order-amounts';

// Stripe's answers in the plain values that a decision is made from.

/** A session, its line items and its payment, as a decision sees them. */
export function sessionView(snapshot: SessionSnapshot): SessionView {
  const { session, lineItems, paymentIntent } = snapshot;
  const details = session.customer_details;
  const shipping = session.collected_information?.shipping_details;
  const rate = session.shipping_cost?.shipping_rate;
  const charge = paymentIntent?.latest_charge;
  return {
    id: session.id,
    status: statusOf(session),
    livemode: session.livemode,
    createdAt: at(session.created),
    expiresAt: at(session.expires_at),
    isEmbedded: session.ui_mode === 'embedded_page',
    checkoutId: referenceOf(session),
    recoveredFrom: session.recovered_from ?? null,
    paymentLinkId: idOf(session.payment_link),
    paymentIntentId: paymentIntent?.id ?? idOf(session.payment_intent),
    subscriptionId: idOf(session.subscription),
    customerId: idOf(session.customer),
    buyerLocale: buyerLocale(session),
    currency: session.currency ?? lineItems[0]?.currency ?? 'eur',
    ...orderAmounts(session, lineItems),
    email: details?.email ?? null,
    name: details?.name ?? shipping?.name ?? null,
    phone: details?.phone ?? null,
    shippingAddress: shipping ? { name: shipping.name, address: { ...shipping.address } } : null,
    shippingOption: rate && typeof rate === 'object' ? (rate.display_name ?? null) : null,
    payment: observePayment(snapshot),
    paymentStatus: session.payment_status,
    failure: paymentIntent?.last_payment_error?.message ?? null,
    chargedAt: charge && typeof charge === 'object' ? at(charge.created) : null,
    lines: lineItems.map(lineView),
  };
}

/** The checkout of ours that a session names. */
export function referenceOf({
  client_reference_id: reference,
}: Pick<CheckoutSession, 'client_reference_id'>) {
  return reference && isUuid(reference) ? reference : null;
}

const at = (seconds: number): Date => new Date(seconds * 1000);

const lineView = (item: SessionLineItem): LineView => ({
  stripeLineItemId: item.id,
  stripePriceId: item.price?.id ?? null,
  description: item.description ?? '',
  quantity: item.quantity ?? 1,
  currency: item.currency,
  ...lineAmounts(item),
});

/**
 * Reads the payment of a completed session. Anything but `unpaid` is paid, `no_payment_required` too (I2). An unpaid
 * one is on its way as long as its PaymentIntent is; once that wants another payment method or was cancelled, the
 * delayed payment has failed. A session stays `paid` when its money was given back: see `mayHaveGoneBack`.
 * https://docs.stripe.com/payments/paymentintents/lifecycle
 */
export function observePayment({ session, paymentIntent }: SessionSnapshot): ObservedPayment {
  if (session.payment_status !== 'unpaid') return 'paid';
  const ended = paymentIntent?.status === 'requires_payment_method' || paymentIntent?.status === 'canceled';
  return ended ? 'failed' : 'awaiting';
}

/** Whether the payment of a session was refunded or disputed since, wholly or in part: then more has to be asked. */
export function mayHaveGoneBack({ paymentIntent }: SessionSnapshot): boolean {
  const charge = paymentIntent?.latest_charge;
  return !!charge && typeof charge === 'object' && (charge.amount_refunded > 0 || charge.disputed);
}

/** What became of a payment, as a decision sees it. */
export const moneyView = ({
  paymentIntentId,
  amount,
  currency,
  refunds,
  disputes,
}: PaymentFacts): MoneyView => ({
  ...{ paymentIntentId, amount, currency, disputes },
  refunds: refunds.map(({ idempotencyKey: _key, answer: _answer, ...refund }) => refund),
});

/** Copies of the refunds that Stripe returned, for the order's records. */
export const refundRecords = ({ refunds }: PaymentFacts): RecordView[] =>
  refunds.map(({ id, answer }) => record('refund', id, answer));

/**
 * The copies that a snapshot of a session is made of. What has a copy of its own (line items, payment, customer,
 * subscription) stands in the session's by its ID, so that a change of one makes a new copy of that one alone.
 */
export function sessionRecords(snapshot: SessionSnapshot): RecordView[] {
  const { session, lineItems, paymentIntent, customer, subscription } = snapshot;
  const { line_items: _, ...rest } = session;
  const body = {
    ...rest,
    payment_intent: idOf(session.payment_intent),
    customer: idOf(session.customer),
    subscription: idOf(session.subscription),
  };
  return [
    record('checkout_session', session.id, body),
    record('line_items', session.id, lineItems),
    ...(paymentIntent ? [record('payment_intent', paymentIntent.id, paymentIntent)] : []),
    ...(customer ? [record('customer', customer.id, customer)] : []),
    ...(subscription ? [record('subscription', subscription.id, subscription)] : []),
  ];
}

function record(kind: RecordView['kind'], objectId: string, answer: unknown): RecordView {
  const body = plainCopy(answer);
  return { kind, objectId, hash: hashOf(body), body };
}

/** A state Stripe has not named yet is one in which nothing was bought. */
function statusOf({ status }: CheckoutSession): SessionView['status'] {
  if (status === 'complete') return 'complete';
  return status === 'expired' ? 'expired' : 'open';
}
