import { db, type Tx } from '../db';
import { defaultLocale } from '../i18n/locales';
import { log } from '../log';
import { type DigestWindow, loadDigestFacts, nothingToDigest } from '../mail/facts/digest';
import { queueMail } from '../queue/queue-mail';
import { day, minute } from '../time';

/** The hour, in UTC, from which the day's digest may go: before the workshop opens. */
export const digestHour = 5;
/** The statements of a digest look through much; Prisma would end the transaction after five seconds. */
const patient = { timeout: minute };

/**
 * Queues the day's digest to everyone who signs in to the merchant's pages, if there is anything to report. Safe to
 * call at any time and anywhere: before the hour and for a day that has been looked at, it does nothing. So one that
 * finds all well is not sent later in the day either.
 *
 * It is written in the shop's first language (`defaultLocale`): a merchant has none of their own, only their browser
 * does.
 *
 * @returns how many mails were queued
 */
export async function queueDigest(now = new Date()): Promise<number> {
  const until = new Date(now);
  until.setUTCHours(digestHour, 0, 0, 0);
  if (now < until) return 0;
  const queued = await db().$transaction(async (tx) => {
    const window = await takeDay(tx, until);
    if (!window || nothingToDigest(await loadDigestFacts(window, defaultLocale, now))) return 0;
    const merchants = await tx.merchantUser.findMany({ select: { id: true, email: true } });
    for (const { id, email } of merchants) {
      await queueMail(tx, {
        key: `digest:${until.toISOString().slice(0, 10)}:${id}`,
        orderId: null,
        template: 'digest',
        recipient: email,
        locale: defaultLocale,
        data: { since: window.since.toISOString(), until: window.until.toISOString() },
      });
    }
    return merchants.length;
  }, patient);
  if (queued > 0) log.info({ part: 'digest', mails: queued }, 'digest queued');
  return queued;
}

/**
 * Marks the day as looked at. A second process waits for the first to commit, and then finds it taken; the marks of
 * two days are the window of what happened in between, so that nothing is reported twice or never.
 *
 * @returns null where the day was taken before
 */
async function takeDay(tx: Tx, until: Date): Promise<DigestWindow | null> {
  const [taken] = await tx.$queryRaw<{ since: Date | null }[]>`
    WITH before AS (SELECT at FROM sweep_mark WHERE name = 'digest'), taken AS (
      INSERT INTO sweep_mark (name, at) VALUES ('digest', ${until})
      ON CONFLICT (name) DO UPDATE SET at = excluded.at WHERE sweep_mark.at < excluded.at
      RETURNING name)
    SELECT before.at AS since FROM taken LEFT JOIN before ON true`;
  return taken ? { since: taken.since ?? new Date(until.getTime() - day), until } : null;
}
