import { createHash, timingSafeEqual } from 'node:crypto';
import { env } from '@/lib/env';
import { queueDigest } from '@/lib/jobs/digest';
import { reconcile } from '@/lib/jobs/reconcile';
import { sweep } from '@/lib/jobs/sweep';
import { drainQueue } from '@/lib/jobs/worker';
import { log } from '@/lib/log';

export const dynamic = 'force-dynamic';

const digest = (text: string) => createHash('sha256').update(text).digest();

/**
 * Runs the sweep, the day's digest and whatever waits in the queue, for hosts where no process stays alive (`WORKER=after`): have the
 * host's cron call it every minute with `Authorization: Bearer <CRON_SECRET>`. 500 names what could not be done.
 */
export async function GET(request: Request): Promise<Response> {
  const { cronSecret } = env();
  if (!cronSecret) return new Response('CRON_SECRET is not set here\n', { status: 404 });
  const given = request.headers.get('authorization') ?? '';
  if (!timingSafeEqual(digest(given), digest(`Bearer ${cronSecret}`))) {
    return new Response('not allowed\n', { status: 401 });
  }
  const tenth = new Date().getMinutes() % 10 === 0;
  const parts: { name: string; work: () => Promise<unknown> }[] = [
    { name: 'digest', work: () => queueDigest() },
    { name: 'sweep', work: sweep },
    ...(tenth ? [{ name: 'reconcile', work: reconcile }] : []),
    { name: 'queue', work: drainQueue },
  ];
  // Whatever keeps one of them from its work (Stripe is away), the others do theirs, and what is due still goes.
  const failures: string[] = [];
  for (const { name, work } of parts) {
    try {
      await work();
    } catch (error) {
      failures.push(name);
      log.error({ part: 'cron', name, error: String(error) }, 'could not be done');
    }
  }
  if (failures.length > 0) return new Response(`failed: ${failures.join(', ')}\n`, { status: 500 });
  return new Response('swept\n');
}
