import { redactIdleEvents } from '../buyers/late-events';
import { endCheckout } from '../checkout/end-checkout';
import { db } from '../db';
import { announceEndedAccess } from '../fulfillment/announce-ended-access';
import { hour, minute } from '../time';
import { addTimeline } from '../timeline/timeline';
import { noteMissedEvents } from './missed-events';
import { prune } from './prune';
import { reconcileSession } from './reconcile-session';
import { freeDeadJobs, reviveLostJobs } from './rescue-jobs';
import { reconcileStartedCheckouts } from './sweep-starts';

/** Time for Stripe's own word that a session expired, before we ask. */
const grace = 2 * minute;
/** A payment on its way is asked about this long after the order, and not more often than this. */
const firstAskAfter = hour;
const askAgainAfter = 6 * hour;
const batchSize = 50;

/**
 * Puts right what a crash or a lost event left behind, every minute: jobs whose worker died are freed, jobs that gave
 * up are tried again, access that has ended is announced, what is old is pruned, and what is overdue is reconciled
 * with Stripe, through the same function as everything else.
 * Safe to run anywhere, at any time, also twice at once.
 *
 * @throws {StripeUnavailable} once Stripe does not answer; the rest waits for the next sweep
 */
export async function sweep(): Promise<void> {
  await freeDeadJobs();
  await reviveLostJobs();
  await noteMissedEvents();
  await announceEndedAccess();
  await redactIdleEvents(new Date(Date.now() - hour));
  await prune();
  await reconcileStartedCheckouts();
  await reconcileOverdueCheckouts();
  await reconcileAwaitingOrders();
}

/** Checkouts past their time for which no event has arrived. */
async function reconcileOverdueCheckouts(): Promise<void> {
  const overdue = await db().checkout.findMany({
    where: { state: 'open', expiresAt: { lt: new Date(Date.now() - grace) } },
    orderBy: { expiresAt: 'asc' },
    take: batchSize,
    select: { id: true, sessionId: true },
  });
  for (const { id, sessionId } of overdue) {
    // Stripe no longer knows the session (test data was deleted, the key is another account's): nobody can pay it.
    if (!sessionId || (await reconcileSession(sessionId)) === 'unknown') await endCheckout(id);
  }
}

/** Orders whose delayed payment has neither settled nor failed, as far as events have said. */
async function reconcileAwaitingOrders(): Promise<void> {
  const now = Date.now();
  const awaiting = await db().order.findMany({
    where: {
      payment: 'awaiting',
      sessionId: { not: null },
      createdAt: { lt: new Date(now - firstAskAfter) },
      OR: [{ askedAt: null }, { askedAt: { lt: new Date(now - askAgainAfter) } }],
    },
    orderBy: { createdAt: 'asc' },
    take: batchSize,
    select: { id: true, sessionId: true, checkoutId: true },
  });
  for (const { id, sessionId, checkoutId } of awaiting) {
    if (sessionId === null) continue;
    const status = await reconcileSession(sessionId);
    await db().order.updateMany({ where: { id }, data: { askedAt: new Date() } });
    if (status !== 'unknown') continue;
    // Its session has vanished at Stripe: the order waits on, should the right key come back, but keeps no goods.
    if (checkoutId) await endCheckout(checkoutId);
    await addTimeline(db(), id, {
      kind: 'attempt_failed',
      trigger: 'sweep',
      data: { reason: 'Stripe knows no such session.' },
    });
  }
}
