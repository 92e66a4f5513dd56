import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { db, pool, type Statement } from '@/lib/db';
import { loadFacts } from '@/lib/fulfillment/load-facts';
import { transact } from '@/lib/fulfillment/transact';
import { writePlans } from '@/lib/fulfillment/write-plans';
import { useDatabase } from '../../support/database';
import { until } from '../../support/wait';
import { attempt, first, load, make, now, planOf, session, targetOf, useSold } from './written-order';

useDatabase();
useSold();

describe('a transaction', () => {
  test('that fails says why first, leaves nothing, and its connection serves the next', async () => {
    const target = targetOf(session());
    const numbers = async () => (await db().counter.findUniqueOrThrow({ where: { name: 'order' } })).value;
    const before = await numbers();
    const failing = transact(async (pipeline) => {
      const { facts, goods } = await loadFacts(pipeline, [target]);
      const plan = planOf(first(facts), goods, target.sessionId);
      const lines = plan.after.lines.map((line) => ({ ...line, productId: randomUUID() }));
      return writePlans(pipeline, [{ ...plan, after: { ...plan.after, lines } }], [attempt], goods);
    });
    await expect(failing).rejects.toThrow('order_line_product_id_fkey');
    expect(await db().order.count({ where: { sessionId: target.sessionId } })).toBe(0);
    expect(await numbers()).toBe(before);
    await make([target]);
    expect(await numbers()).toBe(before + 1);
  });

  test('begins again where a checkout was made while it waited for the session', async () => {
    const sessionId = session();
    let runs = 0;
    let waiting: Promise<unknown> = Promise.resolve();
    await db().$transaction(async (tx) => {
      await tx.$queryRaw`SELECT 1 AS locked FROM pg_advisory_xact_lock(hashtextextended(${`session:${sessionId}`}, 0))`;
      waiting = transact(async (pipeline) => {
        runs++;
        const { facts } = await loadFacts(pipeline, [targetOf(sessionId)]);
        expect(first(facts).state.checkouts).toHaveLength(1);
      });
      await until('the load waits for the session', async () => {
        const { rows } = await pool().query(
          `SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND database = (
             SELECT oid FROM pg_database WHERE datname = current_database())`,
        );
        return rows.length > 0;
      });
      await tx.checkout.create({
        data: {
          idempotencyKey: sessionId,
          mode: 'hosted',
          locale: 'en',
          cart: [],
          sessionId,
          expiresAt: now,
        },
      });
    });
    await waiting;
    expect(runs).toBe(2);
  });
});

test('an order is found and locked by its session, or by its ID', async () => {
  const { plans } = await make([targetOf(session())]);
  const { order } = first(plans).after;
  const byId = { ...targetOf(''), sessionId: null, orderId: order?.id ?? '' };
  await transact(async (pipeline) => {
    const { facts } = await loadFacts(pipeline, [byId]);
    expect(first(facts).state.order?.id).toBe(order?.id);
    expect(first(facts).state.lines).toHaveLength(1);
    const others = db().$queryRaw`SELECT id FROM orders WHERE id = ${order?.id}::uuid FOR UPDATE NOWAIT`;
    await expect(others).rejects.toThrow(/could not obtain lock/);
  });
  const none = { ...byId, orderId: randomUUID() };
  expect(first((await load(none)).facts).state.order).toBeNull();
});

/** What sequential scans are for: a shop has few of them, or an index of these columns would be no shorter. */
const small = ['outgoing_endpoint'];

test('locks and load find every row by an index', async () => {
  const statements: Statement[] = [];
  await make([targetOf(session())], (statement) => statements.push(statement));
  const reads = statements.filter(({ name }) => /^(lock|load)_/.test(name));
  expect(reads.map(({ name }) => name)).toEqual([
    'lock_checkouts',
    'lock_orders',
    'lock_goods',
    'load_facts',
  ]);
  const client = await pool().connect();
  try {
    await client.query(`SET enable_seqscan = off; SET plan_cache_mode = force_generic_plan`);
    for (const { name, text, values } of reads) {
      const types = { load_facts: '(text[], uuid[], text[], text[], text[], int, uuid[])' }[name] ?? '';
      await client.query(`PREPARE ${name} ${types} AS ${text}`);
      const given = values.map((value) => (Array.isArray(value) ? `'{}'` : String(value))).join(', ');
      const { rows } = await client.query(`EXPLAIN EXECUTE ${name} (${given})`);
      const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
      const scanned = [...plan.matchAll(/Seq Scan on (\w+)/g)].map(([, table]) => table ?? '');
      expect(
        scanned.filter((table) => !small.includes(table)),
        plan,
      ).toEqual([]);
    }
  } finally {
    client.release(true);
  }
});
