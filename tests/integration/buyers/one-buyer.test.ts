import { expect, test } from 'vitest';
import { db } from '@/lib/db';
import { fulfillCheckout } from '@/lib/fulfillment/fulfill-checkout';
import { useDatabase } from '../../support/database';
import { buy, goodCard, startSession, submission } from '../../support/shopper';
import { useSandbox } from '../../support/stripe';

useDatabase();
const stripe = useSandbox();

/** A paid session of a buyer who typed this address and this name on the card. */
async function buyAs(email: string, name: string): Promise<string> {
  const sessionId = await startSession([{ slug: 'quaderno-pdf', quantity: 1 }]);
  const card = { ...goodCard, name };
  const outcome = await stripe.engine.checkout.pay(sessionId, { ...submission(card), email });
  if (outcome.outcome !== 'complete') throw new Error('not paid');
  return sessionId;
}

async function buyerOfOrder(sessionId: string) {
  const result = await fulfillCheckout(sessionId, { trigger: 'webhook' });
  if (result.status !== 'order') throw new Error('no order');
  return await db().buyer.findFirst({ where: { orders: { some: { sessionId } } } });
}

test('one address is one buyer, however it is typed, and the latest name stays', async () => {
  const first = await buyerOfOrder(await buyAs('Carla.Neri@Example.com', 'Carla'));
  expect(first).toMatchObject({ email: 'carla.neri@example.com', name: 'Carla' });
  const later = await buyerOfOrder(await buyAs('CARLA.NERI@EXAMPLE.COM', 'Carla Neri'));
  expect(later).toMatchObject({ id: first?.id, email: 'carla.neri@example.com', name: 'Carla Neri' });

  const again = await buyerOfOrder(await buyAs('carla.neri@example.com', 'Carla Neri'));
  expect(again).toEqual(later);
});

test('twenty orders of one new buyer at the same instant find one buyer', async () => {
  const sessions: string[] = [];
  for (let n = 0; n < 20; n++) sessions.push(await buyAs('storm@example.com', `Name ${n % 3}`));
  const found = await Promise.all(sessions.map(buyerOfOrder));
  expect(new Set(found.map((buyer) => buyer?.id)).size).toBe(1);
  expect(found[0]?.id).toMatch(/^[0-9a-f-]{36}$/);
});

test('an order that waits for its commit keeps no other order of the same buyer waiting', async () => {
  const known = await buyerOfOrder(await buyAs('patient@example.com', 'Pia'));
  const sessionId = await buyAs('patient@example.com', 'Pia');
  await db().$transaction(async (tx) => {
    // As an order does that is being placed.
    await tx.$queryRaw`SELECT id FROM buyer WHERE email = 'patient@example.com' FOR KEY SHARE`;
    expect((await buyerOfOrder(sessionId))?.id).toBe(known?.id);
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
