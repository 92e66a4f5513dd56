import { erasedMark } from '../../buyers/redact';
import { isPaid } from '../../is-paid';
import { kinds } from '../kinds';
import { change, changeOrder, type Draft, orderOf } from './draft';
import type { OrderRow, OrderState } from './order-state';

/** Why an order's personal details are still needed. */
export type EraseBlock =
  | 'payment_awaiting'
  | 'disputed'
  | 'unfinished'
  | 'parcel_waiting'
  | 'subscription_runs';

export interface EraseWish {
  kind: 'erase_details';
  orderId: string;
  /** Whether Stripe may still collect for the order's subscription. */
  subscriptionRuns: boolean;
  /** Whether the order is no longer its buyer's as far as anybody can tell: the buyer stays known for others. */
  leavesBuyer: boolean;
}

export type EraseOutcome = { refused: EraseBlock | 'already_erased' } | { refused: null };

/** As much of an order as says whether its details are still needed. */
export interface ErasableOrder extends Pick<OrderRow, 'payment' | 'fulfillment'> {
  parcels: readonly Pick<OrderState['parcels'][number], 'state'>[];
  subscriptionRuns: boolean;
}

/**
 * What keeps the details of an order from being erased; null where nothing does. They are needed while money or goods
 * are on their way to where they say, and while a bank may ask for them.
 */
export function eraseBlock(order: ErasableOrder): EraseBlock | null {
  if (order.payment === 'awaiting') return 'payment_awaiting';
  if (order.payment === 'disputed') return 'disputed';
  if (order.parcels.some(({ state }) => state === 'awaiting_shipment')) return 'parcel_waiting';
  const done = order.fulfillment === 'fulfilled' || order.fulfillment === 'cancelled';
  if (isPaid(order.payment) && !done) return 'unfinished';
  return order.subscriptionRuns ? 'subscription_runs' : null;
}

/**
 * Takes the buyer's personal details out of an order's rows, those of every kind included, or says why they are still
 * needed. Amounts, lines and what was granted stay. What stands in free text and copies is for `eraseTexts`.
 */
export function eraseDetails(draft: Draft, wish: EraseWish): EraseOutcome {
  const order = orderOf(draft);
  if (order.erasedAt) return { refused: 'already_erased' };
  const { parcels, checkouts } = draft.state;
  const block = eraseBlock({ ...order, parcels, subscriptionRuns: wish.subscriptionRuns });
  if (block) return { refused: block };
  changeOrder(draft, {
    ...{ email: null, name: null, phone: null, shippingAddress: null, erasedAt: draft.given.now },
    ...(wish.leavesBuyer && { buyerId: null }),
  });
  // The browser that bought is no proof of anybody any more: from here on the signed link is (I8).
  for (const row of checkouts)
    if (row.id === order.checkoutId) change(draft, 'checkouts', row, { browserHash: erasedMark });
  for (const kind of Object.values(kinds)) kind.erase(draft);
  draft.notes.push({ kind: 'details_erased' });
  return { refused: null };
}
