import { db } from '../../db';
import type { OrderRecord } from '../../generated/prisma/client';
import { type PlainJson, plainCopy } from '../../stripe/plain-copy';

/** The kinds of copies, in the order in which they are shown. */
export const recordKinds = [
  'checkout_session',
  'line_items',
  'payment_intent',
  'customer',
  'subscription',
  'refund',
] as const;

/** A copy as the list shows it: everything but its body, which may be long. */
export type RecordRow = Omit<OrderRecord, 'body'>;

/** A copy with its body, keys in alphabetical order: the database keeps none. Its SHA-256, compact, is the `hash`. */
export interface OpenRecord extends RecordRow {
  body: PlainJson;
}

/** The copies of one order, by kind and within a kind oldest first. Times in UTC. */
export interface OrderRecords {
  id: string;
  number: number;
  /** When the personal details were taken out of the copies; null while they are whole. */
  erasedAt: Date | null;
  records: RecordRow[];
}

const shownInOrder: readonly string[] = recordKinds;
const rank = (kind: string): number => {
  const at = shownInOrder.indexOf(kind);
  return at < 0 ? recordKinds.length : at;
};

/** What Stripe returned about the order with this number, as far as it was kept. Null where there is no such order. */
export async function loadOrderRecords(number: number): Promise<OrderRecords | null> {
  const order = await db().order.findUnique({
    where: { number },
    select: {
      id: true,
      number: true,
      erasedAt: true,
      records: { omit: { body: true }, orderBy: { id: 'asc' } },
    },
  });
  if (!order || order.number === null) return null;
  const records = order.records.toSorted((a, b) => rank(a.kind) - rank(b.kind));
  return { ...order, number: order.number, records };
}

/**
 * One copy with its body, as plain JSON.
 *
 * @param asked its ID as it stands in the address; anything else opens nothing
 * @returns null where this order has no such copy
 */
export async function openRecord(orderId: string, asked: unknown): Promise<OpenRecord | null> {
  if (typeof asked !== 'string' || !/^\d{1,15}$/.test(asked)) return null;
  const record = await db().orderRecord.findFirst({ where: { id: Number(asked), orderId } });
  return record && { ...record, body: plainCopy(record.body) };
}
