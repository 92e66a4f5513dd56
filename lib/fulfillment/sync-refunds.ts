import { db, type Tx } from '../db';
import type { Order } from '../generated/prisma/client';
import { isPaid } from '../is-paid';
import { inTransaction } from '../locks/in-transaction';
import { type PaymentFacts, paymentFacts } from '../stripe/charges';
import { addTimeline, newestEntry, type TimelineKind } from '../timeline/timeline';
import { applyPayment } from './apply-payment';
import type { Attempt, Notes } from './attempt';
import { followSubscription } from './follow-subscription';
import { type SettledUnits, settleUnits, wantedOf } from './settle-units';
import type { AccessReason } from './tell-access';
import { tellOthers } from './tell-others';
import { writeReceipt } from './write-receipt';

/** `too_early`: there is no order of this payment yet, or it has not heard that it was paid. */
export type PaymentChange = 'changed' | 'same' | 'too_early';

/**
 * Brings an order to where the refunds and disputes of its payment leave it, as Stripe reports them now: call it as
 * often as you like, for whatever event. What was refunded is taken back, what a failed refund or a dispute that was
 * won leaves to the buyer is given again, and while a dispute is open nothing more is granted (I2).
 *
 * Where something changed, Stripe is asked again afterwards, until its answer is the one that was written down: whoever
 * writes last has then seen what is true, without a lock held while Stripe is asked. Where somebody else wrote of a
 * dispute after this answer was asked for, it may be the older one: it is not written down, and Stripe is asked again.
 * So nothing opens or closes for a moment, and nobody is told of what is over.
 *
 * @throws {StripeUnavailable | StripeRefused}
 */
export async function syncRefunds(paymentIntentId: string, attempt: Attempt): Promise<PaymentChange> {
  const known = await db().order.findFirst({
    where: { paymentIntentId, paidAt: { not: null } },
    select: { id: true, subscriptionId: true },
  });
  if (!known) return 'too_early';
  let result: PaymentChange = 'same';
  let opened = false;
  for (let heard = await hear(known.id, paymentIntentId); heard; ) {
    const answer = heard;
    const written = await inTransaction((tx) => write(tx, answer, attempt));
    if (written === 'same') break;
    heard = await hear(known.id, paymentIntentId);
    if (written === 'overtaken') continue;
    result = 'changed';
    opened ||= written.opened;
    if (heard && fingerprint(heard.facts) === fingerprint(answer.facts)) break;
  }
  // What was closed while the subscription moved on ends when Stripe says now.
  if (opened && known.subscriptionId) await followSubscription(known.subscriptionId);
  return result;
}

const aboutDisputes: TimelineKind[] = ['payment_disputed', 'dispute_closed', 'frozen', 'unfrozen'];

/** An answer of Stripe's, and how far the order's timeline told of disputes before it was asked for. */
interface Heard {
  facts: PaymentFacts;
  asOf: number;
}

async function hear(orderId: string, paymentIntentId: string): Promise<Heard | null> {
  const asOf = await newestEntry(db(), { id: orderId }, aboutDisputes);
  const facts = await paymentFacts(paymentIntentId);
  return facts && { facts, asOf };
}

const fingerprint = ({ amount, refunds, disputes }: PaymentFacts): string =>
  JSON.stringify([amount, refunds.map(({ id, state }) => [id, state]), disputes]);

async function write(
  tx: Tx,
  { facts, asOf }: Heard,
  attempt: Attempt,
): Promise<'same' | 'overtaken' | { opened: boolean }> {
  const { order, lines } = await lockOrder(tx, facts.paymentIntentId);
  if ((await newestEntry(tx, { id: order.id }, aboutDisputes)) > asOf) return 'overtaken';
  const notes: Notes = [];
  const before = wantedOf(lines, order.payment);
  const ours = order.source !== 'other' || lines.some(({ productId }) => productId !== null);
  const now = await applyPayment(tx, order, lines, facts, ours, notes);
  const isBack = isPaid(now.payment) && !isPaid(order.payment);
  const receiptQueued = ours && isBack && (await writeReceipt(tx, now));
  const settled = await settleUnits(tx, now, lines, before, attempt, { receiptQueued });
  notes.push(...settled.notes);
  const { trigger, eventId, actor } = attempt;
  await addTimeline(tx, order.id, ...notes.map((note) => ({ ...note, trigger, eventId, actor })));
  if (notes.length === 0 && settled.moved.size === 0) return 'same';
  const lost = facts.disputes.some(({ outcome }) => outcome === 'lost');
  await tellOthers(tx, order.id, reasonOf(order, now, lost, settled));
  return { opened: settled.moved.size > 0 };
}

/** Locks the order of a payment with its checkout, in the order in which everybody takes these two. */
async function lockOrder(tx: Tx, paymentIntentId: string) {
  await tx.$queryRaw`
    SELECT id FROM checkout WHERE id = (
      SELECT checkout_id FROM orders WHERE payment_intent_id = ${paymentIntentId} LIMIT 1) FOR UPDATE`;
  await tx.$queryRaw`SELECT id FROM orders WHERE payment_intent_id = ${paymentIntentId} FOR UPDATE`;
  const { lines, ...order } = await tx.order.findFirstOrThrow({
    where: { paymentIntentId },
    include: { lines: { orderBy: { position: 'asc' } } },
  });
  return { order, lines };
}

function reasonOf(
  before: Order,
  { payment }: Order,
  lost: boolean,
  { restored }: SettledUnits,
): AccessReason {
  if (payment === 'disputed' || (payment === 'refunded' && lost)) return 'dispute';
  if (before.payment === 'disputed' && isPaid(payment)) return 'dispute_won';
  return restored ? 'refund_failed' : 'refund';
}
