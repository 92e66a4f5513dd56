import { expect, test } from 'vitest';
import { buyerOf } from '@/lib/buyers/buyer-of';
import { db } from '@/lib/db';
import { fulfillCheckout } from '@/lib/fulfillment/fulfill-checkout';
import { useDatabase } from '../../support/database';
import { buy, submission } from '../../support/shopper';
import { useSandbox } from '../../support/stripe';

useDatabase();
const stripe = useSandbox();

const find = (email: string | null, name: string | null = null) =>
  db().$transaction((tx) => buyerOf(tx, email, name));

test('one address is one buyer, however it is typed, and the latest name stays', async () => {
  const first = await find('Carla.Neri@Example.com', 'Carla');
  expect(await find(' carla.neri@example.com ', 'Carla Neri')).toBe(first);
  expect(await find('CARLA.NERI@EXAMPLE.COM')).toBe(first);
  expect(await db().buyer.findUniqueOrThrow({ where: { id: first ?? '' } })).toMatchObject({
    email: 'carla.neri@example.com',
    name: 'Carla Neri',
  });
});

test('without an address there is no buyer to know', async () => {
  expect(await find(null, 'Nobody')).toBeNull();
  expect(await find('   ')).toBeNull();
});

test('twenty orders of one new buyer at the same instant find one buyer', async () => {
  const found = await Promise.all(
    Array.from({ length: 20 }, (_, n) => find('storm@example.com', `Name ${n % 3}`)),
  );
  expect(new Set(found).size).toBe(1);
  expect(found[0]).toMatch(/^[0-9a-f-]{36}$/);
});

test('an order that waits for its commit keeps no other order of the same buyer waiting', async () => {
  const known = await find('patient@example.com', 'Pia');
  await db().$transaction(async (tx) => {
    await buyerOf(tx, 'patient@example.com', 'Pia');
    expect(await find('patient@example.com', 'Pia')).toBe(known);
  });
});

test('two purchases with one address, made at once, belong to one buyer', async () => {
  const sessions = await Promise.all([
    buy(stripe, [{ slug: 'quaderno-pdf', quantity: 1 }]),
    buy(stripe, [{ slug: 'registri', quantity: 2 }]),
  ]);
  await Promise.all(
    sessions.flatMap((id) => [
      fulfillCheckout(id, { trigger: 'webhook' }),
      fulfillCheckout(id, { trigger: 'landing' }),
    ]),
  );
  const { email } = submission();
  const buyer = await db().buyer.findUniqueOrThrow({
    where: { email: email ?? '' },
    include: { orders: true },
  });
  expect(buyer.orders.map(({ sessionId }) => sessionId).sort()).toEqual(sessions.sort());
  expect(buyer.name).toBe('Ada Rossi');
});
