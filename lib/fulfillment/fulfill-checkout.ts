import type { FulfillmentState, PaymentState, Trigger } from '../generated/prisma/enums';
import { paymentFacts } from '../stripe/charges';
import { isLiveMode } from '../stripe/client';
import { isSessionId } from '../stripe/session-id';
import { retrieveSession, type SessionSnapshot } from '../stripe/sessions';
import { accessEnd } from './access-end';
import type { Attempt } from './attempt';
import { isSettled } from './decision/freshness';
import type { StripeView } from './decision/stripe-view';
import { readOrderState } from './order-state-of';
import { reconcilePayment } from './reconcile-payment';
import { mayHaveGoneBack, moneyView, refundRecords, sessionRecords, sessionView } from './session-view';
import { targetOfSession } from './targets';
import { writeDecision } from './write-decisions';

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
 * 1. Settled? One indexed read, and no call to Stripe.
 * 2. Ask Stripe, outside any transaction: however long it takes, no lock is held and nobody waits.
 * 3. Lock and load, decide, write: one transaction (write-decisions.ts). What is decided is in decision/decide.ts.
 * 4. What was refunded or disputed since is reconciled, where the payment was known before.
 *
 * @param listed what Stripe said a while ago, where it is known: enough for an order that nobody has made by now
 * @throws {StripeUnavailable} when Stripe could not be asked; nothing has changed, ask again
 */
export async function fulfillCheckout(
  sessionId: string,
  attempt: Attempt,
  listed?: SessionSnapshot,
): Promise<FulfillResult> {
  if (!isSessionId(sessionId)) return { status: 'unknown' };
  const settled = attempt.reportsFailure ? null : await findSettled(sessionId, attempt.trigger);
  if (settled) return settled;

  const startedAt = performance.now();
  const snapshot = listed ?? (await retrieveSession(sessionId));
  if (!snapshot || snapshot.session.livemode !== isLiveMode() || snapshot.session.mode === 'setup') {
    return { status: 'unknown' };
  }
  const view = await viewOf(snapshot, attempt);
  if (view.session.status === 'open') return unpaid(snapshot, 'open');

  const target = targetOfSession(view.session);
  // An attempt that made the order meanwhile may have had a newer snapshot.
  const asOf = listed ? { asOf: null } : {};
  const decision = await writeDecision({ target, view, attempt, startedAt, ...asOf });
  if (decision === 'stale') return await fulfillCheckout(sessionId, attempt);
  if (!decision.order) return unpaid(snapshot, 'expired');
  const { id: orderId, payment, fulfillment } = decision.order;
  if (!view.money || decision.paidNow) return { status: 'order', orderId, payment, fulfillment };

  await reconcilePayment(view.money.paymentIntentId, attempt);
  const after = (await readOrderState(sessionId)) ?? decision.order;
  return { status: 'order', orderId, payment: after.payment, fulfillment: after.fulfillment };
}

/** The order of a session where there is nothing to do any more. */
async function findSettled(sessionId: string, trigger: Trigger): Promise<FulfillResult | null> {
  const order = await readOrderState(sessionId);
  if (!order || !isSettled(order, trigger)) return null;
  const { id: orderId, payment, fulfillment } = order;
  return { status: 'order', orderId, payment, fulfillment };
}

/** What Stripe says of a session, its payment with its refunds and disputes, and the subscription it began. */
async function viewOf(snapshot: SessionSnapshot, attempt: Attempt) {
  const { paymentIntent, subscription } = snapshot;
  const facts = paymentIntent && mayHaveGoneBack(snapshot) ? await paymentFacts(paymentIntent.id) : null;
  return {
    session: sessionView(snapshot),
    ...(facts && { money: moneyView(facts) }),
    ...(subscription && { subscription: { id: subscription.id, end: accessEnd(subscription, new Date()) } }),
    reportedFailure: attempt.reportsFailure,
    records: [...sessionRecords(snapshot), ...(facts ? refundRecords(facts) : [])],
  } satisfies StripeView;
}

const unpaid = ({ session }: SessionSnapshot, status: 'open' | 'expired'): FulfillResult => ({
  status,
  sessionId: session.id,
  url: session.url,
  clientSecret: session.client_secret,
  uiMode: session.ui_mode ?? 'hosted_page',
});
