import type { Pipeline } from '../db';
import { jobSql } from '../queue/jobs';
import { postalAddress } from '../shipping/postal-address';
import { erasedMark, redact } from './redact';

/** An order as far as it says what to look for: its buyer's details, and what Stripe knows it by. */
export interface ErasedOrder {
  id: string;
  email: string | null;
  name: string | null;
  phone: string | null;
  shippingAddress: unknown;
  sessionId: string | null;
  paymentIntentId: string | null;
  subscriptionId: string | null;
  customerId: string | null;
}

/** Texts in which a person may be named: those of some orders, and how they are written back. */
interface Texts {
  name: string;
  /** Reads `id` and `value` of those whose `$1` it is given. */
  read: string;
  /** Writes them back, as `r(id, value)`. */
  write: string;
}

const written = `jsonb_to_recordset($1::jsonb) AS r(id text, value jsonb)`;

/** What hangs on an order, by the order's ID. */
const ofOrders: readonly Texts[] = [
  {
    name: 'timeline',
    read: 'SELECT id::text, data AS value FROM timeline_entry WHERE order_id = ANY ($1::uuid[])',
    write: `UPDATE timeline_entry t SET data = r.value FROM ${written} WHERE t.id = r.id::bigint`,
  },
  {
    name: 'records',
    read: 'SELECT id::text, body AS value FROM order_record WHERE order_id = ANY ($1::uuid[])',
    // The hash of the former body would tell whether a guess at the details is right.
    write: `UPDATE order_record t SET body = r.value, hash = 'erased:' || t.id FROM ${written} WHERE t.id = r.id::bigint`,
  },
  {
    name: 'messages',
    read: 'SELECT id::text, payload AS value FROM outgoing_message WHERE order_id = ANY ($1::uuid[])',
    write: `UPDATE outgoing_message t SET payload = r.value FROM ${written} WHERE t.id = r.id::uuid`,
  },
];

/** What Stripe told of an object: an event names it somewhere in its text, however deep. */
const events: Texts = {
  name: 'events',
  read: 'SELECT event_id AS id, payload AS value FROM stripe_event_body WHERE payload::text ~ $1',
  write: `UPDATE stripe_event_body t SET payload = r.value FROM ${written} WHERE t.event_id = r.id`,
};

/**
 * Takes the personal details out of what hangs on these orders: mails, timeline, the copies of Stripe's answers and
 * events, messages to the merchant's systems and their answers. Runs under the orders' locks, in a transaction of its
 * own purpose: it lifts the guard of the append-only tables until the commit.
 *
 * @param orders as they were before their own rows were erased
 * @param known details of the buyer beside those of the orders, to be found in free text too
 */
export async function eraseTexts(
  pipeline: Pipeline,
  orders: readonly ErasedOrder[],
  known: readonly string[],
): Promise<void> {
  const ids = orders.map(({ id }) => id);
  const details = [...detailsOf(orders), ...known];
  void pipeline.send({
    ...{ name: 'lift_guard', text: `SELECT set_config('bottega.erasing', 'on', true)`, values: [] },
  });
  eraseMails(pipeline, 'order_id = ANY ($1::uuid[])', ids);
  // What the other systems answered: they may have quoted it.
  void pipeline.send({
    name: 'erase_answers',
    text: 'UPDATE outgoing_message SET last_error = NULL WHERE order_id = ANY ($1::uuid[])',
    values: [ids],
  });
  const objects = (await objectsOf(pipeline, orders)).filter((id) => /^\w+$/.test(id));
  const named = `"(${objects.join('|')})"`;
  await Promise.all([
    ...ofOrders.map((texts) => redactTexts(pipeline, texts, ids, details)),
    objects.length > 0 && redactTexts(pipeline, events, named, details),
  ]);
}

/** The details of these orders as they may stand in a text somebody wrote. */
function detailsOf(orders: readonly ErasedOrder[]): string[] {
  return orders.flatMap((order) => {
    const address = postalAddress(order.shippingAddress, 'en');
    const street = address?.lines.slice(0, -1) ?? [];
    return [order.email, order.name, order.phone, address?.name, ...street].filter((text) => !!text);
  }) as string[];
}

async function redactTexts(
  pipeline: Pipeline,
  { name, read, write }: Texts,
  which: string | string[],
  known: readonly string[],
): Promise<void> {
  const rows = await pipeline.send<{ id: string; value: unknown }>({
    ...{ name: `read_${name}`, text: read, values: [which] },
  });
  const changed = rows.flatMap(({ id, value }) => {
    const next = redacted(value, known);
    return next === null ? [] : [{ id, value: next }];
  });
  if (changed.length === 0) return;
  void pipeline.send({ name: `redact_${name}`, text: write, values: [JSON.stringify(changed)] });
}

/** A value without the personal details; null where there was nothing to take out. */
export function redacted(value: unknown, known: readonly string[] = []): unknown {
  const next = redact(value, known);
  return JSON.stringify(next) === JSON.stringify(value) ? null : next;
}

const jobOfMail = jobSql('send_mail', { mailId: 'id' }).key;

/** A mail that has not left has nobody to go to any more; of one that left, only to whom it went is forgotten. */
function eraseMails(pipeline: Pipeline, which: string, value: string | string[]): void {
  void pipeline.send({
    name: `drop_mails_${which}`,
    text: `
      WITH gone AS (DELETE FROM mail_message WHERE ${which} AND state = 'queued' RETURNING id)
      SELECT count(graphile_worker.remove_job(${jobOfMail}))::int AS removed FROM gone`,
    values: [value],
  });
  void pipeline.send({
    name: `erase_mails_${which}`,
    text: `UPDATE mail_message SET recipient = '${erasedMark}', last_error = NULL WHERE ${which} AND state <> 'queued'`,
    values: [value],
  });
}

/** Every object of Stripe's that belongs to these orders and to no other. */
async function objectsOf(pipeline: Pipeline, orders: readonly ErasedOrder[]): Promise<string[]> {
  const ids = orders.map(({ id }) => id);
  const customers = orders.flatMap(({ customerId }) => customerId ?? []);
  const [records, shared] = await Promise.all([
    pipeline.send<{ id: string }>({
      name: 'read_record_objects',
      text: 'SELECT DISTINCT object_id AS id FROM order_record WHERE order_id = ANY ($1::uuid[])',
      values: [ids],
    }),
    // One customer may have bought what is not erased: the events of those orders stay as they are.
    pipeline.send<{ id: string }>({
      name: 'read_shared_customers',
      text: `
        SELECT DISTINCT customer_id AS id FROM orders
        WHERE customer_id = ANY ($1::text[]) AND erased_at IS NULL AND id <> ALL ($2::uuid[])`,
      values: [customers, ids],
    }),
  ]);
  const others = new Set(shared.map(({ id }) => id));
  const objects = orders.flatMap((order) => [
    ...[order.sessionId, order.paymentIntentId, order.subscriptionId, order.customerId],
  ]);
  const all = [...objects, ...records.map(({ id }) => id)].filter((id) => id !== null);
  return [...new Set(all)].filter((id) => !others.has(id));
}

/** A buyer under lock: until the commit nobody places an order of theirs. */
export interface LockedBuyer {
  id: string;
  email: string | null;
  name: string | null;
  erasedAt: Date | null;
}

/** Locks a buyer; after their orders, as whoever places an order does: nobody waits for somebody who waits for them. */
export async function lockBuyer(pipeline: Pipeline, buyerId: string): Promise<LockedBuyer | null> {
  const [buyer] = await pipeline.send<LockedBuyer>({
    name: 'lock_buyer',
    text: `SELECT id, email, name, erased_at AS "erasedAt" FROM buyer WHERE id = $1::uuid FOR UPDATE`,
    values: [buyerId],
  });
  return buyer ?? null;
}

/** Takes a buyer's own address and name away, and to whom mails about no single order went. */
export function forgetBuyer(pipeline: Pipeline, { id, email }: LockedBuyer): void {
  if (email) eraseMails(pipeline, 'order_id IS NULL AND lower(recipient) = $1::text', email);
  void pipeline.send({
    name: 'forget_buyer',
    text: 'UPDATE buyer SET email = NULL, name = NULL, erased_at = now() WHERE id = $1::uuid',
    values: [id],
  });
}
