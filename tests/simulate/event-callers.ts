import type { Attempt } from '../../lib/fulfillment/attempt';
import { convergeWithStripe } from '../../lib/fulfillment/converge';
import { isSameMoney } from '../../lib/fulfillment/decision/freshness';
import type { Callers } from './callers';
import type { Process } from './process';
import { moneyOf } from './stripe-answers';
import type { StripeEvent } from './stripe-objects';

// What the worker does: the same steps as the handlers of events in lib/inbox, record-subscription-news.ts,
// fulfill-back-orders.ts and fulfill-key-orders.ts.

export async function handleEvent(callers: Callers, process: Process, event: StripeEvent): Promise<void> {
  const attempt: Attempt = { trigger: 'webhook', eventId: event.id };
  if (event.type === 'charge') return await handleCharge(callers, process, event, attempt);
  if (event.type !== 'session' && event.type !== 'failed')
    return await handleSubscription(callers, process, event, attempt);
  const eventAt = new Date(event.at);
  const reportsFailure = event.type === 'failed';
  await callers.fulfillCheckout(process, event.session.id, { ...attempt, eventAt, reportsFailure });
}

async function handleCharge(
  callers: Callers,
  process: Process,
  { payment }: StripeEvent,
  attempt: Attempt,
): Promise<void> {
  if (!payment || (await callers.reconcilePayment(process, payment.id, attempt)) !== 'too_early') return;
  const { session, invoiceId, subscription } = payment;
  if (invoiceId !== null && subscription) {
    const find = () => callers.orderWhere((one) => one.subscriptionId === subscription.id);
    if (!find()) await callers.fulfillCheckout(process, session.id, attempt);
    const order = find();
    if (!order) return;
    const { sessionId } = order;
    await convergeWithStripe(
      async () => {
        const asOf = { disputesRevision: find()?.disputesRevision ?? 0 };
        await process.pause();
        const money = moneyOf(payment);
        await process.pause();
        return { money: { ...money, invoiceId }, asOf };
      },
      async ({ money: renewalMoney, asOf }) => {
        const view = { renewalMoney, records: [] };
        const decision = await callers.write(process, { sessionId, view, attempt, asOf });
        await process.pause();
        if (decision === 'stale') return 'stale';
        return decision.changed ? 'changed' : 'same';
      },
      (before, after) => isSameMoney(before.money, after.money),
    );
    return;
  }
  await callers.fulfillCheckout(process, session.id, attempt);
  await callers.reconcilePayment(process, payment.id, attempt);
}

async function handleSubscription(
  callers: Callers,
  process: Process,
  { session, type, invoice }: StripeEvent,
  attempt: Attempt,
): Promise<void> {
  const { id: sessionId, subscription } = session;
  if (!subscription) return;
  await callers.fulfillCheckout(process, sessionId, attempt);
  const order = callers.shop.orders.get(sessionId)?.order;
  if (!order) return;
  await callers.reconcileSubscription(process, subscription.id);
  if (type === 'renewed' && invoice?.payment) {
    if (order.paymentIntentId) await callers.reconcilePayment(process, order.paymentIntentId, attempt);
    await process.pause();
    const { amount, at } = invoice.payment;
    const paid = { paymentIntentId: null, amount, currency: 'eur', paidAt: new Date(at) };
    const view = { renewal: { invoiceId: invoice.id, ...paid }, records: [] };
    await callers.write(process, { sessionId, view, attempt });
  }
  if (type === 'unrenewed' && invoice) {
    const failedPeriod = { invoiceId: invoice.id, attempts: invoice.attempts };
    await callers.write(process, { sessionId, view: { failedPeriod, records: [] }, attempt });
  }
  if (type === 'ended') {
    const view = { endedSubscriptionId: subscription.id, records: [] };
    await callers.write(process, { sessionId, view, attempt });
  }
}

/** The job after stock arrived or keys were loaded. */
export async function runJob(callers: Callers, process: Process, job: string): Promise<void> {
  const [name, variantId] = job.split(' ');
  if (name === 'refresh_link') return;
  const waits = name === 'fulfill_back_orders' ? 'back_ordered' : 'needs_attention';
  for (const [sessionId, { order, lines }] of callers.shop.orders) {
    const isPaid = order?.payment === 'paid' || order?.payment === 'partly_refunded';
    if (!isPaid || !lines.some((line) => line.variantId === variantId && line.state === waits)) continue;
    await callers.fulfillCheckout(process, sessionId, { trigger: 'system' });
  }
}
