import type {
  DisputeView,
  LineView,
  ObservedPayment,
  RefundView,
} from '../../lib/fulfillment/decision/stripe-view';

// What there is at Stripe, as it is true there now.

export interface Payment {
  id: string;
  amount: number;
  at: number;
  refunds: RefundView[];
  disputes: DisputeView[];
  /** Null for the payment of a session. */
  invoiceId: string | null;
  subscription: Subscription | null;
  session: Session;
}

export interface Session {
  id: string;
  status: 'open' | 'complete' | 'expired';
  isDebit: boolean;
  checkoutId: string | null;
  recoveredFrom: string | null;
  paymentLinkId: string | null;
  email: string | null;
  createdAt: number;
  lines: LineView[];
  /** How often it has yet to be asked until it lists its lines. */
  listsAfter: number;
  /** Null until it is completed. */
  paid: ObservedPayment | null;
  isFree: boolean;
  isSubscription: boolean;
  payment: Payment | null;
  subscription: Subscription | null;
}

export interface Subscription {
  id: string;
  session: Session;
  facts: {
    status: 'active' | 'past_due' | 'canceled';
    cancelAt: number | null;
    endedAt: number | null;
    start: number;
  };
  invoices: { id: string; attempts: number; payment: Payment | null }[];
}

export interface StripeEvent {
  id: string;
  type: 'session' | 'failed' | 'charge' | 'subscription' | 'ended' | 'renewed' | 'unrenewed';
  at: number;
  session: Session;
  payment?: Payment;
  invoice?: { id: string; attempts: number; payment: Payment | null };
  /** Whether somebody handled it to the end. */
  handled: boolean;
}

export const isInForce = ({ state }: { state: string }): boolean =>
  state !== 'failed' && state !== 'canceled';

const sum = (rows: readonly { amount: number }[]): number =>
  rows.reduce((total, { amount }) => total + amount, 0);

/** What has gone back of a payment, or is on its way. */
export const refundedAmount = ({ refunds }: Payment): number => sum(refunds.filter(isInForce));

/** What is contested of a payment, or was taken. */
export const disputedAmount = ({ disputes }: Payment): number =>
  sum(disputes.filter(({ outcome }) => outcome !== 'won'));

export const totalOf = ({ isFree, lines }: Session): number =>
  isFree ? 0 : lines.reduce((all, { amountTotal }) => all + amountTotal, 0);
