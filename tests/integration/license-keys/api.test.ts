import { beforeAll, describe, expect, test } from 'vitest';
import { POST } from '@/app/api/license-keys/check/route';
import { GET } from '@/app/api/license-keys/revoked/route';
import { db } from '@/lib/db';
import { fulfillCheckout } from '@/lib/fulfillment/fulfill-checkout';
import { createApiKey } from '@/lib/integrations/api-keys';
import { hashOfLicenseKey } from '@/lib/license-keys/license-key-message';
import { orderOf, paymentOf, teller } from '../../support/aftermath';
import { useDatabase } from '../../support/database';
import { useMailbox } from '../../support/mailbox';
import { buy } from '../../support/shopper';
import { useSandbox } from '../../support/stripe';
import { variantOf } from '../../support/variant';

useDatabase();
useMailbox();
const stripe = useSandbox();
const { relay } = teller(stripe);
let apiKey = '';

beforeAll(async () => {
  const result = await createApiKey('tests', 'ottavia@bottega.example');
  apiKey = result.created ? result.key : '';
});

const revoked = (query = '', headers: Record<string, string> = {}) =>
  GET(new Request(`http://shop.test/api/license-keys/revoked${query}`, { headers }));
const check = async (body: unknown, authorization = `Bearer ${apiKey}`) => {
  const answer = await POST(
    new Request('http://shop.test/api/license-keys/check', {
      method: 'POST',
      headers: { authorization },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    }),
  );
  return { status: answer.status, ...(await answer.json()) };
};

async function sell(): Promise<{ key: string; payment: string }> {
  const sessionId = await buy(stripe, [{ slug: 'ottava', quantity: 1 }]);
  await fulfillCheckout(sessionId, { trigger: 'webhook' });
  const [line] = (await orderOf(sessionId)).lines;
  return { key: line?.fulfillments[0]?.licenseKeys[0]?.key ?? '', payment: await paymentOf(sessionId) };
}

describe('whether a key holds', () => {
  test('is answered to who has an API key: it holds, is contested, or was taken back', async () => {
    const { key, payment } = await sell();
    const at = expect.stringMatching(/^\d{4}-.*Z$/);
    expect(await check({ key: ` ${key} ` })).toEqual({
      status: 200,
      valid: true,
      state: 'valid',
      product: 'ottava',
      granted_at: at,
      revoked_at: null,
    });
    await stripe.engine.account.openDispute(payment);
    await relay('charge.dispute.created', payment);
    expect(await check({ key })).toMatchObject({ valid: false, state: 'disputed', revoked_at: null });
    await stripe.engine.account.closeDispute(payment, 'lost');
    await relay('charge.dispute.closed', payment);
    expect(await check({ key })).toMatchObject({ valid: false, state: 'revoked', revoked_at: at });
  });

  test('is not answered without one', async () => {
    expect(await check({ key: 'x' }, 'Bearer nobody')).toMatchObject({ status: 401 });
  });

  test('of a key that nobody bought is no, and says nothing more', async () => {
    const free = await db().licenseKey.findFirstOrThrow({ where: { fulfillmentId: null } });
    const none = { valid: false, state: 'unknown', product: null, granted_at: null, revoked_at: null };
    expect(await check({ key: 'AAAAA-BBBBB' })).toEqual({ status: 200, ...none });
    expect(await check({ key: free.key })).toEqual({ status: 200, ...none });
    expect(await check({ key: 'A\u0000B' })).toEqual({ status: 200, ...none });
  });

  test('needs a key to be asked about', async () => {
    for (const body of ['', 'key=1', '[]', {}, { key: 1 }, { key: '' }, { key: 'x'.repeat(201) }])
      expect(await check(body)).toMatchObject({ status: 400, error: { parameter: 'key' } });
  });
});

describe('the list of keys that were taken back', () => {
  test('names each by its hash, for anyone, and no key', async () => {
    await db().licenseKey.deleteMany({ where: { revokedAt: { not: null } } });
    const { key, payment } = await sell();
    await sell();
    await stripe.engine.account.refund(payment);
    await relay('charge.refunded', payment);
    const answer = await revoked();
    expect(answer.headers.get('cache-control')).toBe('public, max-age=60');
    const text = await answer.text();
    expect(text).not.toContain(key);
    expect(JSON.parse(text)).toEqual({
      data: [{ sha256: hashOfLicenseKey(key), product: 'ottava', revoked_at: expect.stringMatching(/Z$/) }],
      has_more: false,
      next_cursor: null,
    });
    const tag = answer.headers.get('etag') ?? '';
    expect((await revoked('', { 'if-none-match': tag })).status).toBe(304);
  });

  test('comes in pages, from a time on', async () => {
    const { id: variantId } = await variantOf('registri');
    const at = new Date('2026-05-01T00:00:00Z');
    const keys = ['P-1', 'P-2', 'P-3', 'P-4', 'P-5'];
    await db().licenseKey.createMany({
      data: keys.map((key) => ({ variantId, key, revokedAt: at })),
    });
    const met: string[] = [];
    let cursor: string | null = null;
    do {
      const answer = await (await revoked(`?limit=2${cursor ? `&cursor=${cursor}` : ''}`)).json();
      met.push(...answer.data.map(({ sha256 }: { sha256: string }) => sha256));
      cursor = answer.next_cursor;
    } while (cursor);
    expect(met).toEqual(expect.arrayContaining(keys.map(hashOfLicenseKey)));
    expect(new Set(met).size).toBe(met.length);
    const later = await (await revoked('?since=2026-05-02')).json();
    expect(later.data.map(({ product: slug }: { product: string }) => slug)).not.toContain('registri');
    for (const query of ['?since=may', '?limit=0', '?cursor=x', '?key=P-1'])
      expect((await revoked(query)).status).toBe(400);
  });
});
