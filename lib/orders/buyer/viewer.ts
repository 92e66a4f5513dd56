import type { OrderOrigin } from '../../generated/prisma/client';
import { minute } from '../../time';

/** How much of an order somebody may see: everything, or its number and state only (I8). */
export type View = 'full' | 'limited';

/** What decides about an order: who started its checkout, and where and when it came from. */
export interface ViewedOrder {
  origin: OrderOrigin;
  /** `browserHash` of the checkout of ours it came from; null where it came from elsewhere */
  browserHash: string | null;
  createdAt: Date;
  paidAt: Date | null;
}

/** What the person looking at the page can show for themselves. */
export interface Viewer {
  /** Hash of the browser's cookie; null without one */
  browserHash: string | null;
  /** Came with the signed link that was sent to the buyer's own address */
  holdsSignedLink: boolean;
}

/**
 * How long anybody who has the session's ID sees a Payment Link's order in full. The shopper comes straight from
 * Stripe with no cookie of ours, so the ID is all there is; after this it is worth nothing.
 */
export const openMinutes = 30;

/**
 * Who may see an order in full (I8): the holder of the signed link, the browser that started the checkout, and for
 * a purchase that did not start here, anybody shortly after it was paid. The ID of a Checkout Session is no proof
 * of identity: it stands in the browser's history and in whatever the address was pasted into.
 *
 * A debit that settles days later opens the page once more for as long; until then it counts from the order itself.
 */
export function viewOf(order: ViewedOrder, viewer: Viewer, now: Date): View {
  if (viewer.holdsSignedLink) return 'full';
  if (order.browserHash !== null) return order.browserHash === viewer.browserHash ? 'full' : 'limited';
  if (order.origin !== 'payment_link' && order.origin !== 'other') return 'limited';
  const since = now.getTime() - (order.paidAt ?? order.createdAt).getTime();
  return since < openMinutes * minute ? 'full' : 'limited';
}
