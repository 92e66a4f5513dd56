import type { Tx } from '../db';
import type { Prisma } from '../generated/prisma/client';
import type { Trigger } from '../generated/prisma/enums';

/** What can be told on an order's timeline; each has its words in the messages of the merchant's pages. */
export type TimelineKind =
  | 'order_placed'
  | 'payment_awaited'
  | 'payment_received'
  | 'payment_failed'
  | 'payment_refunded'
  | 'payment_disputed'
  | 'dispute_closed'
  | 'subscription_renewed'
  | 'renewal_without_access'
  | 'subscription_payment_failed'
  | 'subscription_end_requested'
  | 'subscription_ended'
  | 'renewal_refunded'
  | 'quantity_changed'
  | 'items_added'
  | 'amounts_differ'
  | 'refund_requested'
  | 'refund_failed'
  | 'units_taken_back'
  | 'units_restored'
  | 'frozen'
  | 'unfrozen'
  | 'back_ordered'
  | 'found_by_sweep'
  | 'download_limit_raised'
  | 'access_ended'
  | 'access_opened'
  | 'parcel_split'
  | 'parcel_delivered'
  | 'tracking_received'
  | 'tracking_corrected'
  | 'message_delivered'
  | 'details_erased'
  | 'fulfilled'
  | 'fulfilled_by_hand'
  | 'partly_fulfilled'
  | 'needs_attention'
  | 'nothing_left'
  | 'transition_refused'
  | 'attempt_failed'
  | 'mail_queued'
  | 'mail_sent'
  | 'parcel_shipped'
  | 'parcel_unsent';

export interface TimelineNote {
  kind: TimelineKind;
  trigger: Trigger;
  /** The Stripe event that led here. */
  eventId?: string;
  /** Who, where a merchant acted. */
  actor?: string;
  data?: Prisma.InputJsonObject;
  milliseconds?: number;
}

/** Writes to an order's timeline, inside the transaction of what it tells about, so that neither exists alone. */
export async function addTimeline(tx: Tx, orderId: string, ...notes: TimelineNote[]): Promise<void> {
  if (notes.length === 0) return;
  await tx.timelineEntry.createMany({ data: notes.map((note) => ({ orderId, ...note })) });
}
