import type { Attempt } from '../../lib/fulfillment/attempt';
import { convergeWithStripe } from '../../lib/fulfillment/converge';
import { type Decision, decide } from '../../lib/fulfillment/decision/decide';
import type { MerchantWish } from '../../lib/fulfillment/decision/merchant-wishes';
import type { OrderRow } from '../../lib/fulfillment/decision/order-state';
import type { MoneyView, SessionView, StripeView } from '../../lib/fulfillment/decision/stripe-view';
import { checkGoods } from './check-goods';
import { checkIdempotence } from './check-idempotence';
import { checkOrder } from './check-order';
import type { Process } from './process';
import type { ShopModel } from './shop-model';
import type { StripeEvent, StripeModel } from './stripe-model';

interface Options {
  session?: SessionView;
  wish?: MerchantWish;
  isStale?: (order: OrderRow) => boolean;
}

/**
 * What calls the decision in the shop, with a pause wherever the shop waits for Stripe or the database: the same steps
 * as in fulfill-checkout.ts, reconcile-payment.ts, reconcile-subscription.ts, record-subscription-news.ts and the
 * handlers of events.
 */
export class Callers {
  decisions = 0;
  #ids = 0;

  constructor(
    readonly stripe: StripeModel,
    readonly shop: ShopModel,
    readonly clock: { now: number },
  ) {}

  /** IDs grow with time, as those of the shop do. */
  newId = (): string => `id${String(++this.#ids).padStart(6, '0')}`;

  /** One transaction: loads, decides, writes, and holds every invariant to what was written. */
  write(sessionId: string, view: StripeView, attempt: Attempt, options: Options = {}): Decision | 'stale' {
    const { shop, stripe } = this;
    const facts = shop.load(sessionId, options.session);
    if (facts.state.order && options.isStale?.(facts.state.order)) return 'stale';
    const given = {
      ...{ now: new Date(this.clock.now), newId: this.newId, receipts: 'own' as const },
      newKey: () => `made-${this.newId()}`,
    };
    const decision = decide(facts, view, attempt, given, options.wish);
    shop.apply(sessionId, decision.plan);
    this.decisions += 1;
    const again = decide(shop.load(sessionId, options.session), view, attempt, given, options.wish);
    checkIdempotence(again);
    checkOrder(shop, stripe, sessionId, decision.plan.before);
    checkGoods(shop);
    return decision;
  }

  async fulfillCheckout(process: Process, sessionId: string, attempt: Attempt): Promise<void> {
    if (!attempt.reportsFailure && this.#isSettled(sessionId, attempt)) return;
    await process.pause();
    const asked = this.stripe.sessions.get(sessionId);
    if (!asked) return;
    const session = this.stripe.sessionView(asked);
    const { payment, subscription } = asked;
    const money = payment && this.stripe.mayHaveGoneBack(payment) ? this.stripe.money(payment) : null;
    const view = {
      session,
      ...(money && { money }),
      ...(subscription && { subscription: { id: subscription.id, end: this.stripe.endOf(subscription) } }),
      reportedFailure: attempt.reportsFailure,
      records: [],
    };
    if (session.status === 'open') return;
    await process.pause();
    const decision = this.write(sessionId, view, attempt, { session });
    await process.pause();
    if (decision === 'stale' || !decision.order || !money || decision.paidNow) return;
    await this.reconcilePayment(process, money.paymentIntentId, attempt);
  }

  #isSettled(sessionId: string, { trigger }: Attempt): boolean {
    const order = this.shop.orders.get(sessionId)?.order;
    if (!order) return false;
    const isDone = order.fulfillment === 'fulfilled' || order.fulfillment === 'cancelled';
    return isDone || (trigger === 'landing' && order.payment !== 'awaiting');
  }

  #orderWhere(isIt: (order: OrderRow) => boolean): OrderRow | undefined {
    for (const { order } of this.shop.orders.values()) if (order && isIt(order)) return order;
    return undefined;
  }

  async reconcilePayment(
    process: Process,
    paymentIntentId: string,
    attempt: Attempt,
  ): Promise<'known' | 'too_early'> {
    const find = () =>
      this.#orderWhere((order) => order.paymentIntentId === paymentIntentId && order.paidAt !== null);
    const known = find();
    if (!known) return 'too_early';
    let opened = false;
    await convergeWithStripe(
      async () => {
        const asOf = find()?.disputesRevision ?? 0;
        await process.pause();
        const money = this.#moneyOf(paymentIntentId);
        await process.pause();
        return money && { money, asOf };
      },
      async ({ money, asOf }) => {
        const decision = this.write(known.sessionId, { money, records: [] }, attempt, {
          isStale: (order) => order.disputesRevision > asOf,
        });
        await process.pause();
        if (decision === 'stale') return 'stale';
        opened ||= decision.moved;
        return decision.changed ? 'changed' : 'same';
      },
      (before, after) => fingerprint(before.money) === fingerprint(after.money),
    );
    if (opened && known.subscriptionId) await this.reconcileSubscription(process, known.subscriptionId);
    return 'known';
  }

  #moneyOf(paymentIntentId: string): MoneyView | null {
    const payment = this.stripe.payments.find(({ id }) => id === paymentIntentId);
    return payment ? this.stripe.money(payment) : null;
  }

  async reconcileSubscription(process: Process, subscriptionId: string): Promise<void> {
    await convergeWithStripe(
      async () => {
        const order = this.#orderWhere((one) => one.subscriptionId === subscriptionId);
        await process.pause();
        const subscription = this.stripe.subscriptions.find(({ id }) => id === subscriptionId);
        const end = subscription ? this.stripe.endOf(subscription) : null;
        await process.pause();
        return order && subscription ? { order, end } : null;
      },
      async ({ order, end }) => {
        const view = { subscription: { id: subscriptionId, end }, records: [] };
        const decision = this.write(
          order.sessionId,
          view,
          { trigger: 'system' },
          {
            isStale: ({ accessRevision }) => accessRevision > order.accessRevision,
          },
        );
        await process.pause();
        if (decision === 'stale') return 'stale';
        return decision.changed ? 'changed' : 'same';
      },
      (before, after) => before.end?.getTime() === after.end?.getTime(),
    );
  }

  /** What the worker does with an event. */
  async handleEvent(process: Process, event: StripeEvent): Promise<void> {
    const attempt: Attempt = { trigger: 'webhook', eventId: event.id };
    if (event.type === 'charge') return await this.#handleCharge(process, event, attempt);
    if (event.type !== 'session' && event.type !== 'failed')
      return await this.#handleSubscription(process, event, attempt);
    const eventAt = new Date(event.at);
    await this.fulfillCheckout(process, event.session.id, {
      ...attempt,
      eventAt,
      reportsFailure: event.type === 'failed',
    });
  }

  async #handleCharge(process: Process, { payment }: StripeEvent, attempt: Attempt): Promise<void> {
    if (!payment || (await this.reconcilePayment(process, payment.id, attempt)) !== 'too_early') return;
    const { session, invoiceId, subscription } = payment;
    if (invoiceId !== null && subscription) {
      const find = () => this.#orderWhere((one) => one.subscriptionId === subscription.id);
      if (!find()) await this.fulfillCheckout(process, session.id, attempt);
      const order = find();
      if (!order) return;
      await process.pause();
      const money = this.stripe.money(payment);
      await process.pause();
      this.write(order.sessionId, { renewalMoney: { ...money, invoiceId }, records: [] }, attempt);
      return;
    }
    await this.fulfillCheckout(process, session.id, attempt);
    await this.reconcilePayment(process, payment.id, attempt);
  }

  async #handleSubscription(process: Process, event: StripeEvent, attempt: Attempt): Promise<void> {
    const { session, type, invoice } = event;
    const { subscription } = session;
    if (!subscription) return;
    await this.fulfillCheckout(process, session.id, attempt);
    const order = this.shop.orders.get(session.id)?.order;
    if (!order) return;
    await this.reconcileSubscription(process, subscription.id);
    if (type === 'renewed' && invoice?.payment) {
      if (order.paymentIntentId) await this.reconcilePayment(process, order.paymentIntentId, attempt);
      await process.pause();
      const { amount, at } = invoice.payment;
      const renewal = {
        invoiceId: invoice.id,
        paymentIntentId: null,
        amount,
        currency: 'eur',
        paidAt: new Date(at),
      };
      this.write(session.id, { renewal, records: [] }, attempt);
    }
    if (type === 'unrenewed' && invoice) {
      const failedPeriod = { invoiceId: invoice.id, attempts: invoice.attempts };
      this.write(session.id, { failedPeriod, records: [] }, attempt);
    }
    if (type === 'ended')
      this.write(session.id, { endedSubscriptionId: subscription.id, records: [] }, attempt);
  }

  /** The job after stock arrived or keys were loaded. */
  async runJob(process: Process, job: string): Promise<void> {
    const [name, variantId] = job.split(' ');
    if (name === 'refresh_link') return;
    const waits = name === 'fulfill_back_orders' ? 'back_ordered' : 'needs_attention';
    for (const [sessionId, { order, lines }] of this.shop.orders) {
      const isPaid = order?.payment === 'paid' || order?.payment === 'partly_refunded';
      if (!isPaid || !lines.some((line) => line.variantId === variantId && line.state === waits)) continue;
      await this.fulfillCheckout(process, sessionId, { trigger: 'system' });
    }
  }
}

const fingerprint = ({ amount, refunds, disputes }: MoneyView): string =>
  JSON.stringify([amount, refunds.map(({ id, state }) => [id, state]), disputes]);
