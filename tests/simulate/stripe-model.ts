import type { DisputeView, RefundView } from '../../lib/fulfillment/decision/stripe-view';
import { unitPrice } from './catalogue';
import { type Payment, type Session, type StripeEvent, type Subscription, totalOf } from './stripe-objects';

// What happens at Stripe, as far as a decision hears of it, and the events that tell of each change.

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
    if (!session.isFree) session.payment = this.#pay(session, null, totalOf(session));
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
}
