import { db, type Tx } from '../db';
import type { Order, OrderLine } from '../generated/prisma/client';
import { inTransaction } from '../locks/in-transaction';
import { addTimeline } from '../timeline/timeline';
import type { Attempt } from './attempt';
import { isInForce } from './refund-states';
import { settleUnits, wantedOf } from './settle-units';
import { syncRefunds } from './sync-refunds';
import { tellOthers } from './tell-others';
import { isTakenBack } from './unmet-renewals';

/** A later period of a subscription that was paid. */
export interface Renewal {
  /** Stripe's ID of its invoice. */
  invoiceId: string;
  /** When it was paid; null where Stripe does not say. */
  paidAt: Date | null;
}

/**
 * Tells on the timeline that a later period of a subscription was paid, once for each invoice. Usually that is all.
 * Where the first payment went back, and what was bought with it, the buyer now pays for nothing: the order needs a
 * person, who is told the ways out (I7). It is not opened again by itself, as it was taken back on purpose.
 *
 * What became of the first payment is asked of Stripe first: the event of its refund may come later than this one.
 *
 * @throws {StripeUnavailable | StripeRefused}
 */
export async function recordRenewal(orderId: string, renewal: Renewal, attempt: Attempt): Promise<void> {
  const { paymentIntentId } = await db().order.findUniqueOrThrow({ where: { id: orderId } });
  if (paymentIntentId) await syncRefunds(paymentIntentId, attempt);
  await inTransaction((tx) => write(tx, orderId, renewal, attempt));
}

async function write(tx: Tx, orderId: string, renewal: Renewal, attempt: Attempt): Promise<void> {
  // In the order in which everybody takes these two.
  await tx.$queryRaw`
    SELECT id FROM checkout WHERE id = (SELECT checkout_id FROM orders WHERE id = ${orderId}::uuid) FOR UPDATE`;
  await tx.$queryRaw`SELECT id FROM orders WHERE id = ${orderId}::uuid FOR UPDATE`;
  const { lines, ...order } = await tx.order.findUniqueOrThrow({
    where: { id: orderId },
    include: { lines: { orderBy: { position: 'asc' } } },
  });
  if (await wasTold(tx, orderId, renewal)) return;
  const { trigger, eventId, actor } = attempt;
  const missed = await isMissed(tx, order, lines, renewal);
  const kind = missed ? 'renewal_without_access' : 'subscription_renewed';
  await addTimeline(tx, orderId, { kind, trigger, eventId, actor, data: { object: renewal.invoiceId } });
  // While the bank decides nobody has to: a dispute that is lost finds the renewal on the timeline.
  if (!missed || order.payment === 'disputed') return;
  const before = wantedOf(lines, order.payment);
  const { notes, moved } = await settleUnits(tx, order, lines, before, attempt, { receiptQueued: false });
  await addTimeline(tx, orderId, ...notes.map((note) => ({ ...note, trigger, eventId, actor })));
  await tellOthers(tx, orderId, 'subscription', moved);
}

async function wasTold(tx: Tx, orderId: string, { invoiceId }: Renewal): Promise<boolean> {
  const told = await tx.timelineEntry.findFirst({
    where: {
      orderId,
      kind: { in: ['subscription_renewed', 'renewal_without_access'] },
      data: { path: ['object'], equals: invoiceId },
    },
    select: { id: true },
  });
  return told !== null;
}

/** Whether what was bought was closed when the renewal was paid: a refund that was made later closed it after that. */
async function isMissed(
  tx: Tx,
  order: Order,
  lines: readonly OrderLine[],
  { paidAt }: Renewal,
): Promise<boolean> {
  if (order.payment === 'disputed') return true;
  if (!lines.some((line) => isTakenBack(line, order))) return false;
  if (order.amountLost > 0 || paidAt === null) return true;
  const refunds = await tx.refund.findMany({
    where: { orderId: order.id },
    select: { state: true, createdAt: true },
  });
  const made = refunds.filter(({ state }) => isInForce(state)).map(({ createdAt }) => createdAt.getTime());
  return Math.max(...made) <= paidAt.getTime();
}
