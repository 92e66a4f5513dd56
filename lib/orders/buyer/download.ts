import { db } from '../../db';
import type { PaymentState } from '../../generated/prisma/enums';
import { sign, verify } from '../../signing';
import { minute } from '../../time';

/** How long a link on the order's page holds; the page mints fresh ones each time it is opened. */
export const linkMinutes = 60;

/** The address a file is fetched from. Make it when the page is rendered, for whoever may see the order in full (I8). */
export function downloadUrl(grantId: string, now = new Date()): string {
  const token = sign('download', grantId, new Date(now.getTime() + linkMinutes * minute));
  return `/api/downloads/${grantId}?t=${token}`;
}

/** Whether a link was made for this grant, and when: a forged one is told nothing, an old one where to get another. */
export function checkLink(
  grantId: string,
  token: string | null,
  now = new Date(),
): 'good' | 'expired' | 'forged' {
  if (verify('download', token, now) === grantId) return 'good';
  return verify('download', token, new Date(0)) === grantId ? 'expired' : 'forged';
}

/** Whether a grant may be used: `frozen` while the payment is contested, and open again if the dispute is won. */
export type GrantUse = 'granted' | 'frozen' | 'revoked';

/** A file that a grant opens. */
export interface GrantedFile {
  /** Path inside the storage, as the database has it */
  file: string;
  /** What the buyer's browser is to call it */
  name: string;
  mime: string;
  use: GrantUse;
}

const stateOf = (revoked: boolean, payment: PaymentState): GrantUse => {
  if (revoked) return 'revoked';
  return payment === 'disputed' ? 'frozen' : 'granted';
};

/** The file behind a grant, without counting; null where there is no such grant. */
export async function findGrant(grantId: string): Promise<GrantedFile | null> {
  const grant = await db().downloadGrant.findUnique({
    where: { id: grantId },
    select: {
      revokedAt: true,
      file: { select: { file: true, name: true, mime: true } },
      fulfillment: {
        select: { units: true, orderLine: { select: { order: { select: { payment: true } } } } },
      },
    },
  });
  if (!grant) return null;
  const { revokedAt, file, fulfillment } = grant;
  const revoked = revokedAt !== null || fulfillment.units === 0;
  return { ...file, use: stateOf(revoked, fulfillment.orderLine.order.payment) };
}

/**
 * Whether these bytes may be sent, and counts the fetch they belong to. One statement counts, so that a limit of 20
 * means 20 however many ask at the same instant; it shares the order's lock, so that no decision comes in between.
 *
 * From the first byte on, every fetch counts. A later part goes on with a fetch that broke off, or is one of several
 * that a download manager asks for side by side: together they count once, as long as the link of the first can hold.
 *
 * @param start first byte that is asked for
 * @returns false where the limit is reached, or the grant was revoked or frozen meanwhile
 */
export async function admitFetch(grantId: string, start: number): Promise<boolean> {
  const since = new Date(Date.now() - linkMinutes * minute);
  if (start > 0 && (await continuesFetch(grantId, since))) return true;
  const counted = await db().$executeRaw`
    WITH bought AS (
      SELECT f.id, f.units, o.payment
      FROM download_grant g JOIN fulfillment f ON f.id = g.fulfillment_id
      JOIN order_line l ON l.id = f.order_line_id JOIN orders o ON o.id = l.order_id
      WHERE g.id = ${grantId}::uuid FOR KEY SHARE OF o
    )
    UPDATE download_grant SET count = count + 1, last_fetched_at = ${new Date()} FROM bought
    WHERE download_grant.id = ${grantId}::uuid AND bought.id = fulfillment_id AND count < "limit"
      AND (${start === 0} OR last_fetched_at IS NULL OR last_fetched_at <= ${since})
      AND download_grant.revoked_at IS NULL AND bought.units > 0 AND bought.payment <> 'disputed'`;
  // Another part may have been counted between the two statements above.
  return counted === 1 || (start > 0 && (await continuesFetch(grantId, since)));
}

async function continuesFetch(grantId: string, since: Date): Promise<boolean> {
  const found = await db().downloadGrant.findFirst({
    where: {
      id: grantId,
      revokedAt: null,
      lastFetchedAt: { gt: since },
      fulfillment: { units: { gt: 0 }, orderLine: { order: { payment: { not: 'disputed' } } } },
    },
    select: { id: true },
  });
  return found !== null;
}
