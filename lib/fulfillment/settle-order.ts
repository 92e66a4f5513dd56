import { releaseHolds } from '../checkout/holds';
import type { Tx } from '../db';
import type { Order } from '../generated/prisma/client';
import type { CheckoutState, FulfillmentState, PaymentState } from '../generated/prisma/enums';
import { addTimeline } from '../orders/timeline';
import type { SessionSnapshot } from '../stripe/sessions';
import type { Attempt } from './fulfill-checkout';
import { fulfillLines, type LinesOutcome } from './fulfill-lines';
import { answersOf, keepRecords } from './keep-records';
import { moveFulfillment } from './move-fulfillment';
import { isPaid } from './order-states';
import { endCheckout } from './own-checkout';
import { purchaseNotes } from './purchase-changes';
import type { LockedOrder, OwnCheckout } from './record-order';
import { revokeOrder } from './revoke-order';
import { type Notes, settlePayment } from './settle-payment';

/**
 * Brings an order to where Stripe says it should be, under its lock: payment first, then the lines, then mails and the
 * timeline, all in the caller's transaction. Called again, it finds nothing to do and says so on the timeline.
 */
export async function settleOrder(
  tx: Tx,
  snapshot: SessionSnapshot,
  checkout: (OwnCheckout & { state: CheckoutState }) | null,
  { order, lines, isNew }: LockedOrder,
  attempt: Attempt,
  startedAt: number,
): Promise<{ payment: PaymentState; fulfillment: FulfillmentState }> {
  const notes: Notes = [];
  if (isNew) notes.push({ kind: 'order_placed', data: { source: order.source, sessionId: order.sessionId } });
  if (isNew) notes.push(...(await purchaseNotes(tx, checkout, order, lines)));
  await keepRecords(tx, order.id, answersOf(snapshot));

  const ours = order.source !== 'other' || lines.some((line) => line.productId !== null);
  const payment = await settlePayment(tx, snapshot, order, ours, attempt, notes);
  if (checkout) await settleCheckout(tx, checkout, payment);

  let { fulfillment } = order;
  if (isPaid(payment) && fulfillment !== 'fulfilled' && fulfillment !== 'cancelled') {
    const outcome = await fulfillLines(tx, snapshot, order, lines, checkout?.id ?? null);
    fulfillment = await recordOutcome(tx, order, outcome, attempt);
    if (outcome.changed) notes.push(noteOf(outcome));
  } else if (payment === 'refunded' && fulfillment === 'unfulfilled') {
    await revokeOrder(tx, order, attempt);
    fulfillment = 'cancelled';
  }

  // A page that is looked at again tells nothing; whoever tried to fulfil and came too late does.
  if (notes.length === 0 && attempt.trigger !== 'landing') {
    notes.push({ kind: 'nothing_left', data: { payment, fulfillment } });
  }
  const last = notes.at(-1);
  if (last) last.milliseconds = Math.round(performance.now() - startedAt);
  const { trigger, eventId, actor } = attempt;
  await addTimeline(tx, order.id, ...notes.map((note) => ({ ...note, trigger, eventId, actor })));
  return { payment, fulfillment };
}

/** The attempt behind the order: over when its payment failed, done when it was placed. A refunded one holds nothing. */
async function settleCheckout(
  tx: Tx,
  checkout: OwnCheckout & { state: CheckoutState },
  payment: PaymentState,
): Promise<void> {
  if (payment === 'failed') return await endCheckout(tx, checkout, 'failed');
  if (payment === 'refunded') await releaseHolds(tx, checkout.id);
  if (checkout.state === 'complete') return;
  await tx.checkout.update({ where: { id: checkout.id }, data: { state: 'complete' } });
}

async function recordOutcome(
  tx: Tx,
  order: Order,
  { fulfillment, attention }: LinesOutcome,
  attempt: Attempt,
): Promise<FulfillmentState> {
  const done = fulfillment === 'fulfilled';
  const fields = {
    attention,
    ...((done || order.fulfilledBy === null) && { fulfilledBy: attempt.trigger }),
    ...(done && { fulfilledAt: new Date() }),
  };
  return await moveFulfillment(tx, order, fulfillment, fields, attempt);
}

function noteOf({ fulfillment, granted, attention }: LinesOutcome): Notes[number] {
  const kind =
    fulfillment === 'fulfilled' || fulfillment === 'needs_attention' ? fulfillment : 'partly_fulfilled';
  return { kind, data: { granted, ...(attention && { attention }) } };
}
