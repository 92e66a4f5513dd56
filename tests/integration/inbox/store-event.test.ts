import pg from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { db, pool } from '@/lib/db';
import { storeEvent } from '@/lib/inbox/store-event';
import { useDatabase } from '../../support/database';
import { deliver, sessionEvent } from '../../support/deliver';
import { until } from '../../support/wait';

const database = useDatabase();

const idOf = (body: string): string => JSON.parse(body).id;
const burst = (count: number) => Array.from({ length: count }, () => sessionEvent('cs_test_x'));
const statusOf = async (body: string) => (await deliver(body)).status;
const kept = async (bodies: string[]) =>
  await db().stripeEvent.count({ where: { id: { in: bodies.map(idOf) }, body: { isNot: null } } });
const queued = async (bodies: string[]) =>
  (
    await pool().query('SELECT FROM graphile_worker.jobs WHERE key = ANY($1)', [
      bodies.map((body) => `event:${idOf(body)}`),
    ])
  ).rowCount;
/** What no timestamp of PostgreSQL's can be. */
const unstorable = () => sessionEvent('cs_test_x', undefined, { created: Number.MAX_SAFE_INTEGER });

describe('events that arrive together', () => {
  test('are kept, with a job each, by few statements', async () => {
    await pool().query(`
      CREATE TABLE counted (at bigserial);
      CREATE FUNCTION count_statement() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        INSERT INTO counted DEFAULT VALUES; RETURN NULL; END $$;
      CREATE TRIGGER counted AFTER INSERT ON stripe_event FOR EACH STATEMENT EXECUTE FUNCTION count_statement()`);
    const bodies = burst(100);
    expect(await Promise.all(bodies.map(statusOf))).toEqual(Array(100).fill(200));
    const { rows } = await pool().query<{ statements: number }>(
      'SELECT count(*)::int AS statements FROM counted',
    );
    await pool().query(
      'DROP TRIGGER counted ON stripe_event; DROP FUNCTION count_statement; DROP TABLE counted',
    );
    expect(rows[0]?.statements).toBeLessThan(10);
    expect([await kept(bodies), await queued(bodies)]).toEqual([100, 100]);
  });

  test('fail alone: who sent what the database refuses is told to send it again, all others are kept', async () => {
    const refused = unstorable();
    const bodies = burst(20);
    bodies.splice(7, 0, refused);
    expect(await Promise.all(bodies.map(statusOf))).toEqual(
      bodies.map((body) => (body === refused ? 503 : 200)),
    );
    expect([await kept(bodies), await queued(bodies)]).toEqual([20, 20]);
  });

  test('fail alone also where it is the commit that is refused', async () => {
    const [refused = '', ...others] = burst(6);
    await pool().query(`
      CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF NEW.id = '${idOf(refused)}' THEN RAISE EXCEPTION 'refused' USING ERRCODE = 'check_violation'; END IF;
        RETURN NULL; END $$;
      CREATE CONSTRAINT TRIGGER refuse AFTER INSERT ON stripe_event DEFERRABLE INITIALLY DEFERRED
        FOR EACH ROW EXECUTE FUNCTION refuse()`);
    expect(await Promise.all([refused, ...others].map(statusOf))).toEqual([503, ...others.map(() => 200)]);
    await pool().query('DROP TRIGGER refuse ON stripe_event; DROP FUNCTION refuse');
    expect([await kept([refused]), await queued([refused])]).toEqual([0, 0]);
    expect([await kept(others), await queued(others)]).toEqual([5, 5]);
    expect(await statusOf(refused)).toBe(200);
  });

  test('count as delivered where one brought what the sweep fetched at the same time', async () => {
    const bodies = burst(3);
    await Promise.all(
      bodies.flatMap((body) => [storeEvent(JSON.parse(body), body, { delivered: false }), statusOf(body)]),
    );
    const rows = await db().stripeEvent.findMany({ where: { id: { in: bodies.map(idOf) } } });
    expect(rows.map(({ delivered }) => delivered)).toEqual([true, true, true]);
    expect(await queued(bodies)).toBe(3);
  });
});

describe('an answer', () => {
  const lock = () => new pg.Client({ connectionString: database.url });
  let locking = lock();
  beforeEach(async () => {
    locking = lock();
    await locking.connect();
    await locking.query('BEGIN; LOCK TABLE stripe_event IN SHARE MODE');
  });
  afterEach(() => locking.end());

  /** The server processes whose statement waits for the lock, the first to arrive first. */
  const stuck = async () => {
    const { rows } = await pool().query<{ pid: number }>(
      `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' ORDER BY query_start`,
    );
    return rows.map(({ pid }) => pid);
  };

  test('waits for the commit: 503 for exactly those whose statement died, 200 for the others once they are kept', async () => {
    const answered: number[] = [];
    const send = async (bodies: string[]) =>
      await Promise.all(
        bodies.map(async (body) => {
          const status = await statusOf(body);
          answered.push(status);
          return status;
        }),
      );
    const [first, second, third] = [burst(3), burst(3), burst(3)];
    const one = send(first);
    await until('the first statement to wait', async () => (await stuck()).length === 1);
    const two = send(second);
    await until('the second statement to wait', async () => (await stuck()).length === 2);
    const three = send(third);
    const [victim] = await stuck();
    expect(answered).toEqual([]);
    await pool().query('SELECT pg_terminate_backend($1)', [victim]);
    expect(await one).toEqual([503, 503, 503]);
    expect(answered).toEqual([503, 503, 503]);
    await locking.query('COMMIT');
    expect([await two, await three]).toEqual([
      [200, 200, 200],
      [200, 200, 200],
    ]);
    expect([await kept(first), await kept(second), await kept(third)]).toEqual([0, 3, 3]);
    expect(await queued([...first, ...second, ...third])).toBe(6);
  });
});
