import type Stripe from 'stripe';
import { expect, test, vi } from 'vitest';
import { SOON, sandbox, sessionOf, VISA } from '../sandbox/harness';
import { receiver, wired } from './receiver';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

test('three days of retries pass in a moment, each at its own time', async () => {
  const to = await receiver(() => 500);
  const { engine, stripe } = await wired(to, { retrySchedule: [5 * MINUTE, HOUR, DAY] });
  const start = Math.floor(engine.faults.clock.now() / 1000);
  await stripe.products.create({ name: 'Vase' });
  await engine.faults.clock.advance(3 * DAY);
  const after = engine.account
    .deliveries()
    .reverse()
    .map(({ at }) => Math.round((at - start) / 60));
  expect(after).toEqual([0, 5, 65, 65 + 24 * 60]);
  expect(engine.account.deliveries()[0]).toMatchObject({ attempt: 4, retryAt: null });
});

test('time can run many times as fast as it does', async () => {
  const to = await receiver((nth) => (nth < 3 ? 500 : 200));
  const { engine, stripe } = await wired(to, { retrySchedule: [HOUR, 6 * HOUR] });
  engine.faults.clock.speed(100_000);
  await stripe.products.create({ name: 'Vase' });
  // Seven hours of the sandbox's, for which nobody waits in real time.
  await to.after(3);
  expect(engine.account.deliveries()[0]?.at).toBeGreaterThan(Date.now() / 1000 + 6 * 3600);
});

test('sessions expire when the clock has passed them, and new ones are stamped with it', async () => {
  const { engine, stripe } = await sandbox();
  const { expires_at, id } = await sessionOf(stripe, 1000);
  await engine.faults.clock.advance(DAY - HOUR);
  expect((await stripe.checkout.sessions.retrieve(id)).status).toBe('open');
  await engine.faults.clock.advance(2 * HOUR);
  expect((await stripe.checkout.sessions.retrieve(id)).status).toBe('expired');
  const [event] = (await stripe.events.list({ type: 'checkout.session.expired' })).data;
  expect(Math.abs((event?.created ?? 0) - expires_at)).toBeLessThanOrEqual(1);
  const later = await sessionOf(stripe, 1000);
  expect(later.created).toBeGreaterThan(expires_at);
  expect(later.status).toBe('open');
});

test('a bank debit settles when its days have passed', async () => {
  const { engine, stripe } = await sandbox({ autoSettleDebitsAfterMs: 5 * DAY });
  const { id } = await sessionOf(stripe, 1000);
  const instrument = { type: 'sepa_debit', iban: 'AT321904300235473204', name: 'Ada' } as const;
  await engine.checkout.pay(id, { email: 'ada@example.com', instrument });
  const paid = async () => (await stripe.checkout.sessions.retrieve(id)).payment_status;
  await engine.faults.clock.advance(4 * DAY);
  expect(await paid()).toBe('unpaid');
  await engine.faults.clock.advance(DAY);
  expect(await paid()).toBe('paid');
});

test('a signature is of this very second, wherever the clock is', async () => {
  const to = await receiver();
  const { engine, stripe } = await wired(to);
  await engine.faults.clock.advance(30 * DAY);
  const { id } = await sessionOf(stripe, 1000);
  await engine.checkout.pay(id, { email: 'ada@example.com', instrument: VISA });
  const [arrival] = await to.after(1);
  expect(to.believes(arrival)).toBe(true);
  const signedAt = Number(/t=(\d+)/.exec(arrival?.signature ?? '')?.[1]);
  expect(Math.abs(signedAt - Date.now() / 1000)).toBeLessThan(60);
});

test('a sandbox that stops gives the process its time back', async () => {
  const first = await sandbox();
  await first.engine.faults.clock.advance(DAY);
  await first.stop();
  const second = await sandbox();
  expect(Math.abs(second.engine.faults.clock.now() - Date.now())).toBeLessThan(MINUTE);
  expect((await second.stripe.products.list()).data).toEqual([]);
});

test('events are found by when they were made, by kind and by whether they were taken, for 30 days', async () => {
  const to = await receiver((nth) => (nth === 1 ? 200 : 500));
  const { engine, stripe } = await wired(to, { retrySchedule: [] });
  const list = async (query: Stripe.EventListParams) =>
    (await stripe.events.list({ limit: 100, ...query })).data.map(({ type }) => type);
  await stripe.products.create({ name: 'Vase' });
  await to.after(1);
  await engine.faults.clock.advance(10 * DAY);
  const later = Math.floor(engine.faults.clock.now() / 1000);
  await stripe.coupons.create({ percent_off: 10 });
  await to.after(2);
  await vi.waitFor(
    async () => expect(await list({ delivery_success: false })).toEqual(['coupon.created']),
    SOON,
  );
  expect(await list({})).toEqual(['coupon.created', 'product.created']);
  expect(await list({ created: { gte: later } })).toEqual(['coupon.created']);
  expect(await list({ created: { lt: later } })).toEqual(['product.created']);
  expect(await list({ created: { gte: later }, types: ['product.created'] })).toEqual([]);
  expect(await list({ delivery_success: true, types: ['product.created', 'coupon.created'] })).toEqual([
    'product.created',
  ]);
  await engine.faults.clock.advance(21 * DAY);
  expect(await list({})).toEqual(['coupon.created']);
});
