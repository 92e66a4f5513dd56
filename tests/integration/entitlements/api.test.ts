import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { GET } from '@/app/api/entitlements/route';
import { db, pool } from '@/lib/db';
import { createApiKey } from '@/lib/integrations/api-keys';
import { useDatabase } from '../../support/database';
import { makeEntitlement } from './make-entitlement';

useDatabase();
const hour = 3_600_000;
let key = '';

beforeAll(async () => {
  const result = await createApiKey('tests', 'ottavia@bottega.example');
  key = result.created ? result.key : '';
});
beforeEach(async () => {
  await db().entitlement.deleteMany();
});

const ask = (query = '', headers: Record<string, string> = {}) =>
  GET(
    new Request(`http://shop.test/api/entitlements${query}`, {
      headers: { authorization: `Bearer ${key}`, ...headers },
    }),
  );
const idsOf = async (query: string): Promise<string[]> => {
  const answer = await ask(query);
  expect(answer.status).toBe(200);
  return (await answer.json()).data.map(({ id }: { id: string }) => id);
};

describe('the list of entitlements', () => {
  test('is not shown without a key', async () => {
    expect((await GET(new Request('http://shop.test/api/entitlements'))).status).toBe(401);
  });

  test('says of each who may use what, since when and until when', async () => {
    const endsAt = new Date(Date.now() + hour);
    const { entitlement, order } = await makeEntitlement({
      slug: 'comporre-a-mano',
      endsAt,
      email: 'Ada@Example.com',
    });
    expect(await (await ask()).json()).toEqual({
      data: [
        {
          id: entitlement.id,
          product: 'comporre-a-mano',
          email: 'ada@example.com',
          order_id: order.id,
          order_number: `B-${order.number}`,
          subscription: null,
          starts_at: entitlement.startsAt.toISOString(),
          ends_at: endsAt.toISOString(),
          active: true,
          reason: null,
          updated_at: entitlement.updatedAt.toISOString(),
        },
      ],
      has_more: false,
      next_cursor: null,
    });
  });

  test('tells why one is not active: taken back, over, or contested', async () => {
    const past = new Date(Date.now() - hour);
    await makeEntitlement({ revokedAt: past, endsAt: past, order: { payment: 'disputed' } });
    await makeEntitlement({ endsAt: past });
    await makeEntitlement({ order: { payment: 'disputed' } });
    await makeEntitlement({ order: { payment: 'partly_refunded' } });
    const { data } = await (await ask()).json();
    expect(data.map(({ reason }: { reason: string | null }) => reason)).toEqual([
      'revoked',
      'ended',
      'disputed',
      null,
    ]);
    expect(await idsOf('?active=true')).toEqual([data[3].id]);
    expect(await idsOf('?active=false')).toEqual([data[0].id, data[1].id, data[2].id]);
  });

  test('is asked by address however it is typed, by product, by subscription, by time', async () => {
    const ada = await makeEntitlement({ email: 'Ada+lib@Example.com' });
    const bruno = await makeEntitlement({
      email: 'bruno@example.com',
      subscriptionId: 'sub_1',
      slug: 'comporre-a-mano',
    });
    expect(await idsOf('?email=ADA%2BLIB@example.COM')).toEqual([ada.entitlement.id]);
    expect(await idsOf('?email=nobody@example.com')).toEqual([]);
    expect(await idsOf('?product=comporre-a-mano')).toEqual([bruno.entitlement.id]);
    expect(await idsOf('?subscription=sub_1&email=bruno@example.com&active=true')).toEqual([
      bruno.entitlement.id,
    ]);
    await db().entitlement.update({
      where: { id: ada.entitlement.id },
      data: { updatedAt: new Date('2026-01-01T00:00:00Z') },
    });
    expect(await idsOf('?updated_since=2026-01-02')).toEqual([bruno.entitlement.id]);
    expect(await idsOf('?updated_since=2026-01-01T01:00:00%2B01:00')).toHaveLength(2);
  });

  test('shows no address of a buyer whose details were erased', async () => {
    await makeEntitlement({ email: null });
    expect((await (await ask()).json()).data).toMatchObject([{ email: null, active: true }]);
  });

  test('comes in pages that miss nothing, also of what changed at the same instant', async () => {
    const at = new Date('2026-03-01T12:00:00Z');
    const made: string[] = [];
    for (let n = 0; n < 7; n++) made.push((await makeEntitlement({ updatedAt: at })).entitlement.id);
    const met: string[] = [];
    let cursor: string | null = null;
    do {
      const answer = await (await ask(`?limit=3${cursor ? `&cursor=${cursor}` : ''}`)).json();
      met.push(...answer.data.map(({ id }: { id: string }) => id));
      expect(answer.has_more).toBe(answer.next_cursor !== null);
      cursor = answer.next_cursor;
    } while (cursor);
    expect(met).toEqual(made.sort());
  });

  test('is answered 304 without a body until something changes', async () => {
    const { entitlement } = await makeEntitlement();
    const first = await ask();
    const tag = first.headers.get('etag') ?? '';
    expect(tag).toMatch(/^"[\w-]{43}"$/);
    expect(first.headers.get('cache-control')).toBe('private, no-cache');
    const again = await ask('', { 'if-none-match': `"other", W/${tag}` });
    expect([again.status, await again.text(), again.headers.get('etag')]).toEqual([304, '', tag]);
    await db().entitlement.update({ where: { id: entitlement.id }, data: { endsAt: new Date() } });
    expect((await ask('', { 'if-none-match': tag })).status).toBe(200);
  });

  test('names the parameter that cannot be, and never answers about more than was asked', async () => {
    const cases: [query: string, parameter: string][] = [
      ['?mail=ada@example.com', 'mail'],
      ['?email=ada', 'email'],
      ['?email=ada+lib@example.com', 'email'],
      ['?email=a@b.c&email=d@e.f', 'email'],
      ['?product=nothing', 'product'],
      ['?subscription=1', 'subscription'],
      ['?active=yes', 'active'],
      ['?updated_since=yesterday', 'updated_since'],
      ['?updated_since=2026-13-01', 'updated_since'],
      ['?limit=0', 'limit'],
      ['?limit=101', 'limit'],
      ['?limit=1e1', 'limit'],
      ['?cursor=abc', 'cursor'],
      [`?cursor=${Buffer.from("1 ' OR 1").toString('base64url')}`, 'cursor'],
      [`?product=${'x'.repeat(501)}`, 'product'],
      ['?product=%00', 'product'],
    ];
    for (const [query, parameter] of cases) {
      const answer = await ask(query);
      expect([query, answer.status]).toEqual([query, 400]);
      const { error } = await answer.json();
      expect(error).toMatchObject({ code: 'bad_request', parameter });
      expect(error.message).toContain(`“${parameter}”`);
    }
  });

  test('asked by address or by time is found over an index, however many there are', async () => {
    const client = await pool().connect();
    await client.query('BEGIN; SET LOCAL enable_seqscan = off');
    const planOf = async (condition: string): Promise<string> => {
      const { rows } = await client.query(
        `EXPLAIN SELECT e.id FROM entitlement e WHERE ${condition} ORDER BY e.updated_at, e.id LIMIT 100`,
      );
      return rows.map((row) => row['QUERY PLAN']).join('\n');
    };
    const plans = [await planOf("lower(e.email) = 'ada@example.com'"), await planOf('e.updated_at >= now()')];
    await client.query('ROLLBACK');
    client.release();
    expect(plans[0]).toContain('entitlement_email');
    expect(plans[1]).toContain('entitlement_updated_at_id_idx');
  });
});
