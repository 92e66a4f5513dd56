import { afterEach, beforeEach, expect, test } from 'vitest';
import { db } from '@/lib/db';
import { fulfillCheckout } from '@/lib/fulfillment/fulfill-checkout';
import { reconcile } from '@/lib/jobs/reconcile';
import { sweep } from '@/lib/jobs/sweep';
import { drainQueue } from '@/lib/jobs/worker';
import { stripe as client } from '@/lib/stripe/client';
import { useDatabase } from '../../support/database';
import { deliver } from '../../support/deliver';
import { expectInvariants } from '../../support/invariants';
import { useMailbox } from '../../support/mailbox';
import { buy } from '../../support/shopper';
import { useSandbox } from '../../support/stripe';

useDatabase();
useMailbox();
const stripe = useSandbox();

beforeEach(async () => {
  await db().sweepMark.deleteMany();
});
afterEach(expectInvariants);

const book = () => buy(stripe, [{ slug: 'quaderno-pdf', quantity: 1 }]);
/** Six minutes pass since everything that has happened so far. */
const later = () => db().stripeEvent.updateMany({ data: { createdAt: new Date(Date.now() - 6 * 60_000) } });
const completion = (sessionId: string) => {
  const event = stripe.engine.account
    .events()
    .find(
      ({ type, data }) =>
        type === 'checkout.session.completed' && 'id' in data.object && data.object.id === sessionId,
    );
  if (!event) throw new Error('Stripe made no such event');
  return event;
};
const missedAt = async (eventId: string) =>
  (await db().stripeEvent.findUniqueOrThrow({ where: { id: eventId } })).missedAt;
const foundBySweep = async (sessionId: string) =>
  await db().timelineEntry.findMany({ where: { order: { sessionId }, kind: 'found_by_sweep' } });

async function sweepUp(): Promise<void> {
  await reconcile();
  await drainQueue();
}

test('an event the sweep had to fetch is noted once minutes have passed, and the order says so once', async () => {
  const sessionId = await book();
  const { id } = completion(sessionId);
  await sweepUp();
  await sweep();
  expect(await missedAt(id)).toBeNull();
  await later();
  await Promise.all([sweep(), sweep()]);
  await sweep();
  expect(await missedAt(id)).toBeInstanceOf(Date);
  expect(await foundBySweep(sessionId)).toMatchObject([
    { trigger: 'sweep', eventId: id, data: { events: ['checkout.session.completed'] } },
  ]);
});

test('a delivery that was only slower than the sweep is no sign of anything', async () => {
  const sessionId = await book();
  const event = completion(sessionId);
  await sweepUp();
  expect(await db().stripeEvent.findUniqueOrThrow({ where: { id: event.id } })).toMatchObject({
    delivered: false,
    state: 'done',
  });
  expect((await deliver(JSON.stringify(event))).status).toBe(200);
  expect(await db().stripeEvent.findUniqueOrThrow({ where: { id: event.id } })).toMatchObject({
    delivered: true,
    state: 'done',
  });
  await later();
  await sweep();
  expect(await missedAt(event.id)).toBeNull();
  expect(await foundBySweep(sessionId)).toEqual([]);
});

test('an event that arrived by itself is not taken for one the sweep fetched', async () => {
  const sessionId = await book();
  const event = completion(sessionId);
  await deliver(JSON.stringify(event));
  await sweepUp();
  await later();
  await sweep();
  expect(await db().stripeEvent.findUniqueOrThrow({ where: { id: event.id } })).toMatchObject({
    delivered: true,
  });
  expect(await missedAt(event.id)).toBeNull();
});

test('where the landing page was first, the event counts, but the order was not found by the sweep', async () => {
  const sessionId = await book();
  await fulfillCheckout(sessionId, { trigger: 'landing' });
  await sweepUp();
  await later();
  await sweep();
  expect(await missedAt(completion(sessionId).id)).not.toBeNull();
  expect(await foundBySweep(sessionId)).toEqual([]);
});

test('a refund that only the sweep told of is noted on the order it belongs to', async () => {
  const sessionId = await book();
  await deliver(JSON.stringify(completion(sessionId)));
  await drainQueue();
  const payment = String((await client().checkout.sessions.retrieve(sessionId)).payment_intent);
  await stripe.engine.account.refund(payment);
  await sweepUp();
  await later();
  await sweep();
  const [note, ...others] = await foundBySweep(sessionId);
  expect(others).toEqual([]);
  expect(JSON.stringify(note?.data)).toContain('refund');
});
