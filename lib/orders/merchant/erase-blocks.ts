import type { FulfillmentState, ParcelState, PaymentState } from '../../generated/prisma/enums';
import { isPaid } from '../../is-paid';

/** Why an order's personal details are still needed. */
export type EraseBlock =
  | 'payment_awaiting'
  | 'disputed'
  | 'unfinished'
  | 'parcel_waiting'
  | 'subscription_runs';

/** As much of an order as says whether its details are still needed. */
export interface ErasableOrder {
  payment: PaymentState;
  fulfillment: FulfillmentState;
  parcels: readonly { state: ParcelState }[];
  subscriptionId: string | null;
}

/**
 * What keeps the details of an order from being erased; null where nothing does. They are needed while money or goods
 * are on their way to where they say, and while a bank may ask for them.
 *
 * @param running the subscriptions that Stripe still collects for
 */
export function eraseBlock(order: ErasableOrder, running: ReadonlySet<string>): EraseBlock | null {
  if (order.payment === 'awaiting') return 'payment_awaiting';
  if (order.payment === 'disputed') return 'disputed';
  if (order.parcels.some(({ state }) => state === 'awaiting_shipment')) return 'parcel_waiting';
  const done = order.fulfillment === 'fulfilled' || order.fulfillment === 'cancelled';
  if (isPaid(order.payment) && !done) return 'unfinished';
  if (order.subscriptionId !== null && running.has(order.subscriptionId)) return 'subscription_runs';
  return null;
}
