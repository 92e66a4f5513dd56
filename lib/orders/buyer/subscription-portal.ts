import { orderUrl } from '../../buyer-view/order-link';
import { db } from '../../db';
import { log } from '../../log';
import { StripeRefused, StripeUnavailable } from '../../stripe/errors';
import { createPortalSession } from '../../stripe/portal';

/** Where the portal is, or why it does not open: each reason has its words in `messages/buyers.*.json`. */
export type PortalResult =
  | { ok: true; url: string }
  | { ok: false; reason: 'notAllowed' | 'unavailable' | 'gone' | 'notSetUp' };

/**
 * Opens Stripe's customer portal for the subscription of an order. Whoever is in it can cancel and sees invoices with
 * name and address, so it opens only for the holder of the signed link and for the browser that bought (I8): that
 * somebody came with a Payment Link's session just now shows them the order, but not who they are. It leads back by the
 * order's own signed link, which works in whatever browser it ends up in.
 *
 * @param asked how the page came to its order, as for the page itself
 * @param locale the portal's language
 */
export async function portalOf(
  asked: { sessionId: string | null; signedOrderId: string | null; browserHash: string | null },
  locale: string,
): Promise<PortalResult> {
  const { sessionId, signedOrderId, browserHash } = asked;
  if (signedOrderId === null && sessionId === null) return refused('notAllowed');
  const order = await db().order.findUnique({
    where: signedOrderId === null ? { sessionId: sessionId ?? '' } : { id: signedOrderId },
    include: { checkout: { select: { browserHash: true } } },
  });
  if (!order) return refused('notAllowed');
  const bought = browserHash !== null && order.checkout?.browserHash === browserHash;
  if (signedOrderId === null && !bought) return refused('notAllowed');
  const { customerId, subscriptionId, erasedAt } = order;
  if (customerId === null || subscriptionId === null || erasedAt !== null) return refused('gone');
  try {
    return { ok: true, url: await createPortalSession(customerId, orderUrl(order.id), locale) };
  } catch (error) {
    if (error instanceof StripeUnavailable) return refused('unavailable');
    if (!(error instanceof StripeRefused)) throw error;
    log.warn(
      { part: 'portal', order: order.id, code: error.code, error: error.message },
      'Stripe opens no portal',
    );
    return refused(error.code === 'resource_missing' ? 'gone' : 'notSetUp');
  }
}

const refused = (reason: Extract<PortalResult, { ok: false }>['reason']): PortalResult => ({
  ok: false,
  reason,
});
