import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as wait } from 'node:timers/promises';

const pace = new AsyncLocalStorage<() => Promise<void>>();

/**
 * Runs work that asks Stripe for much, so that it asks for no more than so many things a second: the limit of an
 * account (100 a second live, 25 in test mode) is shared with the shoppers who want to pay right now. The first second's
 * worth goes at once, so that little to do takes no longer than it must.
 * https://docs.stripe.com/rate-limits
 *
 * @param perSecond calls through `callStripe`, one after the other or at the same time
 */
export async function withRateLimit<T>(perSecond: number, work: () => Promise<T>): Promise<T> {
  const gap = 1000 / perSecond;
  /** When the next call would be due if none had been saved up. */
  let due = performance.now() - 1000;
  return await pace.run(async () => {
    const now = performance.now();
    due = Math.max(due, now - 1000) + gap;
    if (due > now) await wait(due - now);
  }, work);
}

/** Waits for this call's turn; at once for work that is not withRateLimit. */
export async function turn(): Promise<void> {
  await pace.getStore()?.();
}
