import { createHash, timingSafeEqual } from 'node:crypto';
import { env } from '@/lib/env';
import { queueDigest } from '@/lib/jobs/digest';
import { reconcile } from '@/lib/jobs/reconcile';
import { sweep } from '@/lib/jobs/sweep';
import { drainQueue } from '@/lib/jobs/worker';

export const dynamic = 'force-dynamic';

const digest = (text: string) => createHash('sha256').update(text).digest();

/**
 * Runs the sweep, the day's digest and whatever waits in the queue, for hosts where no process stays alive (`WORKER=after`): have the
 * host's cron call it every minute with `Authorization: Bearer <CRON_SECRET>`.
 */
export async function GET(request: Request): Promise<Response> {
  const { cronSecret } = env();
  if (!cronSecret) return new Response('CRON_SECRET is not set here\n', { status: 404 });
  const given = request.headers.get('authorization') ?? '';
  if (!timingSafeEqual(digest(given), digest(`Bearer ${cronSecret}`))) {
    return new Response('not allowed\n', { status: 401 });
  }
  // Whatever keeps the sweep from its work (Stripe is away), mails and events that are due still go.
  try {
    await queueDigest();
    await sweep();
    if (new Date().getMinutes() % 10 === 0) await reconcile();
  } finally {
    await drainQueue();
  }
  return new Response('swept\n');
}
