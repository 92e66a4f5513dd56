import type { Tx } from '../db';
import { type Order, Prisma } from '../generated/prisma/client';
import { removeJob } from '../queue/add-job';
import { postalAddress } from '../shipping/postal-address';
import { erasedMark, redact } from './redact';

/**
 * Takes the personal details out of these orders and of what hangs on each: mails, timeline, the copies of Stripe's
 * answers and events, messages to the merchant's systems. What was granted is for `eraseGrants`. Amounts, lines and
 * countries stay. Runs under the orders' locks, in a transaction of its own purpose: it lifts the guard of the append-only tables
 * until the commit.
 *
 * @param known the details themselves, to be found in free text too
 */
export async function eraseRows(tx: Tx, orders: readonly Order[], known: readonly string[]): Promise<void> {
  const ids = orders.map(({ id }) => id);
  await tx.$queryRaw`SELECT set_config('bottega.erasing', 'on', true)`;
  await tx.order.updateMany({
    where: { id: { in: ids } },
    data: { email: null, name: null, phone: null, shippingAddress: Prisma.DbNull, erasedAt: new Date() },
  });
  // The browser that bought is no proof of anybody any more: from here on the signed link is (I8).
  await tx.checkout.updateMany({ where: { order: { id: { in: ids } } }, data: { browserHash: erasedMark } });
  await eraseMails(tx, { orderId: { in: ids } });
  await redactTimeline(tx, ids, known);
  await redactRecords(tx, ids, known);
  await redactMessages(tx, ids, known);
  await redactEvents(tx, await objectsOf(tx, orders), known);
}

/** The details of these orders as they may stand in a text somebody wrote. */
export function detailsOf(orders: readonly Order[]): string[] {
  return orders.flatMap((order) => {
    const address = postalAddress(order.shippingAddress, 'en');
    const street = address?.lines.slice(0, -1) ?? [];
    return [order.email, order.name, order.phone, address?.name, ...street].filter(
      (text) => !!text,
    ) as string[];
  });
}

/** A mail that has not left has nobody to go to any more; of one that left, only to whom it went is forgotten. */
export async function eraseMails(tx: Tx, which: Prisma.MailMessageWhereInput): Promise<void> {
  const waiting = await tx.mailMessage.findMany({
    where: { ...which, state: 'queued' },
    select: { id: true },
  });
  for (const { id } of waiting) await removeJob(tx, 'send_mail', { mailId: id });
  await tx.mailMessage.deleteMany({ where: { ...which, state: 'queued' } });
  await tx.mailMessage.updateMany({ where: which, data: { recipient: erasedMark, lastError: null } });
}

async function redactTimeline(tx: Tx, orderIds: string[], known: readonly string[]): Promise<void> {
  const entries = await tx.timelineEntry.findMany({
    where: { orderId: { in: orderIds } },
    select: { id: true, data: true },
  });
  for (const { id, data } of entries) {
    const next = changed(data, known);
    if (next) await tx.$executeRaw`UPDATE timeline_entry SET data = ${next}::jsonb WHERE id = ${id}`;
  }
}

async function redactRecords(tx: Tx, orderIds: string[], known: readonly string[]): Promise<void> {
  const records = await tx.orderRecord.findMany({
    where: { orderId: { in: orderIds } },
    select: { id: true, body: true },
  });
  for (const { id, body } of records) {
    const next = changed(body, known);
    if (next) {
      // The hash of the former body would tell whether a guess at the details is right.
      await tx.$executeRaw`
        UPDATE order_record SET body = ${next}::jsonb, hash = 'erased:' || id WHERE id = ${id}`;
    }
  }
}

/** What was sent, and what the other systems answered: they may have quoted it. */
async function redactMessages(tx: Tx, orderIds: string[], known: readonly string[]): Promise<void> {
  await tx.outgoingMessage.updateMany({ where: { orderId: { in: orderIds } }, data: { lastError: null } });
  const messages = await tx.outgoingMessage.findMany({
    where: { orderId: { in: orderIds } },
    select: { id: true, payload: true },
  });
  for (const { id, payload } of messages) {
    const next = changed(payload, known);
    if (next)
      await tx.$executeRaw`UPDATE outgoing_message SET payload = ${next}::jsonb WHERE id = ${id}::uuid`;
  }
}

/** What Stripe told of these objects: an event names them somewhere in its text, however deep. */
async function redactEvents(tx: Tx, objects: string[], known: readonly string[]): Promise<void> {
  const ids = objects.filter((id) => /^\w+$/.test(id));
  // Without any, the pattern would find every event that says "" somewhere.
  if (ids.length === 0) return;
  const named = `"(${ids.join('|')})"`;
  const events = await tx.$queryRaw<{ id: string; payload: unknown }[]>`
    SELECT event_id AS id, payload FROM stripe_event_body WHERE payload::text ~ ${named}`;
  for (const { id, payload } of events) await redactEvent(tx, id, payload, known);
}

/** Takes the details out of one stored event. */
export async function redactEvent(
  tx: Tx,
  id: string,
  payload: unknown,
  known: readonly string[] = [],
): Promise<void> {
  const next = changed(payload, known);
  if (next)
    await tx.$executeRaw`UPDATE stripe_event_body SET payload = ${next}::jsonb WHERE event_id = ${id}`;
}

/** The redacted value as text, or null where there was nothing to take out. */
function changed(value: unknown, known: readonly string[]): string | null {
  const next = JSON.stringify(redact(value, known));
  return next === JSON.stringify(value) ? null : next;
}

/** Every object of Stripe's that belongs to these orders and to no other. */
async function objectsOf(tx: Tx, orders: readonly Order[]): Promise<string[]> {
  const records = await tx.orderRecord.findMany({
    where: { orderId: { in: orders.map(({ id }) => id) } },
    distinct: ['objectId'],
    select: { objectId: true },
  });
  const customers = orders.flatMap(({ customerId }) => (customerId ? [customerId] : []));
  // One customer may have bought what is not erased: the events of those orders stay as they are.
  const shared = await tx.order.findMany({
    where: { customerId: { in: customers }, erasedAt: null },
    select: { customerId: true },
  });
  const others = new Set(shared.map(({ customerId }) => customerId));
  const objects = orders.flatMap((order) => [
    order.sessionId,
    order.paymentIntentId,
    order.subscriptionId,
    order.customerId,
  ]);
  return [...new Set([...objects, ...records.map(({ objectId }) => objectId)])].filter(
    (id) => id !== null && !others.has(id),
  ) as string[];
}
