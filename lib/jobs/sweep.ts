import { retireCheckout } from '../checkout/retire-checkout';
import { db } from '../db';
import { fulfillCheckout } from '../fulfillment/fulfill-checkout';
import { log } from '../log';
import { completedSessions } from '../stripe/completed-sessions';
import { StripeUnavailable } from '../stripe/errors';
import { freeDeadJobs, reviveLostJobs } from './rescue-jobs';

const minute = 60_000;
const hour = 60 * minute;
/** Time for Stripe's own word that a session expired, before we ask. */
const grace = 2 * minute;
/** A payment on its way is asked about this long after the order, and not more often than this. */
const patience = hour;
const askAgainAfter = 6 * hour;
const mostAtOnce = 50;

/**
 * Puts right what a crash or a lost event left behind, every minute: jobs whose worker died are freed, jobs that gave
 * up are tried again, and what is overdue is asked about at Stripe, through the same function as everything else.
 * Safe to run anywhere, at any time, also twice at once.
 *
 * @throws {StripeUnavailable} once Stripe does not answer; the rest waits for the next sweep
 */
export async function sweep(): Promise<void> {
  await freeDeadJobs();
  await reviveLostJobs();
  await settleOverdueCheckouts();
  await settleAwaitingOrders();
}

/**
 * Asks Stripe for the sessions that were completed lately, and fulfils those the shop has not heard of: with every
 * webhook lost, also those of Payment Links, which leave no trace here before they are paid.
 */
export async function reconcile(): Promise<void> {
  const since = new Date(Date.now() - 25 * hour);
  for await (const ids of completedSessions(since)) {
    const known = await db().order.findMany({
      where: { sessionId: { in: ids } },
      select: { sessionId: true },
    });
    const heardOf = new Set(known.map((order) => order.sessionId));
    for (const sessionId of ids) if (!heardOf.has(sessionId)) await settle(sessionId);
  }
}

/** Checkouts past their time, whose end nobody told us of. */
async function settleOverdueCheckouts(): Promise<void> {
  const overdue = await db().checkout.findMany({
    where: { state: { in: ['starting', 'open'] }, expiresAt: { lt: new Date(Date.now() - grace) } },
    orderBy: { expiresAt: 'asc' },
    take: mostAtOnce,
    select: { id: true, sessionId: true },
  });
  for (const { id, sessionId } of overdue) {
    const status = sessionId ? await settle(sessionId) : 'unknown';
    // No session came of it that could still be paid, or Stripe does not know it.
    if (status === 'unknown') await retireCheckout(id);
  }
}

/** Orders whose delayed payment has neither settled nor failed, as far as we were told. */
async function settleAwaitingOrders(): Promise<void> {
  const now = Date.now();
  const awaiting = await db().order.findMany({
    where: {
      payment: 'awaiting',
      createdAt: { lt: new Date(now - patience) },
      timeline: { none: { trigger: 'sweep', at: { gt: new Date(now - askAgainAfter) } } },
    },
    orderBy: { createdAt: 'asc' },
    take: mostAtOnce,
    select: { sessionId: true },
  });
  for (const { sessionId } of awaiting) await settle(sessionId);
}

/**
 * One that cannot be settled keeps nobody else waiting; it is tried again by the next sweep.
 *
 * @throws {StripeUnavailable}
 */
async function settle(sessionId: string): Promise<string> {
  try {
    const { status } = await fulfillCheckout(sessionId, { trigger: 'sweep' });
    log.info({ part: 'sweep', session: sessionId, status }, 'settled');
    return status;
  } catch (error) {
    if (error instanceof StripeUnavailable) throw error;
    log.error({ part: 'sweep', session: sessionId, error: String(error) }, 'could not be settled');
    return 'failed';
  }
}
