import type Stripe from 'stripe';

/** A line of a session or of a Payment Link; its `Stripe.LineItem` is computed whenever it is asked for. */
export interface LineRow {
  id: string;
  price: string;
  quantity: number;
  description: string;
  metadata: Stripe.Metadata;
  adjustable: { minimum: number; maximum: number } | null;
}

/** An optional item; once added it is a line of the session under the same ID. Both bounds are equal where fixed. */
export interface OptionalItemRow {
  id: string;
  price: string;
  minimum: number;
  maximum: number;
}

/** What the session's PaymentIntent gets when there is one. */
export interface PaymentData {
  description: string | null;
  metadata: Stripe.Metadata;
  receiptEmail: string | null;
  setupFutureUsage: 'off_session' | 'on_session' | null;
  statementDescriptor: string | null;
  statementDescriptorSuffix: string | null;
  transferGroup: string | null;
}

export interface SubscriptionData {
  description: string | null;
  metadata: Stripe.Metadata;
  /** Trial as a number of days from completion, or as a fixed end (Unix seconds). */
  trialDays: number | null;
  trialEnd: number | null;
}

/** A Checkout Session with what the API does not show of it. */
export interface SessionRow {
  id: string;
  /** As retrieved without `expand`; kept up to date by every change. */
  session: Stripe.Checkout.Session;
  /** Given to the embedded page; the session shows it only while it is open. */
  clientSecret: string | null;
  lines: LineRow[];
  discount: { id: string; coupon: string; promotionCode: string | null } | null;
  shippingRates: string[];
  shippingRate: string | null;
  payment: PaymentData;
  subscription: SubscriptionData | null;
  /** Where a Payment Link's buyer goes afterwards; null shows the confirmation on the page. */
  redirectAfter: string | null;
  /** What the shopper may add; absent in the journal of an earlier version. */
  optionalItems?: OptionalItemRow[];
  /** The PaymentIntent of a first, failed attempt, which the next attempt uses again. */
  paymentIntent: string | null;
}

export interface LinkRow {
  id: string;
  link: Stripe.PaymentLink;
  lines: LineRow[];
  payment: PaymentData;
  subscription: SubscriptionData | null;
}

export interface EventRow {
  id: string;
  event: Stripe.Event;
}

/** One event to one endpoint, over all its attempts. `retryAt` in Unix milliseconds; null: nothing more to do. */
export interface ShipmentRow {
  id: string;
  eventId: string;
  endpointId: string;
  attempts: number;
  state: 'pending' | 'delivered' | 'failed';
  retryAt: number | null;
}

/** A 3-D Secure challenge that waits for the shopper. */
export interface ChallengeRow {
  id: string;
  sessionId: string;
  paymentMethod: string;
  contact: Contact;
}

/** What the shopper typed apart from the card or account. */
export interface Contact {
  email: string;
  phone: string | null;
  shipping: { name: string; address: Stripe.Address } | null;
}

/** A bank debit in progress. `settleAt` in Unix milliseconds; null waits for a person. */
export interface DebitRow {
  /** ID of its PaymentIntent. */
  id: string;
  sessionId: string;
  invoice: string | null;
  /** What the test account does once time has passed. */
  outcome: 'succeed' | 'fail';
  failure: { code: string; message: string } | null;
  settleAt: number | null;
}

/** What a test card has in store some time after its payment or refund. `at` in Unix milliseconds. */
export interface UpcomingRow {
  /** ID of the charge or refund it happens to. */
  id: string;
  at: number;
  what: { kind: 'dispute'; reason: string } | { kind: 'refund'; outcome: 'failed' | 'succeeded' };
}

/** A visit to the customer portal that somebody may make. */
export interface PortalRow {
  id: string;
  session: Stripe.BillingPortal.Session;
  /** What its address ends with. */
  token: string;
  /** When a page of it was last asked for (Unix seconds); null while nobody has come. */
  usedAt: number | null;
}

/** A first answer kept for replays of its `Idempotency-Key`. `at` in Unix seconds. */
export interface AnswerRow {
  id: string;
  fingerprint: string;
  status: number;
  body: string;
  at: number;
}

/** What an endpoint's secret was before it was changed. `until` in Unix milliseconds: so long it signs as well. */
export interface RotationRow {
  /** ID of the endpoint. */
  id: string;
  previous: string;
  until: number;
}
