import type { Attempt } from '../../lib/fulfillment/attempt';
import { convergeWithStripe } from '../../lib/fulfillment/converge';
import { isSameEnd, isSameMoney, isSettled } from '../../lib/fulfillment/decision/freshness';
import type { OrderRow } from '../../lib/fulfillment/decision/order-state';
import type { RecordView } from '../../lib/fulfillment/decision/stripe-view';
import type { Process } from './process';
import type { ShopModel } from './shop-model';
import { endOf, mayHaveGoneBack, moneyOf, sessionOf } from './stripe-answers';
import type { StripeModel } from './stripe-model';
import type { Session } from './stripe-objects';
import type { Transactions } from './transactions';

/**
 * What calls the decision in the shop, with a pause wherever the shop waits for Stripe or the database: the same steps
 * as in fulfill-checkout.ts, reconcile-payment.ts and reconcile-subscription.ts. What they decide by the way (settled?
 * stale? the same answer?) is the shop's own code.
 */
export class Callers {
  constructor(
    readonly stripe: StripeModel,
    readonly shop: ShopModel,
    readonly transactions: Transactions,
    readonly clock: { now: number },
  ) {}

  async fulfillCheckout(process: Process, sessionId: string, attempt: Attempt): Promise<void> {
    const known = this.shop.orders.get(sessionId)?.order;
    if (!attempt.reportsFailure && known && isSettled(known, attempt.trigger)) return;
    await process.pause();
    const asked = this.stripe.sessions.get(sessionId);
    if (!asked) return;
    const session = sessionOf(asked);
    const { payment, subscription } = asked;
    const money = payment && mayHaveGoneBack(payment) ? moneyOf(payment) : null;
    const view = {
      session,
      ...(money && { money }),
      ...(subscription && {
        subscription: { id: subscription.id, end: endOf(subscription, this.clock.now) },
      }),
      reportedFailure: attempt.reportsFailure,
      records: [recordOf(asked)],
    };
    if (session.status === 'open') return;
    await process.pause();
    const decision = await this.write(process, { sessionId, view, attempt });
    await process.pause();
    if (decision === 'stale' || !decision.order || !money || decision.paidNow) return;
    await this.reconcilePayment(process, money.paymentIntentId, attempt);
  }

  write(process: Process, asked: Parameters<Transactions['write']>[0]) {
    return this.transactions.write({ ...asked, isRefused: process.isRefused });
  }

  orderWhere(isIt: (order: OrderRow) => boolean): OrderRow | undefined {
    for (const { order } of this.shop.orders.values()) if (order && isIt(order)) return order;
    return undefined;
  }

  async reconcilePayment(
    process: Process,
    paymentIntentId: string,
    attempt: Attempt,
  ): Promise<'known' | 'too_early'> {
    const find = () =>
      this.orderWhere((order) => order.paymentIntentId === paymentIntentId && order.paidAt !== null);
    const known = find();
    if (!known) return 'too_early';
    const { sessionId } = known;
    let opened = false;
    await convergeWithStripe(
      async () => {
        const asOf = { disputesRevision: find()?.disputesRevision ?? 0 };
        await process.pause();
        const payment = this.stripe.payments.find(({ id }) => id === paymentIntentId);
        const money = payment && moneyOf(payment);
        await process.pause();
        return money ? { money, asOf } : null;
      },
      async ({ money, asOf }) => {
        const decision = await this.write(process, {
          sessionId,
          view: { money, records: [] },
          ...{ attempt, asOf },
        });
        await process.pause();
        if (decision === 'stale') return 'stale';
        opened ||= decision.moved;
        return decision.changed ? 'changed' : 'same';
      },
      (before, after) => isSameMoney(before.money, after.money),
    );
    if (opened && known.subscriptionId) await this.reconcileSubscription(process, known.subscriptionId);
    return 'known';
  }

  async reconcileSubscription(process: Process, subscriptionId: string): Promise<void> {
    await convergeWithStripe(
      async () => {
        const order = this.orderWhere((one) => one.subscriptionId === subscriptionId);
        await process.pause();
        const subscription = this.stripe.subscriptions.find(({ id }) => id === subscriptionId);
        const end = subscription ? endOf(subscription, this.clock.now) : null;
        await process.pause();
        return order && subscription ? { order, end } : null;
      },
      async ({ order: { sessionId, accessRevision }, end }) => {
        const view = { subscription: { id: subscriptionId, end }, records: [] };
        const decision = await this.write(process, {
          ...{ sessionId, view, attempt: { trigger: 'system' as const }, asOf: { accessRevision } },
        });
        await process.pause();
        if (decision === 'stale') return 'stale';
        return decision.changed ? 'changed' : 'same';
      },
      (before, after) => isSameEnd(before.end, after.end),
    );
  }
}

/** The copy of a session that is kept with its order. */
const recordOf = ({ id, status, paid }: Session): RecordView => ({
  ...{ kind: 'checkout_session', objectId: id, hash: `${status} ${paid}`, body: { id, status, paid } },
});
