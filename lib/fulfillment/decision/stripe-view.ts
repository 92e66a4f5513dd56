import type { DisputeFacts } from '../../stripe/charges';
import type { RefundFacts } from '../../stripe/refunds';
import type { Json } from './order-state';

// What Stripe said, in plain values: the only form in which a decision knows of it. Amounts are in the currency's
// smallest unit, times in UTC.

/** What a completed session says of its payment. */
export type ObservedPayment = 'awaiting' | 'paid' | 'failed';

export interface LineView {
  stripeLineItemId: string;
  stripePriceId: string | null;
  description: string;
  quantity: number;
  currency: string;
  amountSubtotal: number;
  amountDiscount: number;
  amountTax: number;
  amountTotal: number;
}

/** A Checkout Session that takes a payment. */
export interface SessionView {
  id: string;
  status: 'open' | 'complete' | 'expired';
  livemode: boolean;
  createdAt: Date;
  expiresAt: Date;
  isEmbedded: boolean;
  /** The checkout of ours that the session names. */
  checkoutId: string | null;
  /** The expired session that Stripe made this one to recover. */
  recoveredFrom: string | null;
  paymentLinkId: string | null;
  paymentIntentId: string | null;
  subscriptionId: string | null;
  customerId: string | null;
  /** The language to write in to a buyer who did not shop in the shop itself. */
  buyerLocale: string;
  currency: string;
  amountSubtotal: number;
  amountDiscount: number;
  /** Tax and discount on shipping included. */
  amountShipping: number;
  amountTax: number;
  amountTotal: number;
  /** The total less the lines and the shipping: zero, or Stripe's figures do not add up. */
  amountDifference: number;
  email: string | null;
  name: string | null;
  phone: string | null;
  shippingAddress: Json;
  shippingOption: string | null;
  payment: ObservedPayment;
  /** Stripe's word for it: paid, unpaid, no_payment_required. */
  paymentStatus: string;
  /** Why a delayed payment failed, in Stripe's words; null where it did not, or nobody says. */
  failure: string | null;
  /** When the charge was made; null where there is none. */
  chargedAt: Date | null;
  lines: readonly LineView[];
}

/** A refund, without what only its records and its form need. */
export type RefundView = Omit<RefundFacts, 'idempotencyKey' | 'answer'>;

/** A dispute, as far as it says what became of a payment. */
export type DisputeView = DisputeFacts;

/** What became of a payment since it was made. */
export interface MoneyView {
  paymentIntentId: string;
  amount: number;
  currency: string;
  /** Oldest first. */
  refunds: readonly RefundView[];
  disputes: readonly DisputeView[];
}

/** A later period of a subscription that was paid. */
export interface RenewalView {
  invoiceId: string;
  paymentIntentId: string | null;
  amount: number;
  currency: string;
  paidAt: Date | null;
}

/** A copy of something Stripe returned, kept with the order. */
export interface RecordView {
  kind: 'checkout_session' | 'line_items' | 'payment_intent' | 'customer' | 'subscription' | 'refund';
  objectId: string;
  hash: string;
  body: Json;
}

/** As much as was asked of Stripe for one decision; what is undefined was not asked. */
export interface StripeView {
  session?: SessionView;
  /** What became of the payment the order was made by. */
  money?: MoneyView;
  /** When what the subscription gives is over; null while nothing ends it. */
  subscription?: { id: string; end: Date | null };
  renewal?: RenewalView;
  /** What became of the payment of a later period. */
  renewalMoney?: MoneyView & { invoiceId: string };
  /** A subscription that has come to its end. */
  endedSubscriptionId?: string;
  /** A try at the payment of a later period that failed. */
  failedPeriod?: { invoiceId: string; attempts: number };
  /** Access of the order may have come to its end by itself. */
  accessMayHaveEnded?: boolean;
  /** A report that the payment failed, by this event. */
  reportedFailure?: boolean;
  records: readonly RecordView[];
}
