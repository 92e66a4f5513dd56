import { createHash } from 'node:crypto';
import { db, type Tx } from '../db';
import type { Checkout } from '../generated/prisma/client';
import { log } from '../log';
import { holdStock } from '../stock/holds';
import { createSession, landingUrl, type NewSession, openedSession } from '../stripe/create-session';
import { StripeRefused, StripeUnavailable } from '../stripe/errors';
import { hashBrowserId } from './browser-id';
import { expireEarlierCheckouts } from './cancel-checkout';
import { endCheckout } from './end-checkout';
import { offeredBeside } from './offered-beside';
import { type CartProblem, type OrderedProduct, priceCart, type RequestedLine } from './price-cart';
import { arrivesWithin, requestTakes, shortestLife } from './start-times';

export interface CheckoutRequest {
  /** Made when the page with the button was rendered: a double click carries the same one. */
  idempotencyKey: string;
  mode: 'hosted' | 'embedded';
  /** IDs and quantities; everything else is ours to know (I6). */
  lines: RequestedLine[];
  locale: 'it' | 'en';
  /** Raw value of the browser's cookie. */
  browserId: string;
}

export type StartResult =
  | { ok: true; mode: 'hosted'; sessionId: string; url: string }
  | { ok: true; mode: 'embedded'; sessionId: string; clientSecret: string }
  | ({ ok: false } & (
      | CartProblem
      | { reason: 'stripe_unavailable'; slug?: undefined; available?: undefined }
    ));

/** How often one button may be pressed anew after its session expired. */
const mostGenerations = 10;

/**
 * Starts paying for a cart: holds the stock, then makes the Checkout Session. The hold comes first and in a
 * transaction of its own, so that the last unit is never promised twice (I4) and no lock waits for Stripe; if the
 * process dies in between, the hold ends with `expiresAt`.
 *
 * A second call with the same key, cart and mode finds the first attempt and returns the same session; once that one
 * is paid, the way to its landing page, as a hosted result whatever was asked for. So does a first call for what the
 * same browser has just paid for in another tab.
 */
export async function startCheckout(request: CheckoutRequest): Promise<StartResult> {
  if (!isWellFormed(request)) return { ok: false, reason: 'malformed' };
  const priced = await priceCart(request.lines);
  if (!priced.ok) return priced;

  const browserHash = hashBrowserId(request.browserId);
  const wanted = new Set(request.lines.map((line) => line.slug));
  for (let generation = 0; generation < mostGenerations; generation++) {
    const idempotencyKey = keyOf(request, generation);
    const bought = await expireEarlierCheckouts(browserHash, idempotencyKey);
    // Paid in another tab a moment ago, while this one still showed the cart: nobody pays for the same thing twice.
    const paid = bought.find(({ slugs }) => slugs.some((slug) => wanted.has(slug)));
    if (paid) return landing(paid.sessionId);
    const attempt = await db().$transaction(
      (tx) => reserve(tx, request, idempotencyKey, browserHash, priced.products),
      {
        maxWait: 10_000,
        timeout: 15_000,
      },
    );
    if ('reason' in attempt) return { ok: false, ...attempt };
    // The button was pressed on a page left open after its attempt came to nothing: the next attempt is a new one.
    if (attempt.state === 'expired' || attempt.state === 'failed') continue;
    // Stripe did not answer when it was pressed before, and would now refuse what is left of the attempt's time.
    if (
      attempt.sessionId === null &&
      attempt.expiresAt.getTime() < Date.now() + shortestLife + requestTakes
    ) {
      await endCheckout(attempt.id);
      continue;
    }
    const result = await openSession(attempt, request, priced.products);
    if (result) return result;
  }
  return { ok: false, reason: 'stripe_unavailable' };
}

/** There is nothing left to pay: the way to the order. */
const landing = (sessionId: string): StartResult => ({
  ok: true,
  mode: 'hosted',
  sessionId,
  url: landingUrl(sessionId),
});

/** @returns null where the attempt's session has expired in the meantime */
async function openSession(
  attempt: Reserved,
  request: CheckoutRequest,
  products: OrderedProduct[],
): Promise<StartResult | null> {
  try {
    // A repeated key would get Stripe's first answer again, also after the session was paid or expired: so where we
    // know the session, we ask how it is now.
    const session = attempt.sessionId
      ? await openedSession(attempt.sessionId)
      : await createSession(await sessionFor(attempt, request, products));
    if (attempt.state === 'complete' || session.status === 'complete') {
      return landing(session.id);
    }
    if (session.status === 'expired') {
      await endCheckout(attempt.id);
      return null;
    }
    if (!(await keepSession(attempt.id, session.id))) return null;
    if (request.mode === 'hosted' && session.url) {
      return { ok: true, mode: 'hosted', sessionId: session.id, url: session.url };
    }
    if (request.mode === 'embedded' && session.clientSecret) {
      return { ok: true, mode: 'embedded', sessionId: session.id, clientSecret: session.clientSecret };
    }
    throw new Error(`session ${session.id} is open but leads nowhere`);
  } catch (error) {
    if (!(error instanceof StripeUnavailable || error instanceof StripeRefused)) throw error;
    log.error({ part: 'checkout', checkout: attempt.id, error: error.message }, 'no session from Stripe');
    // Refused for good, so nothing is held for it. Unavailable, the session may exist all the same: the sweep knows.
    if (error instanceof StripeRefused) await endCheckout(attempt.id);
    // It was asked for before, and what is offered beside it has changed since: the next attempt is a new one.
    if (error instanceof StripeRefused && error.code === 'idempotency_error') return null;
    return { ok: false, reason: 'stripe_unavailable' };
  }
}

/** @returns false where the attempt was given up while Stripe made its session, which nobody will be led to */
async function keepSession(checkoutId: string, sessionId: string): Promise<boolean> {
  const { count } = await db().checkout.updateMany({
    where: { id: checkoutId, state: 'starting' },
    data: { sessionId, state: 'open' },
  });
  if (count > 0) return true;
  return (
    (await db().checkout.count({ where: { id: checkoutId, state: { in: ['expired', 'failed'] } } })) === 0
  );
}

function isWellFormed(request: CheckoutRequest): boolean {
  return (
    /^[\w-]{8,80}$/.test(request.idempotencyKey) &&
    (request.mode === 'hosted' || request.mode === 'embedded') &&
    (request.locale === 'it' || request.locale === 'en') &&
    request.browserId.length >= 16
  );
}

/** One key is one press of a button on one cart: another cart or another way to pay has another. */
function keyOf(
  { idempotencyKey, mode, lines, locale, browserId }: CheckoutRequest,
  generation: number,
): string {
  const cart = lines.map(({ slug, quantity }) => `${slug}:${quantity}`).join(',');
  return createHash('sha256')
    .update([idempotencyKey, generation, mode, locale, browserId, cart].join('\n'))
    .digest('hex');
}

type Reserved = Pick<Checkout, 'id' | 'expiresAt' | 'state' | 'sessionId'>;

async function reserve(
  tx: Tx,
  request: CheckoutRequest,
  idempotencyKey: string,
  browserHash: string,
  products: OrderedProduct[],
): Promise<Reserved | CartProblem> {
  const expiresAt = new Date(Date.now() + shortestLife + arrivesWithin);
  const created = await tx.checkout.createMany({
    data: [
      {
        idempotencyKey,
        browserHash,
        mode: request.mode,
        locale: request.locale,
        cart: products.map(({ slug, quantity }) => ({ slug, quantity })),
        expiresAt,
      },
    ],
    skipDuplicates: true,
  });
  const checkout = await tx.checkout.findUniqueOrThrow({ where: { idempotencyKey } });
  if (created.count === 0) return checkout;
  const shortage = await holdStock(
    tx,
    checkout.id,
    products.map(({ variantId, quantity }) => ({ variantId, quantity })),
  );
  if (!shortage) return checkout;
  // Nothing was held, and an attempt without stock is no attempt.
  await tx.checkout.delete({ where: { id: checkout.id } });
  const slug = products.find((product) => product.variantId === shortage.variantId)?.slug;
  return { reason: 'out_of_stock', slug, available: shortage.available };
}

async function sessionFor(
  attempt: Reserved,
  request: CheckoutRequest,
  products: OrderedProduct[],
): Promise<NewSession> {
  return {
    checkoutId: attempt.id,
    mode: request.mode,
    locale: request.locale,
    expiresAt: attempt.expiresAt,
    subscription: products.some((product) => product.subscription),
    ships: products.some((product) => product.ships),
    lines: products.map(({ stripePriceId, quantity, adjustableUpTo }) => ({
      stripePriceId,
      quantity,
      adjustableUpTo,
    })),
    offered: await offeredBeside(products),
  };
}
