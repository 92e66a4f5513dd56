import { isDeepStrictEqual } from 'node:util';
import { pool } from '../../../lib/db';
import { revive, type Table } from '../../../lib/fulfillment/table';
import { tables } from '../../../lib/fulfillment/tables';
import { jobKey, jobQueue, type QueuedJobName } from '../../../lib/queue/jobs';
import type { ShopModel } from '../shop-model';
import { hold } from '../violation';
import type { ExpectedEffects } from './expected-effects';

type Row = Record<string, unknown>;
type Rows = Record<string, readonly object[]>;
type SetName = keyof typeof tables;

/** A time that is not the play's but the database's or the machine's. */
const itsOwn: Partial<Record<SetName, string>> = { entitlements: 'updatedAt', order: 'erasedAt' };

const selections: Record<string, string> = {
  ...Object.fromEntries(
    Object.entries(tables).map(([set, { name, selected }]) => [set, `SELECT ${selected} FROM ${name}`]),
  ),
  mails: `SELECT id, idempotency_key AS key, order_id AS "orderId", template, data, recipient, locale, state FROM mail_message`,
  messages: `SELECT endpoint_id AS "endpointId", idempotency_key AS key, kind, order_id AS "orderId",
    payload -> 'data' AS data FROM outgoing_message`,
  records: `SELECT order_id AS "orderId", kind, object_id AS "objectId", hash, body FROM order_record`,
  timeline: `SELECT order_id AS "orderId", kind, data, trigger, event_id AS "eventId", actor FROM timeline_entry ORDER BY id`,
  buyers: 'SELECT id, email, name FROM buyer WHERE email IS NOT NULL',
  // A message has an ID of the database's own, so its job is known by what it is about.
  jobs: `SELECT task_identifier AS name, queue_name AS queue, CASE task_identifier
      WHEN 'deliver_message' THEN m.endpoint_id || ' ' || m.idempotency_key ELSE key END AS key
    FROM graphile_worker.jobs LEFT JOIN outgoing_message m ON key = 'message:' || m.id`,
};
const selectAll = `SELECT ${Object.entries(selections)
  .map(([set, rows]) => `(SELECT coalesce(json_agg(r), '[]') FROM (${rows}) AS r) AS "${set}"`)
  .join(', ')}`;

/** Every row that a decision reads or writes, as the database has it. */
async function rowsThere(): Promise<Rows> {
  const { rows } = await pool().query<Rows>({ name: 'all_rows', text: selectAll });
  return rows[0] ?? {};
}

const jobOf = (name: QueuedJobName, id: string): Row => {
  const payload = { variantId: id, mailId: id, eventId: id, messageId: id, endpointId: id };
  return { name, key: jobKey(name, payload), queue: jobQueue(name, payload) };
};

/** The same rows, as the shop in memory has them. */
function rowsHere(shop: ShopModel, effects: ExpectedEffects): Rows {
  const { checkouts, holds, stock, freeKeys } = shop;
  const { mails, messages, records, timeline } = effects;
  const own: Record<string, object[]> = {};
  for (const set of Object.keys(tables)) own[set] = [];
  for (const state of shop.orders.values())
    for (const [set, rows] of Object.entries(state)) own[set]?.push(...[rows ?? []].flat());
  const queued = [...shop.everQueued].map((job) => {
    const [name = '', id = ''] = job.split(' ');
    return jobOf(name as QueuedJobName, id);
  });
  const jobs = [
    ...queued,
    ...mails.map(({ id }) => jobOf('send_mail', String(id))),
    ...messages.map(({ endpointId, key }) => ({
      ...{ name: 'deliver_message', queue: `message:${endpointId}`, key: `${endpointId} ${key}` },
    })),
  ];
  const keys = [...(own.keys ?? []), ...freeKeys];
  const shared = { checkouts, holds, stock, keys, buyers: [...shop.buyers.values()] };
  return { ...own, ...shared, mails, messages, records, timeline, jobs };
}

/** Rows in one form and one order: of each all that it says, the timeline by order and place. */
function normal(set: string, rows: readonly object[]): string[] {
  const table: Table | undefined = tables[set as SetName];
  const own = itsOwn[set as SetName];
  const texts = rows.map((row) => {
    const whole: Row = table ? revive(table, { ...row }) : { ...row };
    if (own) whole[own] = whole[own] ? 'by its own clock' : null;
    return JSON.stringify(inOrder(whole));
  });
  if (set !== 'timeline') return texts.sort();
  return texts
    .map((text, place) => [String((rows[place] as Row | undefined)?.orderId), place, text] as const)
    .sort(([one, at], [other, behind]) => one.localeCompare(other) || at - behind)
    .map(([, , text]) => text);
}

/** JSON keeps no order of names, so they are put in one; what is null and what is missing say the same. */
function inOrder(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, one]) => one !== undefined && one !== null)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([name, one]) => [name, inOrder(one)]),
  );
}

/**
 * Compares every row of the database with those in memory.
 *
 * @throws {Violation} that names the set and the rows that differ
 */
export async function compare(shop: ShopModel, effects: ExpectedEffects): Promise<void> {
  const [there, here] = [await rowsThere(), rowsHere(shop, effects)];
  for (const set of Object.keys(selections)) {
    const [inDatabase, inMemory] = [normal(set, there[set] ?? []), normal(set, here[set] ?? [])];
    if (isDeepStrictEqual(inDatabase, inMemory)) continue;
    const only = (rows: string[], others: string[]) =>
      rows.filter((row) => !others.includes(row)).slice(0, 2);
    const differ = `only in PostgreSQL ${only(inDatabase, inMemory)}, only in memory ${only(inMemory, inDatabase)}`;
    hold(false, 'agreement', () => `${set} differ: ${differ}`);
  }
}
