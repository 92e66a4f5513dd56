import { randomUUID } from 'node:crypto';
import type { Sandbox } from '../../sandbox/stripe/server';
import { submission } from '../support/shopper';
import { until } from '../support/wait';
import { benchSecret, signedEvent } from './load';

const sessions = 300;

/**
 * How fast paid sessions become fulfilled orders: all their events wait in the queue, then a worker starts. Beside it,
 * how fast the same sessions can merely be asked for at Stripe, which every fulfilment has to do once.
 *
 * @returns both per second
 */
export async function fulfillmentRates(sandbox: Sandbox): Promise<{ fulfilled: number; retrieved: number }> {
  const { startCheckout } = await import('../../lib/checkout/start-checkout');
  const { storeEvent } = await import('../../lib/inbox/store-event');
  const { verifyEvent } = await import('../../lib/stripe/verify-event');
  const { retrieveSession } = await import('../../lib/stripe/sessions');
  const { startWorker } = await import('../../lib/jobs/worker');
  const { db } = await import('../../lib/db');

  await db().stock.updateMany({ data: { received: { increment: 10_000 }, onHand: { increment: 10_000 } } });
  const ids: string[] = [];
  for (let at = 0; at < sessions; at++) {
    const started = await startCheckout({
      attemptKey: randomUUID(),
      mode: 'hosted',
      lines: [
        { slug: 'ciotola', quantity: 1 },
        { slug: 'ottava', quantity: 1 },
      ],
      locale: 'it',
      browserId: randomUUID(),
    });
    if (!started.ok) throw new Error(`no session: ${started.reason}`);
    const rate = sandbox.engine.checkout.view(started.sessionId)?.shippingRates[0];
    if (rate) await sandbox.engine.checkout.chooseShippingRate(started.sessionId, rate.id);
    await sandbox.engine.checkout.pay(started.sessionId, submission());
    ids.push(started.sessionId);
  }

  const before = performance.now();
  const waiting = [...ids];
  await Promise.all(
    Array.from({ length: 8 }, async () => {
      for (let id = waiting.pop(); id; id = waiting.pop()) await retrieveSession(id);
    }),
  );
  const retrieved = sessions / ((performance.now() - before) / 1000);

  for (const id of ids) {
    const { body, headers } = signedEvent(id);
    const verdict = verifyEvent(body, headers['stripe-signature'] ?? null, [benchSecret]);
    if (verdict.ok) await storeEvent(verdict.event, body);
  }
  const start = performance.now();
  const worker = await startWorker();
  await until(
    'every order to be fulfilled',
    async () => (await db().order.count({ where: { fulfillment: 'fulfilled' } })) === sessions,
    120_000,
  );
  const fulfilled = sessions / ((performance.now() - start) / 1000);
  await worker.stop();
  return { fulfilled, retrieved };
}
