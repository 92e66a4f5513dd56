import { db, type Tx } from '../db';
import { closedReason, viewEntitlement } from '../entitlements/entitlement-state';
import type { Entitlement } from '../generated/prisma/client';
import { log } from '../log';
import { queueMail } from '../queue/queue-mail';
import { queueMessage } from '../queue/queue-message';
import { addTimeline } from '../timeline/timeline';

/** What made access open or close; it travels in the message and on the timeline. */
export type AccessReason =
  | 'paid'
  | 'refund'
  | 'refund_failed'
  | 'dispute'
  | 'dispute_won'
  | 'subscription'
  | 'ended';

/**
 * Tells whoever must know that access of this order has opened or closed since they were last told, once (I5): the
 * merchant's other systems by a message, the buyer by a mail, the timeline by a line. Call it under the order's lock,
 * after the change, in its transaction; where nothing has opened or closed, nothing is told. A later end while access
 * is open (a renewal) is no news.
 *
 * The first opening is told to the other systems alone: the receipt tells the buyer. A refund, too, has its own mail,
 * which says what was taken back.
 */
export async function tellAccess(tx: Tx, orderId: string, reason: AccessReason): Promise<void> {
  const entitlements = await tx.$queryRaw<OrderEntitlement[]>`
    SELECT e.id, e.revoked_at AS "revokedAt", e.ends_at AS "endsAt", e.told_open AS "toldOpen", p.slug,
      l.id AS "lineId", l.description
    FROM entitlement e
    JOIN fulfillment f ON f.id = e.fulfillment_id
    JOIN order_line l ON l.id = f.order_line_id
    JOIN product p ON p.id = e.product_id
    WHERE l.order_id = ${orderId}::uuid ORDER BY e.id`;
  if (entitlements.length === 0) return;
  const order = await tx.order.findUniqueOrThrow({
    where: { id: orderId },
    select: { id: true, number: true, payment: true, email: true, locale: true },
  });
  const now = new Date();
  for (const { id, slug, lineId, description, ...entitlement } of entitlements) {
    const open = closedReason(entitlement, order.payment, now) === null;
    if (open === entitlement.toldOpen) continue;
    const told = await tx.entitlement.update({ where: { id }, data: { toldOpen: open } });
    // Closed before anybody was told that it had opened: there is nothing to take back.
    if (entitlement.toldOpen === null && !open) continue;

    const first = entitlement.toldOpen === null;
    const number = await timesTold(tx, orderId, id);
    const kind = open ? 'entitlement.granted' : 'entitlement.revoked';
    await queueMessage(tx, {
      kind,
      key: `${kind}:${id}:${number}`,
      orderId,
      data: { ...viewEntitlement(told, slug, order, now), cause: reason },
    });
    if (first) continue;
    if (order.email && reason !== 'refund') {
      const template = open ? 'access_granted' : 'access_ended';
      await queueMail(tx, {
        key: `${template}:${id}:${number}`,
        orderId,
        template,
        recipient: order.email,
        locale: order.locale,
        data: { entitlementId: id },
      });
    }
    await addTimeline(tx, orderId, {
      kind: open ? 'access_opened' : 'access_ended',
      trigger: 'system',
      data: { entitlementId: id, lineId, what: description, reason },
    });
  }
}

/** An entitlement, as far as it says whether it is open, with what it is called. */
type OrderEntitlement = Pick<Entitlement, 'id' | 'revokedAt' | 'endsAt' | 'toldOpen'> & {
  /** The product's. */
  slug: string;
  lineId: string;
  /** The line's. */
  description: string;
};

/** How often a change of this entitlement was told: each left a line on the timeline, and lines are never taken away. */
async function timesTold(tx: Tx, orderId: string, entitlementId: string): Promise<number> {
  return await tx.timelineEntry.count({
    where: {
      orderId,
      kind: { in: ['access_opened', 'access_ended'] },
      data: { path: ['entitlementId'], equals: entitlementId },
    },
  });
}

/** So many orders are looked at in one go; the next sweep takes the rest. */
const mostAtOnce = 200;

/**
 * Tells of the access whose end has come since the last look: nothing else happens at that instant. Safe to run
 * anywhere, also twice at once.
 *
 * @returns for how many orders something was told
 */
export async function tellEndedAccess(): Promise<number> {
  const ended = await db().$queryRaw<{ orderId: string }[]>`
    SELECT DISTINCT l.order_id AS "orderId"
    FROM entitlement e
    JOIN fulfillment f ON f.id = e.fulfillment_id
    JOIN order_line l ON l.id = f.order_line_id
    WHERE e.told_open AND e.ends_at <= now()
    LIMIT ${mostAtOnce}`;
  let told = 0;
  for (const { orderId } of ended) {
    try {
      await db().$transaction(async (tx) => {
        await tx.$queryRaw`SELECT id FROM orders WHERE id = ${orderId}::uuid FOR UPDATE`;
        await tellAccess(tx, orderId, 'ended');
      });
      told += 1;
    } catch (error) {
      // One order that cannot be told of keeps no other waiting.
      log.error({ part: 'sweep', order: orderId, error: String(error) }, 'the end of access was not told');
    }
  }
  return told;
}
