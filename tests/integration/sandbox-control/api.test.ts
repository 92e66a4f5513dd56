import Stripe from 'stripe';
import { expect, test } from 'vitest';
import { refusal, sandbox } from '../sandbox/harness';

const count = async (stripe: Stripe) => (await stripe.products.list({ limit: 100 })).data.length;

test('a slow answer comes as late as is asked for, and only where it is asked for', async () => {
  const { engine, stripe } = await sandbox();
  engine.faults.set({ api: [{ do: 'slow', ms: 1500, paths: ['/v1/products'], methods: ['POST'] }] });
  const answered: string[] = [];
  const started = performance.now();
  const slow = stripe.products.create({ name: 'Vase' }).then(() => answered.push('slow'));
  await stripe.products.list().then(() => answered.push('other method'));
  await stripe.coupons.create({ percent_off: 10 }).then(() => answered.push('other path'));
  await slow;
  expect(answered).toEqual(['other method', 'other path', 'slow']);
  expect(performance.now() - started).toBeGreaterThanOrEqual(1495);
});

test('above the set rate requests get 429 with the reason, which the official client does not retry', async () => {
  const { engine, stripe } = await sandbox();
  engine.faults.set({ rateLimit: { perSecond: 5, reason: 'endpoint-rate' } });
  const calls = await Promise.allSettled(Array.from({ length: 8 }, () => stripe.products.list()));
  const refused = calls.filter((call) => call.status === 'rejected').map((call) => call.reason);
  expect(refused).toHaveLength(3);
  for (const error of refused) {
    expect(error).toBeInstanceOf(Stripe.errors.StripeRateLimitError);
    expect(error).toMatchObject({ statusCode: 429, code: 'rate_limit' });
    expect(error.headers['stripe-rate-limited-reason']).toBe('endpoint-rate');
  }
  engine.faults.clear();
  await stripe.products.list();
});

test('a 500 before the work leaves nothing behind; the client’s own retry with the same key does the work', async () => {
  const { engine, stripe } = await sandbox();
  engine.faults.set({ api: [{ do: 'fail', methods: ['POST'], nth: [1] }] });
  expect(await refusal(stripe.products.create({ name: 'Vase' }, { idempotencyKey: 'k' }))).toMatchObject({
    type: 'StripeAPIError',
    statusCode: 500,
  });
  expect(await count(stripe)).toBe(0);
  await stripe.products.create({ name: 'Vase' }, { idempotencyKey: 'k' });
  expect(await count(stripe)).toBe(1);
});

test('a 500 after the work is what the key is answered with from then on, and the work is done', async () => {
  const { engine, stripe } = await sandbox();
  engine.faults.set({ api: [{ do: 'fail', status: 502, work: 'after', methods: ['POST'], nth: [1] }] });
  for (const _ of ['first', 'replay']) {
    const error = await refusal(stripe.products.create({ name: 'Vase' }, { idempotencyKey: 'k' }));
    expect(error.statusCode).toBe(502);
  }
  expect(await count(stripe)).toBe(1);
});

test.each([
  ['before', 0],
  ['after', 1],
] as const)(
  'a connection cut %s the work is a connection error, and %i products are there',
  async (work, made) => {
    const { engine, stripe } = await sandbox();
    // Twice: the official client takes the first for a connection that was idle too long, and tries once more.
    engine.faults.set({ api: [{ do: 'cut', work, methods: ['POST'], nth: [1, 2] }] });
    const error = await refusal(stripe.products.create({ name: 'Vase' }, { idempotencyKey: 'k' }));
    expect(error).toBeInstanceOf(Stripe.errors.StripeConnectionError);
    expect(await count(stripe)).toBe(made);
    await stripe.products.create({ name: 'Vase' }, { idempotencyKey: 'k' });
    expect(await count(stripe)).toBe(1);
  },
);

test('the official client with its usual retries gets through cut connections and failures', async () => {
  const { engine, stripe, url } = await sandbox();
  engine.faults.set({
    api: [
      { do: 'cut', work: 'after', methods: ['POST'], nth: [1] },
      { do: 'fail', methods: ['POST'], nth: [2] },
    ],
  });
  const { hostname, port } = new URL(url);
  const patient = new Stripe('sk_test_tests', {
    host: hostname,
    port,
    protocol: 'http',
    maxNetworkRetries: 2,
  });
  await patient.products.create({ name: 'Vase' });
  expect(await count(stripe)).toBe(1);
});
