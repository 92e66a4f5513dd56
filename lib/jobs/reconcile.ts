import { db } from '../db';
import { storeEvent } from '../inbox/store-event';
import { limitConcurrency } from '../limit-concurrency';
import { log } from '../log';
import { eventsKeptFor, eventsSince, inOurVersion } from '../stripe/events-since';
import { inBackground } from '../stripe/rate-limit';
import { hour } from '../time';
import { allOf } from './all-of';
import { fulfillMissing } from './fulfill-missing';
import { ifAlone } from './reconcile-lock';

/**
 * Sessions are listed by when they were made, and one may be paid up to 24 hours later, also one that a Payment Link
 * opened. Whatever was completed since the mark was made at most so long before it; an hour is for clocks that differ.
 */
const sessionOverlap = 25 * hour;
/** Events are listed as soon as they happen; an hour is for clocks that differ and for a list that lags. */
const eventOverlap = hour;
/** Listed events of an older version of the API that are asked for at the same time. */
const asked = limitConcurrency(8);

/**
 * Asks Stripe for everything since it was last asked, and runs what has not been delivered through the same
 * functions as what arrives by itself: first completed sessions, then events of every kind the shop acts on. With every
 * webhook lost, also those of Payment Links, which leave no trace here before they are paid, all is right after one
 * run and a drained queue; the same goes for a shop that was down for days, or came back from a backup.
 *
 * One process at a time; a second one returns at once. How far it has read is kept only when a whole pass succeeded:
 * whatever ends it early, the next run begins where this one did, and skips what this one has done.
 *
 * It asks for as much as the account's limit leaves beside the shoppers (`lib/stripe/rate-limit.ts`).
 *
 * @returns false where another process is at it
 * @throws {StripeUnavailable} once Stripe does not answer, or leaves nothing to it; the next run goes on
 */
export async function reconcile(): Promise<boolean> {
  return await ifAlone('reconcile', () =>
    inBackground(async () => {
      await readOn('sessions', sessionOverlap, fulfillMissing);
      await readOn('events', eventOverlap, storeMissing);
    }),
  );
}

/** @param read returns whether everything since that moment has been taken care of */
async function readOn(
  name: 'sessions' | 'events',
  overlap: number,
  read: (since: Date) => Promise<boolean>,
): Promise<void> {
  const startedAt = new Date();
  const mark = await db().sweepMark.findUnique({ where: { name } });
  const since = mark ? new Date(mark.at.getTime() - overlap) : await firstLook(startedAt);
  if (!(await read(since))) return;
  await db().sweepMark.upsert({
    where: { name },
    create: { name, at: startedAt },
    update: { at: startedAt },
  });
}

/**
 * Where a shop without a mark begins: as far back as Stripe knows events, but not before this shop had anything to
 * sell. What the account sold before that is no order of this shop.
 */
async function firstLook(now: Date): Promise<Date> {
  const { _min } = await db().product.aggregate({ _min: { createdAt: true } });
  const opened = _min.createdAt ?? now;
  return new Date(Math.max(opened.getTime(), now.getTime() - eventsKeptFor));
}

/** Puts the events that never arrived into the inbox, from where they are handled like any other (I3). */
async function storeMissing(since: Date): Promise<boolean> {
  let found = 0;
  for await (const page of eventsSince(since)) {
    const known = await db().stripeEvent.findMany({
      where: { id: { in: page.map(({ id }) => id) } },
      select: { id: true },
    });
    const arrived = new Set(known.map(({ id }) => id));
    const missing = page.filter(({ id }) => !arrived.has(id)).reverse();
    // What is stored at the same time goes into one statement (lib/inbox/store-event.ts).
    await allOf(
      missing.map(async (listed) => {
        const event = await asked(() => inOurVersion(listed));
        await storeEvent(event, JSON.stringify(event), { delivered: false });
      }),
    );
    found += missing.length;
  }
  if (found > 0) log.info({ part: 'sweep', found }, 'fetched events that had not arrived');
  return true;
}
