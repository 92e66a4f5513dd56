import { env } from '../env';
import { sign, verify } from '../signing';
import { minute } from '../time';

/** How long the link opens, counted from when its mail was written out. It opens every order, so it is no link to keep. */
export const openFor = 30 * minute;

/** The address of the page with everything a buyer bought, to be sent to their own address and shown nowhere (I8). */
export const orderListUrl = (buyerId: string, now = new Date()): string =>
  `${env().appUrl}/orders/${orderListToken(buyerId, now)}`;

/** The signed part of that address. */
export const orderListToken = (buyerId: string, now = new Date()): string =>
  sign('orders', buyerId, new Date(now.getTime() + openFor));

/** What a token opens: a buyer's list, no list any more, or nothing, because it was not signed for this. */
export type OrderListAccess =
  | { state: 'open'; buyerId: string; until: Date }
  | { state: 'closed' }
  | { state: 'unknown' };

/** What a token opens now. One that was ours is told apart from one that never was, and opens as little. */
export function readOrderListToken(token: string, now = new Date()): OrderListAccess {
  const buyerId = verify('orders', token, new Date(0));
  const expiry = token.split('.')[1];
  if (buyerId === null || !expiry) return { state: 'unknown' };
  const until = new Date(Number.parseInt(expiry, 36) * 1000);
  return until > now ? { state: 'open', buyerId, until } : { state: 'closed' };
}
