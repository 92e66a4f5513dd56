import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { db } from '@/lib/db';
import { fulfillCheckout } from '@/lib/fulfillment/fulfill-checkout';
import { drainQueue } from '@/lib/jobs/worker';
import { listFreeKeys } from '@/lib/license-keys/free-keys';
import { setLowPoolAt } from '@/lib/license-keys/key-pools';
import { loadKeys } from '@/lib/license-keys/load-keys';
import { withdrawKeys } from '@/lib/license-keys/withdraw-keys';
import { orderOf, putOnShelf } from '../../support/aftermath';
import { useDatabase } from '../../support/database';
import { expectInvariants, stockOf } from '../../support/invariants';
import { useMailbox } from '../../support/mailbox';
import { buy } from '../../support/shopper';
import { useSandbox } from '../../support/stripe';
import { variantOf } from '../../support/variant';
import { emptyPool, keysOf, pool } from './registri';

useDatabase();
useMailbox();
const stripe = useSandbox();

const load = async (text: string, { slug = 'registri', receive = false } = {}) =>
  loadKeys((await variantOf(slug)).id, new TextEncoder().encode(text), receive);
const withdraw = async (which: Parameters<typeof withdrawKeys>[1]) =>
  withdrawKeys((await variantOf('registri')).id, which);
const buyOne = () => buy(stripe, [{ slug: 'registri', quantity: 1 }]);

beforeEach(emptyPool);
afterEach(expectInvariants);

describe('loading keys', () => {
  test('says how many were new, which stood there twice and which the shop had already', async () => {
    expect(await load('key\nA-1\nA-2\nA-1\n')).toEqual({
      loaded: 2,
      repeated: ['A-1'],
      known: [],
      free: 2,
      received: 0,
      waiting: 0,
    });
    expect(await load('A-2\nA-3')).toMatchObject({ loaded: 1, known: ['A-2'], free: 3 });
  });

  test('of the same file twice at the same instant loads it once', async () => {
    const file = Array.from({ length: 500 }, (_, n) => `TWICE-${n}`).join('\n');
    const results = await Promise.all([1, 2, 3].map(() => load(file)));
    expect(results.map(({ loaded }) => loaded).sort((a, b) => a - b)).toEqual([0, 0, 500]);
    expect(await pool()).toMatchObject({ free: 500 });
  });

  test('loads nothing of a file with one bad line, of a product without a pool, or of a whole table of keys', async () => {
    expect(await load('B-1\nB\u00002')).toEqual({ loaded: 0, reason: 'bad_key', line: 2 });
    expect(await load('B-1', { slug: 'ottava' })).toEqual({ loaded: 0, reason: 'no_pool' });
    expect(await load('B-1', { slug: 'ciotola' })).toEqual({ loaded: 0, reason: 'no_pool' });
    for (const id of [randomUUID(), 'nothing']) {
      expect(await loadKeys(id, new TextEncoder().encode('B-1'), false)).toEqual({
        loaded: 0,
        reason: 'no_pool',
      });
    }
    expect(await pool()).toMatchObject({ free: 0 });
  });

  test('takes twenty thousand at once', async () => {
    const file = Array.from({ length: 20_000 }, (_, n) => `MANY-${n}`).join('\r\n');
    expect(await load(`\ufeffchiave\r\n${file}\r\n`)).toMatchObject({ loaded: 20_000, free: 20_000 });
  });

  test('puts as many units on the shelf as it covers, and no more', async () => {
    await putOnShelf('registri', 1);
    expect(await load('C-1\nC-2\nC-3', { receive: true })).toMatchObject({ loaded: 3, received: 2 });
    expect(await stockOf('registri')).toMatchObject({ onHand: 3 });
    expect(await load('C-4', { receive: false })).toMatchObject({ received: 0 });
    expect(await load('C-5', { receive: true })).toMatchObject({ received: 1 });
    expect(await stockOf('registri')).toMatchObject({ onHand: 4 });
  });
});

describe('a paid order that waits for keys', () => {
  test('gets them as soon as they are loaded, the oldest order first', async () => {
    const [first, second] = [await buyOne(), await buyOne()];
    for (const sessionId of [first, second]) await fulfillCheckout(sessionId, { trigger: 'webhook' });
    expect(await orderOf(first)).toMatchObject({ fulfillment: 'needs_attention' });
    expect(await pool()).toMatchObject({ free: 0, low: true, waiting: 2 });

    expect(await load('D-1')).toMatchObject({ loaded: 1, waiting: 2 });
    await drainQueue();
    expect(await keysOf(first)).toEqual(['D-1']);
    expect(await orderOf(first)).toMatchObject({ fulfillment: 'fulfilled', fulfilledBy: 'system' });
    expect(await orderOf(second)).toMatchObject({ fulfillment: 'needs_attention' });

    const looks = async () => (await orderOf(second)).timeline.length;
    const before = await looks();
    await load('D-2\nD-3');
    await drainQueue();
    expect(await keysOf(second)).toEqual(['D-2']);
    expect(await looks()).toBeGreaterThan(before);
    expect(await pool()).toMatchObject({ free: 1, waiting: 0 });
  });

  test('and one that comes with the load at the same instant are both served, whoever is first', async () => {
    for (let round = 0; round < 5; round++) {
      const sessions = [await buyOne(), await buyOne()];
      await Promise.all([
        ...sessions.map((sessionId) => fulfillCheckout(sessionId, { trigger: 'webhook' })),
        load(`E-${round}-1\nE-${round}-2`),
      ]);
      await drainQueue();
      const given = (await Promise.all(sessions.map(keysOf))).flat().sort();
      expect(given).toEqual([`E-${round}-1`, `E-${round}-2`]);
    }
  });

  test('keeps the keys it waits for off the shelf', async () => {
    await fulfillCheckout(await buyOne(), { trigger: 'webhook' });
    await putOnShelf('registri', 0);
    expect(await load('F-1\nF-2', { receive: true })).toMatchObject({ free: 2, waiting: 1, received: 1 });
    await drainQueue();
    expect(await pool()).toMatchObject({ free: 1, sellable: 1, waiting: 0 });
  });
});

describe('a pool', () => {
  test('is low at the number the merchant chose', async () => {
    await load('G-1\nG-2\nG-3');
    expect(await setLowPoolAt('registri', '3')).toEqual({ changed: true, lowPoolAt: 3 });
    expect(await pool()).toMatchObject({ low: true, lowPoolAt: 3 });
    await setLowPoolAt('registri', '2');
    expect(await pool()).toMatchObject({ low: false });
    for (const bad of ['', '-1', '1.5', 'many', '100001', null])
      expect(await setLowPoolAt('registri', bad)).toEqual({ changed: false, reason: 'malformed' });
    expect(await setLowPoolAt('ottava', '1')).toEqual({ changed: false, reason: 'no_pool' });
  });

  test('gives free keys back to the merchant, and never one that somebody has', async () => {
    await load('H-1\nH-2\nH-3\nH-4');
    const sessionId = await buyOne();
    await fulfillCheckout(sessionId, { trigger: 'webhook' });
    const [given] = await db().licenseKey.findMany({
      where: { fulfillment: { orderLine: { order: { sessionId } } } },
    });
    expect(await withdraw({ keyId: given?.id })).toEqual({ withdrawn: 0, reason: 'no_key' });
    expect(await withdraw({ keyId: 'nonsense' })).toEqual({ withdrawn: 0, reason: 'no_key' });

    const { variantId } = await pool();
    const [next] = await listFreeKeys(variantId);
    await putOnShelf('registri', 3);
    expect(await withdraw({ keyId: next?.id })).toEqual({ withdrawn: 1, free: 2, taken: 1 });
    expect(await withdraw({ keyId: next?.id })).toEqual({ withdrawn: 0, reason: 'no_key' });
    expect(await withdraw({ all: '3' })).toEqual({
      withdrawn: 0,
      reason: 'changed',
      seen: 3,
      now: 2,
    });
    expect(await withdraw({ all: '2' })).toEqual({ withdrawn: 2, free: 0, taken: 2 });
    expect(await stockOf('registri')).toMatchObject({ onHand: 0 });
    expect(await withdraw({ all: '2' })).toMatchObject({ withdrawn: 0, reason: 'changed' });
    expect(await keysOf(sessionId)).toEqual([given?.key]);
  });

  test('is drawn from and withdrawn at the same instant, and no key is both', async () => {
    await load('I-1');
    const sessionId = await buyOne();
    const [, result] = await Promise.all([
      fulfillCheckout(sessionId, { trigger: 'webhook' }),
      withdraw({ all: '1' }),
    ]);
    expect((await keysOf(sessionId)).length + result.withdrawn).toBe(1);
  });
});
