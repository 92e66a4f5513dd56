import './quiet';
import { randomUUID } from 'node:crypto';
import { startCheckout } from '../../lib/checkout/start-checkout';
import { db, disconnect } from '../../lib/db';
import { fulfillCheckout } from '../../lib/fulfillment/fulfill-checkout';
import { reconcile } from '../../lib/jobs/reconcile';
import { syncCatalogue } from '../../lib/sync/sync-catalogue';
import { answerCalls } from './helper';

/**
 * The shop's own functions in a process of their own: the one file of the bench that imports them. Everything else
 * goes through the shop's doors (`next start`, `npm run worker`, the webhook).
 */

/** What every order of the bench buys: two lines, and three kinds of fulfilment. */
const cart = [
  { slug: 'ciotola', quantity: 1 },
  { slug: 'ottava', quantity: 1 },
];

/** A session of the shop, and the checkout behind it. */
export interface Opened {
  sessionId: string;
  checkoutId: string;
}

export interface FulfillRequest {
  sessionIds: string[];
  /** So many at a time. */
  concurrency: number;
  /** None is begun after so many. */
  seconds: number;
}

/** Works through a list, so many at a time. */
async function each<T>(items: T[], concurrency: number, work: (item: T) => Promise<void>): Promise<void> {
  const rest = items.values();
  await Promise.all(
    Array.from({ length: concurrency }, async () => {
      for (const item of rest) await work(item);
    }),
  );
}

export const shopCalls = {
  /** Brings the catalogue to Stripe and fills the shelves. */
  async prepare(units: number): Promise<void> {
    await syncCatalogue(() => {});
    await db().stock.updateMany({ data: { received: { increment: units }, onHand: { increment: units } } });
  },

  /** Begins so many checkouts, each from another browser. */
  async open(count: number): Promise<Opened[]> {
    await each(Array.from({ length: count }), 6, async () => {
      const started = await startCheckout({
        idempotencyKey: randomUUID(),
        mode: 'hosted',
        lines: cart,
        locale: 'it',
        browserId: randomUUID(),
      });
      if (!started.ok) throw new Error(`No session was made: ${started.reason}`);
    });
    const rows = await db().checkout.findMany({
      select: { id: true, sessionId: true },
      orderBy: { id: 'asc' },
    });
    return rows.map(({ id, sessionId }) => ({ checkoutId: id, sessionId: sessionId ?? '' }));
  },

  /** Fulfils paid sessions. @returns how many, and in how many seconds */
  async fulfill({ sessionIds, concurrency, seconds }: FulfillRequest) {
    const start = performance.now();
    const elapsed = () => (performance.now() - start) / 1000;
    let orders = 0;
    await each(sessionIds, concurrency, async (id) => {
      if (elapsed() >= seconds) return;
      const result = await fulfillCheckout(id, { trigger: 'webhook' });
      if (result.status !== 'order' || result.fulfillment !== 'fulfilled') {
        throw new Error(`${id} was not fulfilled: ${JSON.stringify(result)}`);
      }
      orders += 1;
    });
    return { orders, seconds: elapsed() };
  },

  reconcile: () => reconcile(),
  disconnect: () => disconnect(),
};

answerCalls(shopCalls);
