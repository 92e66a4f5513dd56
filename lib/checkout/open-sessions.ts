import { db } from '../db';
import { hashBrowserId } from './browser-id';

/** IDs of the Checkout Sessions this browser started and has neither paid nor given up, newest first. */
export async function getOpenSessions(browserId: string): Promise<string[]> {
  const open = await db().checkout.findMany({
    where: { browserHash: hashBrowserId(browserId), state: 'open', sessionId: { not: null } },
    select: { sessionId: true },
    orderBy: { createdAt: 'desc' },
    take: 10,
  });
  return open.flatMap(({ sessionId }) => sessionId ?? []);
}

/** Those of these sessions that turned out to be paid or on the way to it. */
export async function wereCompleted(sessionIds: string[]): Promise<string[]> {
  if (sessionIds.length === 0) return [];
  const complete = await db().checkout.findMany({
    where: { sessionId: { in: sessionIds }, state: 'complete' },
    select: { sessionId: true },
    orderBy: { createdAt: 'desc' },
  });
  return complete.flatMap(({ sessionId }) => sessionId ?? []);
}
