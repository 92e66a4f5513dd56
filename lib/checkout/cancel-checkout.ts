import { db } from '../db';
import { fulfillCheckout } from '../fulfillment/fulfill-checkout';
import { log } from '../log';
import { StripeUnavailable } from '../stripe/errors';
import { expireSession } from '../stripe/expire-session';
import { isSessionId } from '../stripe/session-id';
import { hashBrowserId } from './browser-id';
import { slugsOf } from './purchases';

/**
 * The shopper turned back: ends the session at Stripe, so that it can no longer be paid, and gives its stock back.
 * Only the browser that started a checkout can end it. One that was paid in the meantime stays paid.
 *
 * @param sessionId null ends every open checkout of the browser
 */
export async function cancelCheckout(sessionId: string | null, browserId: string): Promise<void> {
  if (sessionId !== null && !isSessionId(sessionId)) return;
  await endOpenCheckouts({ browserHash: hashBrowserId(browserId), ...(sessionId !== null && { sessionId }) });
}

/** A checkout that was to be ended and turned out to be bought: paid, or with its payment on the way. */
export interface BoughtMeanwhile {
  sessionId: string;
  slugs: string[];
}

/**
 * Before a browser starts another checkout: what its earlier ones hold goes back, so that nobody is kept from the last
 * unit by their own abandoned checkout.
 *
 * @returns those that were paid, in another tab perhaps, and that the shop hears of only now
 */
export async function expireEarlierCheckouts(
  browserHash: string,
  exceptIdempotencyKey: string,
): Promise<BoughtMeanwhile[]> {
  return await endOpenCheckouts({ browserHash, idempotencyKey: { not: exceptIdempotencyKey } });
}

async function endOpenCheckouts(where: {
  browserHash: string;
  sessionId?: string;
  idempotencyKey?: { not: string };
}): Promise<BoughtMeanwhile[]> {
  const bought: BoughtMeanwhile[] = [];
  const open = await db().checkout.findMany({
    where: { ...where, state: 'open' },
    select: { sessionId: true, cart: true },
    orderBy: { createdAt: 'desc' },
    take: 10,
  });
  for (const { sessionId, cart } of open) {
    if (!sessionId) continue;
    try {
      await expireSession(sessionId);
      // One function reconciles it: expired gives the stock back, paid in the meantime is fulfilled.
      const result = await fulfillCheckout(sessionId, { trigger: 'system' });
      if (result.status === 'order' && result.payment !== 'failed') {
        bought.push({ sessionId, slugs: slugsOf(cart) });
      }
    } catch (error) {
      if (!(error instanceof StripeUnavailable)) throw error;
      // It expires by itself; until then the stock stays held.
      log.warn({ part: 'checkout', session: sessionId, error: error.message }, 'could not end a session');
    }
  }
  return bought;
}
