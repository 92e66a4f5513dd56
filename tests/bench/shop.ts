import { type Helper, startHelper } from './helper';
import type { shopCalls } from './shop-process';

/** Orders that are worked on at the same time, by the worker and so by hand. */
export const concurrency = 6;

/** The shop's functions in a process of their own, as in production. */
export const startShop = (settings: Record<string, string>): Promise<Helper<typeof shopCalls>> =>
  startHelper('shop-process', { ...settings, NODE_ENV: 'production' });

/** Fulfils sessions through `fulfillCheckout` alone, the first few unmeasured. @returns orders a second */
export async function fulfilledSingly(
  settings: Record<string, string>,
  sessionIds: string[],
  seconds: number,
): Promise<number> {
  const shop = await startShop(settings);
  try {
    const few = Math.min(30, Math.floor(sessionIds.length / 3));
    await shop.call('fulfill', { sessionIds: sessionIds.slice(0, few), concurrency, seconds });
    const measured = await shop.call('fulfill', { sessionIds: sessionIds.slice(few), concurrency, seconds });
    return measured.orders / measured.seconds;
  } finally {
    await shop.stop();
  }
}
