import type { Tx } from '../db';
import type {
  CheckoutState,
  FulfillmentKind,
  FulfillmentState,
  PaymentState,
} from '../generated/prisma/enums';
import type { PaymentFacts } from '../stripe/charges';
import type { SessionSnapshot } from '../stripe/sessions';
import { addTimeline } from '../timeline/timeline';
import { accessEnd } from './access-end';
import type { Attempt, Notes } from './attempt';
import { answersOf, keepRecords } from './keep-records';
import { endCheckout } from './own-checkout';
import { holdForPending } from './pending-checkout';
import { purchaseNotes } from './purchase-changes';
import { insertLines, type LockedOrder, type OwnCheckout } from './record-order';
import { settlePayment } from './settle-payment';
import { settleUnits, wantedOf } from './settle-units';

/** Where an attempt left an order. */
export interface SettledOrder {
  payment: PaymentState;
  fulfillment: FulfillmentState;
  /** Whether it was paid just now. */
  paidNow: boolean;
  /** The kinds of which anything was granted or taken back. */
  moved: ReadonlySet<FulfillmentKind>;
}

/**
 * Brings an order to where Stripe says it should be, under its lock: payment first, then the lines, then mails and the
 * timeline, all in the caller's transaction. Called again, it finds nothing to do and says so on the timeline.
 *
 * @param facts what became of the payment since it was made; null where nothing did
 */
export async function settleOrder(
  tx: Tx,
  snapshot: SessionSnapshot,
  facts: PaymentFacts | null,
  checkout: (OwnCheckout & { state: CheckoutState }) | null,
  { order, lines: known, isNew }: LockedOrder,
  attempt: Attempt,
  startedAt: number,
): Promise<SettledOrder> {
  const notes: Notes = [];
  if (isNew) notes.push({ kind: 'order_placed', data: { source: order.source, sessionId: order.sessionId } });
  if (isNew) notes.push(...(await purchaseNotes(tx, checkout, snapshot, known)));
  await keepRecords(tx, order.id, answersOf(snapshot));

  const before = wantedOf(known, order.payment);
  const ours = order.source !== 'other' || known.some((line) => line.productId !== null);
  const paid = await settlePayment(tx, snapshot, facts, order, known, ours, attempt, notes);
  const { payment } = paid.order;
  if (isNew && payment === 'awaiting') await holdForPending(tx, order, known);
  if (checkout) await settleCheckout(tx, checkout, payment);

  let { fulfillment } = order;
  let moved: ReadonlySet<FulfillmentKind> = new Set();
  if (paid.order.paidAt !== null && fulfillment !== 'fulfilled' && fulfillment !== 'cancelled') {
    // Stripe listed none when the order was made; by now it may.
    const lines = known.length > 0 ? known : await insertLines(tx, order.id, snapshot);
    if (known.length === 0) notes.push(...(await purchaseNotes(tx, checkout, snapshot, lines)));
    const settled = await settleUnits(tx, paid.order, lines, before, attempt, {
      subscriptionEndsAt: snapshot.subscription && accessEnd(snapshot.subscription, new Date()),
      receiptQueued: paid.receiptQueued,
    });
    ({ fulfillment, moved } = settled);
    notes.push(...settled.notes);
  }

  // A page that is looked at again tells nothing; whoever tried to fulfil and came too late does.
  if (notes.length === 0 && attempt.trigger !== 'landing') {
    notes.push({ kind: 'nothing_left', data: { payment, fulfillment } });
  }
  const last = notes.at(-1);
  if (last) last.milliseconds = Math.round(performance.now() - startedAt);
  const { trigger, eventId, actor } = attempt;
  await addTimeline(tx, order.id, ...notes.map((note) => ({ ...note, trigger, eventId, actor })));
  return { payment, fulfillment, paidNow: paid.paidNow, moved };
}

/** The attempt behind the order: over when its payment failed, done when it was placed. */
async function settleCheckout(
  tx: Tx,
  checkout: OwnCheckout & { state: CheckoutState },
  payment: PaymentState,
): Promise<void> {
  if (payment === 'failed') return await endCheckout(tx, checkout, 'failed');
  if (checkout.state === 'complete') return;
  await tx.checkout.update({ where: { id: checkout.id }, data: { state: 'complete' } });
}
