import { db } from '../db';
import { env } from '../env';
import { lockOrder } from '../locks/lock-orders';
import { queueMail } from '../queue/queue-mail';
import { sign, verify } from '../signing';
import { minute } from '../time';
import { maskEmail } from './mask-email';

/** Between two mails with the order's link. */
const pauseMinutes = 10;

/** The address of an order's page that holds for good: whoever has it sees the order in full (I8). */
export const orderUrl = (orderId: string): string => `${env().appUrl}/order/${orderToken(orderId)}`;

/** The signed part of that address. */
export const orderToken = (orderId: string): string => sign('order', orderId);

/** The order a token was signed for, or null for a token of ours it is not. */
export const orderOfToken = (token: string): string | null => verify('order', token);

/** What may be told to somebody who is not known to be the buyer. */
export type LinkAnswer = { ok: true; maskedEmail: string } | { ok: false; reason: 'no_address' };

/**
 * Sends the order's link to the buyer's own address, the one Stripe collected, never to one typed in (I8). Asking
 * again within ten minutes changes nothing and gives the same answer, so that nobody can fill a stranger's mailbox.
 *
 * @returns the masked address; `no_address` where the order does not exist or Stripe knew none
 */
export async function requestOrderLink(orderId: string, now = new Date()): Promise<LinkAnswer> {
  return await db().$transaction(async (tx) => {
    // The row's lock lets one request at a time look for the last mail.
    await lockOrder(tx, orderId);
    const order = await tx.order.findUnique({
      where: { id: orderId },
      select: { email: true, locale: true },
    });
    if (!order?.email) return { ok: false, reason: 'no_address' };
    const pause = pauseMinutes * minute;
    const recent = await tx.mailMessage.findFirst({
      where: { orderId, template: 'order_link', queuedAt: { gt: new Date(now.getTime() - pause) } },
      select: { id: true },
    });
    if (!recent) {
      await queueMail(tx, {
        key: `order_link:${orderId}:${Math.floor(now.getTime() / pause)}`,
        orderId,
        template: 'order_link',
        recipient: order.email,
        locale: order.locale,
      });
    }
    return { ok: true, maskedEmail: maskEmail(order.email) };
  });
}
