import { accessEnd, type SubscriptionFacts } from '../../lib/fulfillment/access-end';
import type {
  DisputeView,
  LineView,
  MoneyView,
  ObservedPayment,
  RefundView,
  SessionView,
} from '../../lib/fulfillment/decision/stripe-view';
import { unitPrice } from './catalogue';

// Stripe as far as a decision hears of it: what is true there, and the events that tell of each change.

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

const seconds = (time: number): number => Math.floor(time / 1000);
const inForce = ({ state }: RefundView): boolean => state !== 'failed' && state !== 'canceled';
const sum = (rows: readonly { amount: number }[]): number =>
  rows.reduce((total, { amount }) => total + amount, 0);

/** What has gone back of a payment, or is on its way. */
export const refundedAmount = (payment: Payment): number => sum(payment.refunds.filter(inForce));

export class StripeModel {
  readonly sessions = new Map<string, Session>();
  readonly payments: Payment[] = [];
  readonly subscriptions: Subscription[] = [];
  readonly events: StripeEvent[] = [];
  #ids = 0;

  constructor(readonly clock: { now: number }) {}

  newId(prefix: string): string {
    this.#ids += 1;
    return `${prefix}_${this.#ids}`;
  }

  emit(
    type: StripeEvent['type'],
    session: Session,
    more: Pick<StripeEvent, 'payment' | 'invoice'> = {},
  ): void {
    this.events.push({ id: this.newId('evt'), type, at: this.clock.now, session, handled: false, ...more });
  }

  open(fields: Partial<Session> & Pick<Session, 'lines'>): Session {
    const session: Session = {
      id: this.newId('cs'),
      status: 'open',
      isDebit: false,
      checkoutId: null,
      recoveredFrom: null,
      paymentLinkId: null,
      email: null,
      createdAt: this.clock.now,
      listsAfter: 0,
      paid: null,
      isFree: false,
      isSubscription: false,
      payment: null,
      subscription: null,
      ...fields,
    };
    this.sessions.set(session.id, session);
    return session;
  }

  /** The buyer presses the button on Stripe's page. */
  complete(session: Session): void {
    session.status = 'complete';
    session.paid = session.isDebit && !session.isFree ? 'awaiting' : 'paid';
    if (!session.isFree)
      session.payment = this.#pay(
        session,
        null,
        session.lines.reduce((all, l) => all + l.amountTotal, 0),
      );
    if (session.isSubscription) {
      const facts = { status: 'active' as const, cancelAt: null, endedAt: null, start: this.clock.now };
      session.subscription = { id: this.newId('sub'), session, facts, invoices: [] };
      this.subscriptions.push(session.subscription);
    }
    this.emit('session', session);
  }

  /** A debit comes to its end; one of a subscription that failed may be paid another way later. */
  settle(session: Session, succeeds: boolean): void {
    if (session.paid === 'failed' && !succeeds) return;
    session.paid = succeeds ? 'paid' : 'failed';
    if (succeeds && session.payment) session.payment.at = this.clock.now;
    this.emit(succeeds ? 'session' : 'failed', session);
  }

  expire(session: Session): void {
    session.status = 'expired';
    this.emit('session', session);
  }

  #pay(session: Session, invoiceId: string | null, amount: number): Payment {
    const fields = { refunds: [], disputes: [], invoiceId, session, subscription: session.subscription };
    const payment: Payment = { id: this.newId('pi'), amount, at: this.clock.now, ...fields };
    this.payments.push(payment);
    return payment;
  }

  refund(
    payment: Payment,
    amount: number,
    units: RefundView['units'],
    state: 'succeeded' | 'pending' | 'requires_action',
  ): void {
    const fields = { currency: 'eur', reason: null, failureReason: null, actor: null };
    const createdAt = new Date(this.clock.now);
    payment.refunds.push({ id: this.newId('re'), amount, state, createdAt, units, ...fields });
    this.emit('charge', payment.session, { payment });
  }

  moveRefund(payment: Payment, refund: RefundView, state: RefundView['state']): void {
    refund.state = state;
    if (state === 'failed') refund.failureReason = 'lost_or_stolen_card';
    this.emit('charge', payment.session, { payment });
  }

  dispute(payment: Payment, amount: number): void {
    const fields = {
      reason: 'fraudulent',
      currency: 'eur',
      status: 'needs_response',
      outcome: 'open' as const,
    };
    payment.disputes.push({ id: this.newId('dp'), amount, ...fields });
    this.emit('charge', payment.session, { payment });
  }

  moveDispute(payment: Payment, dispute: DisputeView, status: 'under_review' | 'won' | 'lost'): void {
    dispute.status = status;
    dispute.outcome = status === 'under_review' ? 'open' : status;
    this.emit('charge', payment.session, { payment });
  }

  renew(subscription: Subscription, isPaid: boolean): void {
    const { facts, session, invoices } = subscription;
    const last = invoices.at(-1);
    const invoice = last && !last.payment ? last : { id: this.newId('in'), attempts: 0, payment: null };
    if (invoice !== last) {
      invoices.push(invoice);
      facts.start = this.clock.now;
    }
    invoice.attempts += 1;
    if (isPaid) invoice.payment = this.#pay(session, invoice.id, unitPrice);
    facts.status = isPaid ? 'active' : 'past_due';
    this.emit('subscription', session);
    this.emit(isPaid ? 'renewed' : 'unrenewed', session, { invoice: { ...invoice } });
  }

  /** Ends a subscription at once, or at a time to come; or takes that back. */
  endSubscription({ facts, session }: Subscription, how: 'now' | 'later' | 'not'): void {
    facts.cancelAt = how === 'later' ? this.clock.now + 20 * 24 * 3_600_000 : null;
    if (how === 'now') {
      facts.status = 'canceled';
      facts.endedAt = this.clock.now;
    }
    this.emit(how === 'now' ? 'ended' : 'subscription', session);
  }

  /** When the access of a subscription is over, by what is true now. */
  endOf({ facts: { status, cancelAt, endedAt, start } }: Subscription): Date | null {
    const facts: SubscriptionFacts = {
      status,
      cancel_at: cancelAt === null ? null : seconds(cancelAt),
      ended_at: endedAt === null ? null : seconds(endedAt),
      items: { data: [{ current_period_start: seconds(start) }] },
    };
    return accessEnd(facts, new Date(this.clock.now));
  }

  money({ id, amount, refunds, disputes }: Payment): MoneyView {
    return {
      ...{ paymentIntentId: id, amount, currency: 'eur' },
      refunds: refunds.map((refund) => ({ ...refund })),
      disputes: disputes.map((dispute) => ({ ...dispute })),
    };
  }

  /** Whether the charge says that something of it went back. */
  mayHaveGoneBack = (payment: Payment): boolean => refundedAmount(payment) > 0 || payment.disputes.length > 0;

  sessionView(session: Session): SessionView {
    const lists = session.listsAfter <= 0;
    if (session.status === 'complete') session.listsAfter -= 1;
    const amount = session.isFree ? 0 : session.lines.reduce((all, line) => all + line.amountTotal, 0);
    const isUnpaid = session.paid !== 'paid';
    return {
      id: session.id,
      status: session.status,
      livemode: false,
      createdAt: new Date(session.createdAt),
      expiresAt: new Date(session.createdAt + 24 * 3_600_000),
      isEmbedded: false,
      checkoutId: session.checkoutId,
      recoveredFrom: session.recoveredFrom,
      paymentLinkId: session.paymentLinkId,
      paymentIntentId: session.payment?.id ?? null,
      subscriptionId: session.subscription?.id ?? null,
      customerId: null,
      buyerLocale: 'en',
      currency: 'eur',
      amountSubtotal: amount,
      amountDiscount: 0,
      amountShipping: 0,
      amountTax: 0,
      amountTotal: amount,
      amountDifference: 0,
      email: session.status === 'complete' ? session.email : null,
      name: null,
      phone: null,
      shippingAddress: null,
      shippingOption: null,
      payment: session.paid ?? 'awaiting',
      paymentStatus: isUnpaid ? 'unpaid' : session.isFree ? 'no_payment_required' : 'paid',
      failure: session.paid === 'failed' ? 'The bank did not pay.' : null,
      chargedAt: session.payment ? new Date(session.payment.at) : null,
      lines: lists ? session.lines : [],
    };
  }
}
