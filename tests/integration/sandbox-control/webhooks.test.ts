import { expect, test, vi } from 'vitest';
import { SECRET, SOON, sessionOf, VISA } from '../sandbox/harness';
import { receiver, wired } from './receiver';

const names = (count: number) => Array.from({ length: count }, (_, at) => `Vase ${at + 1}`);
const HOUR = 3_600_000;

test('a dropped webhook never arrives, and comes with the next attempt', async () => {
  const to = await receiver();
  const { engine, stripe } = await wired(to, { retrySchedule: [HOUR] });
  engine.faults.set({ webhooks: [{ do: 'drop', attempts: [1], types: ['product.*'] }] });
  await stripe.products.create({ name: 'Vase' });
  await vi.waitFor(() => expect(engine.account.deliveries()).toHaveLength(1), SOON);
  expect(engine.account.deliveries()).toMatchObject([{ attempt: 1, status: null }]);
  expect(to.arrivals).toEqual([]);

  await engine.faults.clock.advance(HOUR);
  expect(to.arrivals).toMatchObject([{ type: 'product.created' }]);
  expect(engine.account.deliveries()).toMatchObject([{ attempt: 2, status: 200 }, { attempt: 1 }]);
});

test('a duplicate is the same event again, later by as much as is asked for', async () => {
  const to = await receiver();
  const { engine, stripe } = await wired(to);
  engine.faults.set({ webhooks: [{ do: 'duplicate', copies: 2, ms: HOUR }] });
  await stripe.products.create({ name: 'Vase' });
  await to.after(1);
  await engine.faults.clock.advance(HOUR);
  expect(to.arrivals).toHaveLength(3);
  expect(new Set(to.arrivals.map(({ id }) => id)).size).toBe(1);
  expect(to.arrivals.every((arrival) => to.believes(arrival))).toBe(true);
});

test('one change can make two events that differ in nothing but their ID', async () => {
  const to = await receiver();
  const { engine, stripe } = await wired(to);
  engine.faults.set({ webhooks: [{ do: 'twin', types: ['checkout.session.completed'] }] });
  const { id } = await sessionOf(stripe, 1000);
  await engine.checkout.pay(id, { email: 'ada@example.com', instrument: VISA });
  await engine.faults.clock.advance(0);
  const [one, other, ...more] = to.arrivals.filter(({ type }) => type === 'checkout.session.completed');
  expect(more).toEqual([]);
  expect(one?.id).not.toBe(other?.id);
  expect(one?.body.replaceAll(one.id, '')).toBe(other?.body.replaceAll(other.id, ''));
  expect((await stripe.events.list({ type: 'checkout.session.completed' })).data).toHaveLength(2);
});

test('a delayed webhook leaves when its time has come on the sandbox’s clock, and the shopper does not wait', async () => {
  const to = await receiver();
  const { engine, stripe } = await wired(to);
  engine.faults.set({ webhooks: [{ do: 'delay', ms: 10 * HOUR, types: ['checkout.session.completed'] }] });
  const { id } = await sessionOf(stripe, 1000);
  await engine.checkout.pay(id, { email: 'ada@example.com', instrument: VISA });
  const completed = () => to.arrivals.filter(({ type }) => type === 'checkout.session.completed');
  await engine.faults.clock.advance(10 * HOUR - 60_000);
  expect(completed()).toEqual([]);
  await engine.faults.clock.advance(60_000);
  expect(completed()).toHaveLength(1);
});

test('gathered webhooks come shuffled, and in the same order under the same seed', async () => {
  const orders = await Promise.all(
    [7, 7, 8].map(async (seed) => {
      const to = await receiver();
      const { engine, stripe } = await wired(to);
      engine.faults.set({ seed, webhooks: [{ do: 'gather', ms: HOUR, order: 'shuffled' }] });
      for (const name of names(8)) await stripe.products.create({ name });
      await engine.faults.clock.advance(HOUR);
      return to.arrivals.map(({ body }) => JSON.parse(body).data.object.name);
    }),
  );
  const [first, again, other] = orders;
  expect(first).not.toEqual(names(8));
  expect([...(first ?? [])].sort()).toEqual(names(8));
  expect(again).toEqual(first);
  expect(other).not.toEqual(first);
});

test('gathered webhooks come in reverse, each after the answer to the one before', async () => {
  const to = await receiver(undefined, { after: 30 });
  const { engine, stripe } = await wired(to);
  engine.faults.set({ webhooks: [{ do: 'gather', ms: HOUR, order: 'reversed' }] });
  for (const name of names(3)) await stripe.products.create({ name });
  await engine.faults.clock.advance(HOUR);
  expect(to.arrivals.map(({ body }) => JSON.parse(body).data.object.name)).toEqual(names(3).reverse());
  for (const [at, { began }] of to.arrivals.entries()) {
    expect(began).toBeGreaterThan(to.arrivals[at - 1]?.answered ?? 0);
  }
});

test('gathered webhooks come in parallel, all before the first is answered', async () => {
  const to = await receiver(undefined, { together: 6 });
  const { engine, stripe } = await wired(to);
  engine.faults.set({ webhooks: [{ do: 'gather', ms: HOUR, order: 'parallel' }] });
  for (const name of names(6)) await stripe.products.create({ name });
  await engine.faults.clock.advance(HOUR);
  expect(to.arrivals).toHaveLength(6);
  const firstAnswer = Math.min(...to.arrivals.map(({ answered }) => answered));
  for (const { began } of to.arrivals) expect(began).toBeLessThan(firstAnswer);
});

test.each(['body', 'signature', 'timestamp'] as const)(
  'a webhook with a spoilt %s is not believed',
  async (part) => {
    const to = await receiver();
    const { engine, stripe } = await wired(to);
    engine.faults.set({ webhooks: [{ do: 'tamper', part, nth: [2] }] });
    for (const name of names(3)) await stripe.products.create({ name });
    await to.after(3);
    await engine.faults.clock.advance(0);
    const believed = Object.fromEntries(
      to.arrivals.map((arrival) => [JSON.parse(arrival.body).data.object.name, to.believes(arrival)]),
    );
    expect(believed).toEqual({ 'Vase 1': true, 'Vase 2': false, 'Vase 3': true });
  },
);

test('while a secret is rotated both sign, and afterwards the new one alone', async () => {
  const to = await receiver();
  const { engine, stripe, url } = await wired(to);
  const rotated = await fetch(`${url}/_sandbox/endpoints/we_default/rotate`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ overlap: HOUR }),
  });
  const { secret } = await rotated.json();
  const seen = async (count: number) => {
    await stripe.products.create({ name: 'Vase' });
    const arrival = (await to.after(count))[count - 1];
    return [to.believes(arrival, secret), to.believes(arrival, SECRET)];
  };
  expect(await seen(1)).toEqual([true, true]);
  engine.faults.set({ webhooks: [{ do: 'previous_secret' }] });
  expect(await seen(2)).toEqual([false, true]);
  engine.faults.clear();
  await engine.faults.clock.advance(HOUR);
  expect(await seen(3)).toEqual([true, false]);
});

test('what is left to chance falls the same way under the same seed', async () => {
  const runs = await Promise.all(
    [1, 1, 2].map(async (seed) => {
      const to = await receiver();
      const { engine, stripe } = await wired(to);
      engine.faults.set({ seed, webhooks: [{ do: 'drop', chance: 0.5 }] });
      for (const name of names(40)) await stripe.products.create({ name });
      await engine.faults.clock.advance(0);
      return to.arrivals.map(({ body }) => JSON.parse(body).data.object.name).sort();
    }),
  );
  const [first, again, other] = runs;
  expect(first?.length).toBeGreaterThan(8);
  expect(first?.length).toBeLessThan(32);
  expect(again).toEqual(first);
  expect(other).not.toEqual(first);
});

test('a webhook sent again by hand has clear faults', async () => {
  const to = await receiver();
  const { engine, stripe } = await wired(to);
  engine.faults.set({ webhooks: [{ do: 'drop' }] });
  await stripe.products.create({ name: 'Vase' });
  await vi.waitFor(() => expect(engine.account.deliveries()).toHaveLength(1), SOON);
  const [event] = engine.account.events();
  expect(await engine.account.resend(event?.id ?? '')).toMatchObject([{ attempt: 2, status: 200 }]);
});
