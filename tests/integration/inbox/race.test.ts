import { afterAll, beforeAll, expect, test } from 'vitest';
import { db } from '@/lib/db';
import { fulfillCheckout } from '@/lib/fulfillment/fulfill-checkout';
import { startWorker } from '@/lib/jobs/worker';
import { useDatabase } from '../../support/database';
import { deliver, sessionEvent } from '../../support/deliver';
import { expectInvariants } from '../../support/invariants';
import { useMailbox } from '../../support/mailbox';
import { rounds } from '../../support/rounds';
import { buy } from '../../support/shopper';
import { useSandbox } from '../../support/stripe';
import { until } from '../../support/wait';

const races = rounds(50, 200);

useDatabase();
useMailbox();
const stripe = useSandbox();

let worker: { stop(): Promise<void> };
beforeAll(async () => {
  await db().stock.updateMany({ data: { received: { increment: 1000 }, onHand: { increment: 1000 } } });
  const pool = await db().productVariant.findFirstOrThrow({
    where: { product: { licenseKeySource: 'pool' } },
  });
  await db().licenseKey.createMany({
    data: Array.from({ length: races }, (_, at) => ({ variantId: pool.id, key: `RACE-${at}` })),
  });
  worker = await startWorker();
});
afterAll(() => worker.stop());

test(`the webhook and the landing page at the same instant make one order, ${races} times`, async () => {
  const sessions: string[] = [];
  for (let round = 0; round < races; round++) {
    const sessionId = await buy(stripe, [
      { slug: round % 2 ? 'ciotola' : 'brocca', quantity: 1 },
      { slug: 'registri', quantity: 1 },
    ]);
    sessions.push(sessionId);
    // The worker takes the event within milliseconds of the webhook's answer, while the page is still asking Stripe.
    const [answer, landing] = await Promise.all([
      deliver(sessionEvent(sessionId)),
      fulfillCheckout(sessionId, { trigger: 'landing' }),
    ]);
    expect(answer.status).toBe(200);
    expect(landing).toMatchObject({ status: 'order', payment: 'paid', fulfillment: 'fulfilled' });
  }
  await until(
    'every event to be done',
    async () => (await db().stripeEvent.count({ where: { state: 'pending' } })) === 0,
  );
  await expectInvariants();
  expect(await db().order.count({ where: { sessionId: { in: sessions } } })).toBe(races);
  expect(await db().fulfillment.count()).toBe(races * 2);
  expect(await db().licenseKey.count({ where: { fulfillmentId: { not: null } } })).toBe(races);
  expect(await db().mailMessage.count({ where: { template: 'receipt' } })).toBe(races);
  const winners = await db().order.groupBy({ by: ['fulfilledBy'], _count: true });
  expect(winners.reduce((sum, winner) => sum + winner._count, 0)).toBe(races);
}, 180_000);
