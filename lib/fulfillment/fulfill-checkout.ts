import { db, type Tx } from '../db';
import type { FulfillmentState, PaymentState, Trigger } from '../generated/prisma/enums';
import { inTransaction } from '../locks/in-transaction';
import { type PaymentFacts, paymentFacts } from '../stripe/charges';
import { isLiveMode } from '../stripe/client';
import { isSessionId } from '../stripe/session-id';
import { retrieveSession, type SessionSnapshot } from '../stripe/sessions';
import type { Attempt } from './attempt';
import { endCheckout, lockOwnCheckout } from './own-checkout';
import { mayHaveGoneBack } from './payment';
import { insertOrLockOrder, takeNumber } from './record-order';
import { settleOrder } from './settle-order';
import { syncRefunds } from './sync-refunds';
import { tellOthers } from './tell-others';

export type FulfillResult =
  /** The session was completed, so there is an order, in whatever state. */
  | { status: 'order'; orderId: string; payment: PaymentState; fulfillment: FulfillmentState }
  /** Nothing was bought yet, or nothing will be. `url` and `clientSecret` lead back to an open session. */
  | {
      status: 'open' | 'expired';
      sessionId: string;
      url: string | null;
      clientSecret: string | null;
      uiMode: string;
    }
  /** No session of this shop: not an ID, not known to Stripe, of the other mode, or one that takes no payment. */
  | { status: 'unknown' };

/**
 * Fulfils a Checkout Session: the one function that every path calls, whether the webhook, the landing page, the sweep
 * or a merchant. Call it as often as you like, also at the same instant: a paid session becomes one order and each of
 * its lines is fulfilled once (I1), nothing is released for a session that is unpaid (I2), and what cannot be
 * fulfilled by itself becomes an order that needs attention and says why (I7).
 * https://docs.stripe.com/checkout/fulfillment#create-fulfillment-function
 *
 * @throws {StripeUnavailable} when Stripe could not be asked; nothing has changed, ask again
 */
export async function fulfillCheckout(sessionId: string, attempt: Attempt): Promise<FulfillResult> {
  if (!isSessionId(sessionId)) return { status: 'unknown' };
  const known = await settledOrder(sessionId, attempt.trigger);
  if (known) return known;

  const startedAt = performance.now();
  // Outside any transaction: however long Stripe takes, no lock is held and nobody waits.
  const snapshot = await retrieveSession(sessionId);
  if (!snapshot || snapshot.session.livemode !== isLiveMode() || snapshot.session.mode === 'setup') {
    return { status: 'unknown' };
  }
  const { session } = snapshot;
  if (session.status === 'complete') return await fulfillComplete(snapshot, attempt, startedAt);
  if (session.status === 'expired') await inTransaction((tx) => releaseExpired(tx, snapshot));
  return {
    status: session.status === 'expired' ? 'expired' : 'open',
    sessionId: session.id,
    url: session.url,
    clientSecret: session.client_secret,
    uiMode: session.ui_mode ?? 'hosted_page',
  };
}

/**
 * The order of a session where there is nothing to do any more, from one indexed read. A visit to the landing page asks
 * Stripe only while the payment is on its way: what waits for stock, for a person or for a bank's decision is not
 * helped by asking once more.
 */
async function settledOrder(sessionId: string, trigger: Trigger): Promise<FulfillResult | null> {
  const order = await db().order.findUnique({
    where: { sessionId },
    select: { id: true, payment: true, fulfillment: true },
  });
  if (!order) return null;
  const { id: orderId, payment, fulfillment } = order;
  const done = fulfillment === 'fulfilled' || fulfillment === 'cancelled';
  const waits = trigger === 'landing' && payment !== 'awaiting';
  return done || waits ? { status: 'order', orderId, payment, fulfillment } : null;
}

async function fulfillComplete(
  snapshot: SessionSnapshot,
  attempt: Attempt,
  startedAt: number,
): Promise<FulfillResult> {
  const paymentIntentId = snapshot.paymentIntent?.id;
  const facts = paymentIntentId && mayHaveGoneBack(snapshot) ? await paymentFacts(paymentIntentId) : null;
  const result = await inTransaction((tx) => recordAndFulfill(tx, snapshot, facts, attempt, startedAt));
  const { orderId, paidNow } = result;
  // Of an order that was paid before, a refund or a dispute may have gone unheard.
  if (facts && !paidNow) await syncRefunds(facts.paymentIntentId, attempt);
  const { payment, fulfillment } =
    facts && !paidNow ? await db().order.findUniqueOrThrow({ where: { id: orderId } }) : result;
  return { status: 'order', orderId, payment, fulfillment };
}

async function recordAndFulfill(
  tx: Tx,
  snapshot: SessionSnapshot,
  facts: PaymentFacts | null,
  attempt: Attempt,
  startedAt: number,
) {
  const checkout = await lockOwnCheckout(tx, snapshot.session);
  const locked = await insertOrLockOrder(tx, snapshot, checkout);
  const orderId = locked.order.id;
  // From here on the state is what it is under the lock, whatever it was when Stripe was asked (I1).
  const settled = await settleOrder(tx, snapshot, facts, checkout, locked, attempt, startedAt);
  await tellOthers(tx, orderId, 'paid', settled.moved);
  if (locked.order.number === null) await takeNumber(tx, orderId);
  return { orderId, ...settled };
}

async function releaseExpired(tx: Tx, { session }: SessionSnapshot): Promise<void> {
  const checkout = await lockOwnCheckout(tx, session);
  if (checkout) await endCheckout(tx, checkout, 'expired');
}
