import { db } from '../db';
import { log } from '../log';
import { completedSessions, type ListedSession } from '../stripe/completed-sessions';
import { listSessions, type SessionSnapshot } from '../stripe/sessions';
import { allOf } from './all-of';
import { reconcileSession } from './reconcile-session';

/** Sessions that are listed by one call with all that belongs to them: of more, the last would be old once it is written. */
const groupSize = 25;
/** From so many on, one call that lists a group is less to ask than a call for each. */
const worthListing = 3;

/**
 * Fulfils the completed sessions that have no order; one that cannot be fulfilled keeps none of the others waiting.
 *
 * Stripe's list says which sessions there are. Where many lack their order, it is asked for them once more with all
 * that belongs to them, 25 by one call: 2,000 sessions take 100 calls instead of 2,020. Such an answer is a moment older
 * than one about a single session; `fulfillCheckout` believes it only where nobody has made the order by then.
 *
 * @returns whether all that were made since then are fulfilled
 * @throws {StripeUnavailable | StripeRefused}
 */
export async function fulfillMissing(since: Date): Promise<boolean> {
  let found = 0;
  let failed = 0;
  let underWay: Promise<unknown> = Promise.resolve();
  try {
    for await (const group of groups(since)) {
      const missing = await withoutOrder(group);
      found += missing.length;
      const listed = missing.length >= worthListing ? await listGroup(group, since) : null;
      // While one group is written, the next is asked for; no more, so that no answer gets old.
      await underWay;
      underWay = reconcileAll(missing, listed).then((count) => {
        failed += count;
      });
      underWay.catch(() => {});
    }
  } finally {
    await underWay;
  }
  if (found > 0) log.info({ part: 'sweep', found, failed }, 'asked Stripe for completed sessions');
  return failed === 0;
}

async function* groups(since: Date): AsyncGenerator<ListedSession[]> {
  for await (const page of completedSessions(since)) {
    for (let at = 0; at < page.length; at += groupSize) yield page.slice(at, at + groupSize);
  }
}

async function withoutOrder(group: ListedSession[]): Promise<string[]> {
  const ids = group.map(({ id }) => id);
  const known = await db().order.findMany({
    where: { sessionId: { in: ids } },
    select: { sessionId: true },
  });
  const isKnown = new Set(known.map(({ sessionId }) => sessionId));
  return ids.filter((id) => !isKnown.has(id));
}

const listGroup = (group: ListedSession[], since: Date) =>
  listSessions({ since, after: group[0]?.after }, groupSize);

/** @returns how many failed */
async function reconcileAll(
  sessionIds: string[],
  listed: Map<string, SessionSnapshot> | null,
): Promise<number> {
  let failed = 0;
  await allOf(
    sessionIds.map(async (id) => {
      if ((await reconcileSession(id, listed?.get(id))) === 'failed') failed += 1;
    }),
  );
  // Where it is the database that is out of reach, the rest would fail as well: this throws.
  if (failed > 0) await db().$queryRaw`SELECT 1`;
  return failed;
}
