import { isDeepStrictEqual } from 'node:util';
import type { Pipeline } from '../db';
import { type JobPayload, jobKey, jobQueue, jobSql, type QueuedJobName } from '../queue/jobs';
import { apiVersion } from '../stripe/client';
import type { Attempt } from './attempt';
import type { Effects, OrderPlan, PlannedJob } from './decision/order-plan';
import type { Goods, OrderState } from './decision/order-state';
import type { Table } from './table';
import { tables } from './tables';

/** What becomes known once the transaction has committed. */
export interface WrittenPlans {
  /** The numbers of the orders that were made, by their IDs. */
  numbers: Promise<Map<string, number>>;
}

/** The attempt behind a plan, and when it began (`performance.now()`), for the timeline. */
export interface TimedAttempt extends Attempt {
  startedAt?: number;
}

interface Changes {
  deleted: object[];
  updated: object[];
  inserted: object[];
}

type Fields = Record<string, unknown>;

/** @throws {Error} where a plan changes what never changes, or leaves out a row that cannot disappear */
function addChanges(table: Table, before: readonly object[], after: readonly object[], to: Changes): void {
  if (before === after) return;
  const keyOf = (row: object): string => table.key.map((field) => (row as Fields)[field]).join(' ');
  const left = new Map(before.map((row) => [keyOf(row), row]));
  for (const row of after) {
    const key = keyOf(row);
    const old = left.get(key);
    left.delete(key);
    if (!old) to.inserted.push(row);
    else if (old !== row && differs(table, old, row)) to.updated.push(row);
  }
  if (left.size === 0) return;
  if (!table.deletable)
    throw new Error(`a plan leaves out rows of ${table.name}: ${[...left.keys()].join(', ')}`);
  to.deleted.push(...left.values());
}

function differs(table: Table, old: object, row: object): boolean {
  const changed = table.fields.filter(
    (field) => !isDeepStrictEqual((old as Fields)[field], (row as Fields)[field]),
  );
  const kept = changed.filter((field) => table.fixed.includes(field));
  if (kept.length > 0)
    throw new Error(`a plan changes ${table.name}.${kept.join(', ')}, which never changes`);
  return changed.length > 0;
}

/** A set of a state as rows; the order, of which there is one, with the address that finds its buyer. */
function rowsOf(state: OrderState, set: keyof OrderState, buyerEmail?: string): readonly object[] {
  if (set !== 'order') return state[set];
  const { order } = state;
  if (!order) return [];
  return [buyerEmail ? { ...order, buyerEmail } : order];
}

function changesOf(set: keyof typeof tables, plans: readonly OrderPlan[], loaded: Goods): Changes {
  const changes: Changes = { deleted: [], updated: [], inserted: [] };
  if (set === 'stock') {
    // The goods of the last plan are those of all plans before it, too.
    addChanges(tables.stock, loaded.stock, plans.at(-1)?.goods.stock ?? loaded.stock, changes);
    return changes;
  }
  for (const { before, after, effects } of plans) {
    addChanges(tables[set], rowsOf(before, set), rowsOf(after, set, effects.buyer?.email), changes);
  }
  return changes;
}

const writeBuyers = `
  INSERT INTO buyer (id, email, name)
  SELECT r.id, r.email, r.name FROM jsonb_to_recordset($1::jsonb) AS r(id uuid, email text, name text)
  ORDER BY r.email
  ON CONFLICT (email) DO UPDATE SET name = coalesce(excluded.name, buyer.name)`;

// An order whose personal details were erased gets no more copies: they would bring them back.
const writeRecords = `
  INSERT INTO order_record (order_id, kind, object_id, hash, body, api_version)
  SELECT o.id, r.kind, r."objectId", r.hash, r.body, $2
  FROM jsonb_to_recordset($1::jsonb) AS r("orderId" uuid, kind text, "objectId" text, hash text, body jsonb)
  JOIN orders o ON o.id = r."orderId" AND o.erased_at IS NULL
  ON CONFLICT (order_id, kind, object_id, hash) DO NOTHING`;

/** Queues a job for each row of a set, by the names the registry gives it. */
function addJobs<Name extends QueuedJobName>(name: Name, columns: JobPayload<Name>, from: string): string {
  const { payload, key, queue } = jobSql(name, columns);
  return `SELECT count(*)::int AS queued FROM graphile_worker.add_jobs(ARRAY(
    SELECT ROW('${name}', ${payload}, ${queue}, NULL, NULL, ${key}, NULL, NULL)::graphile_worker.job_spec
    FROM ${from}
  ), job_key_preserve_run_at := true)`;
}

// I5: a mail and its job exist together, or neither does.
const writeMails = `
  WITH mail AS (
    INSERT INTO mail_message (id, idempotency_key, order_id, template, data, recipient, locale)
    SELECT r.id, r.key, r."orderId", r.template, r.data, r.recipient, r.locale
    FROM jsonb_to_recordset($1::jsonb) AS r(
      id uuid, key text, "orderId" uuid, template text, data jsonb, recipient text, locale text)
    ON CONFLICT (idempotency_key) DO NOTHING
    RETURNING id
  )
  ${addJobs('send_mail', { mailId: 'id' }, 'mail')}`;

const dropMails = `
  UPDATE mail_message m SET state = 'dropped', last_error = r.reason
  FROM jsonb_to_recordset($1::jsonb) AS r(id uuid, reason text)
  WHERE m.id = r.id AND m.state = 'queued'`;

// One queue for each endpoint: messages are delivered to it one at a time, in order.
const writeMessages = `
  WITH message AS (
    INSERT INTO outgoing_message (id, endpoint_id, idempotency_key, kind, order_id, payload)
    SELECT gen_random_uuid(), e.id, r.key, r.kind, r."orderId", r.payload
    FROM jsonb_to_recordset($1::jsonb) AS r(key text, kind text, "orderId" uuid, payload jsonb)
    JOIN outgoing_endpoint e ON e.active AND r.kind = ANY (e.kinds)
    ON CONFLICT (endpoint_id, idempotency_key) DO NOTHING
    RETURNING id, endpoint_id
  )
  ${addJobs('deliver_message', { messageId: 'id', endpointId: 'endpoint_id' }, 'message')}`;

// In the order of their keys, so that two transactions never wait for each other's jobs.
const writeJobs = `
  SELECT count(*)::int AS queued FROM graphile_worker.add_jobs(ARRAY(
    SELECT ROW(r.name, r.payload, r.queue, NULL, NULL, r.key, NULL, NULL)::graphile_worker.job_spec
    FROM jsonb_to_recordset($1::jsonb) AS r(name text, payload json, key text, queue text)
    ORDER BY r.key
  ), job_key_preserve_run_at := true)`;

const writeTimeline = `
  INSERT INTO timeline_entry (order_id, kind, trigger, event_id, actor, data, milliseconds)
  SELECT r."orderId", r.kind, r.trigger, r."eventId", r.actor, r.data, r.milliseconds
  FROM jsonb_to_recordset($1::jsonb) AS r(
    "orderId" uuid, kind text, trigger fulfillment_trigger, "eventId" text, actor text, data jsonb,
    milliseconds integer)`;

// Asked for where the sweep had to fetch an event: whether the order would not be where it is without it.
const writeEvents = `
  UPDATE stripe_event e SET order_id = r."orderId"
  FROM jsonb_to_recordset($1::jsonb) AS r("eventId" text, "orderId" uuid)
  WHERE e.id = r."eventId"`;

// The counter stays locked until the commit, so no number is lost to a rollback. Where it is missing, the text that
// is no number makes the statement fail, and with it the transaction.
const writeNumbers = `
  WITH taken AS (
    UPDATE counter SET value = value + cardinality($1::uuid[]) WHERE name = 'order'
    RETURNING value - cardinality($1::uuid[]) AS last
  )
  UPDATE orders SET number = place + coalesce(
    last::text, 'the counter of order numbers is missing: run npm run db:migrate')::integer
  FROM unnest($1::uuid[]) WITH ORDINALITY AS made(id, place) LEFT JOIN taken ON true
  WHERE orders.id = made.id
  RETURNING orders.id, number`;

const orderIdOf = ({ after }: OrderPlan): string | null => after.order?.id ?? null;

function jobsOf(plans: readonly OrderPlan[]): object[] {
  const jobs = plans.flatMap(({ effects }) => effects.jobs.map(queuedJob));
  return [...new Map(jobs.map((job) => [job.key, job])).values()];
}

/** A job as the queue takes it, by the names the registry gives it. */
const queuedJob = ({ name, variantId }: PlannedJob) => named(name, { variantId });

const named = <Name extends QueuedJobName>(name: Name, payload: JobPayload<Name>) => ({
  ...{ name, payload },
  key: jobKey(name, payload),
  queue: jobQueue(name, payload),
});

/** Buyers by their address, each once, with the name that was given last. */
function buyersOf(plans: readonly OrderPlan[]): object[] {
  const buyers = new Map<string, NonNullable<Effects['buyer']>>();
  for (const { buyer } of plans.map(({ effects }) => effects)) {
    if (!buyer) continue;
    const known = buyers.get(buyer.email);
    buyers.set(buyer.email, { ...buyer, ...known, name: buyer.name ?? known?.name ?? null });
  }
  return [...buyers.values()];
}

/** Entries in the order of the plans; what an attempt took stands on the last of its own. */
function timelineOf(plans: readonly OrderPlan[], attempts: readonly TimedAttempt[]): object[] {
  return plans.flatMap((plan, index) => {
    const { trigger, eventId, actor, startedAt } = attempts[index] ?? { trigger: 'system' };
    const { notes } = plan.effects;
    const milliseconds = startedAt === undefined ? null : Math.round(performance.now() - startedAt);
    return notes.map((note, place) => ({
      orderId: orderIdOf(plan),
      kind: note.kind,
      data: note.data ?? {},
      ...(note.trigger ? { trigger: note.trigger } : { trigger, eventId, actor }),
      milliseconds: place === notes.length - 1 ? milliseconds : null,
    }));
  });
}

/** The events that the sweep fetched, with the order that each changed. */
function eventsOf(plans: readonly OrderPlan[], attempts: readonly TimedAttempt[]): object[] {
  return plans.flatMap((plan, index) => {
    const { trigger, eventId } = attempts[index] ?? {};
    const orderId = orderIdOf(plan);
    const isChanged = plan.effects.notes.some(({ kind }) => kind !== 'nothing_left');
    return trigger === 'sweep' && eventId && orderId && isChanged ? [{ eventId, orderId }] : [];
  });
}

/**
 * Writes what the plans change, set by set over all of them, and queues what follows from it (I5). Only what differs is
 * sent, and all of it at once. The numbers of new orders come last, in the order of the plans: their counter is locked
 * from then until the commit.
 *
 * Call it once in a transaction, and wait for the numbers only after it: the commit goes out with the statements.
 *
 * @param attempts the attempt behind each plan, in the same order
 * @param loaded the goods as they were loaded, before the first plan
 * @throws {Error} where a plan changes what never changes; nothing is sent then
 */
export function writePlans(
  pipeline: Pipeline,
  plans: readonly OrderPlan[],
  attempts: readonly TimedAttempt[],
  loaded: Goods,
): WrittenPlans {
  const sets = Object.keys(tables) as (keyof typeof tables)[];
  const changes = sets.map((set) => [tables[set], changesOf(set, plans, loaded)] as const);
  const send = (name: string, text: string, rows: readonly object[], ...values: unknown[]): void => {
    if (rows.length > 0) void pipeline.send({ name, text, values: [JSON.stringify(rows), ...values] });
  };

  send('write_buyers', writeBuyers, buyersOf(plans));
  for (const [table, { deleted, updated, inserted }] of changes) {
    if (deleted.length > 0) void pipeline.send(table.delete(deleted));
    if (updated.length > 0) void pipeline.send(table.update(updated));
    if (inserted.length > 0) void pipeline.send(table.insert(inserted));
  }
  const ofOrders = <Effect extends object>(rows: (effects: Effects) => readonly Effect[]) =>
    plans.flatMap((plan) => rows(plan.effects).map((row) => ({ ...row, orderId: orderIdOf(plan) })));
  const timestamp = new Date().toISOString();
  const messages = ofOrders((effects) => effects.messages).map(({ kind, key, orderId, data }) => ({
    ...{ key, kind, orderId, payload: { type: kind, timestamp, data } },
  }));
  const records = ofOrders((effects) => effects.records);
  send('write_records', writeRecords, records, apiVersion);
  send(
    'write_mails',
    writeMails,
    ofOrders((effects) => effects.mails),
  );
  send(
    'drop_mails',
    dropMails,
    plans.flatMap(({ effects }) => effects.droppedMails),
  );
  send('write_messages', writeMessages, messages);
  send('write_jobs', writeJobs, jobsOf(plans));
  send('write_timeline', writeTimeline, timelineOf(plans, attempts));
  send('write_events', writeEvents, eventsOf(plans, attempts));
  const numbers = takeNumbers(pipeline, plans);
  // Where the transaction fails, it says so itself.
  numbers.catch(() => {});
  return { numbers };
}

async function takeNumbers(pipeline: Pipeline, plans: readonly OrderPlan[]): Promise<Map<string, number>> {
  const made = plans.filter(({ before }) => before.order === null).flatMap((plan) => orderIdOf(plan) ?? []);
  if (made.length === 0) return new Map();
  const statement = { name: 'write_numbers', text: writeNumbers, values: [made] };
  const rows = await pipeline.send<{ id: string; number: number }>(statement);
  return new Map(rows.map(({ id, number }) => [id, number]));
}
