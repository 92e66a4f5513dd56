import type { Order, OrderLine } from '../generated/prisma/client';
import { formatMoney } from '../money';

/** Why a line, or an order, needs a person, and what they can do, in words for the merchant (I7). */

export const noLines =
  'Stripe lists no line items for this payment: look it up in the Dashboard, or retry later.';

export const unknownProduct = (line: OrderLine): string =>
  `“${line.description}” was paid for, but its price (${line.stripePriceId ?? 'none'}) belongs to no product of this shop: give it one with stripe:sync and retry, or fulfil it by hand.`;

export const outOfStock = (line: OrderLine, wanted: number, missing: number): string =>
  `“${line.description}”: ${wanted} sold, ${missing} not in stock. Put the rest on back-order, refund it, or receive stock and retry.`;

/** How the reason begins of a line that waits for keys: more keys are all it needs. */
export const poolIsShort = 'The pool of licence keys for ';

export const shortOfKeys = (slug: string, missing: number, of: number): string =>
  `${poolIsShort}“${slug}” is ${missing} short of ${of}: load more keys, then retry.`;

export const refundedByHand = (line: OrderLine): string =>
  `“${line.description}” was finished by hand and then refunded, and the refund did not go through: see that the buyer has what they paid for, then finish it by hand again.`;

export const lostInPart = (line: OrderLine, { amountLost, currency }: Order): string =>
  `“${line.description}” was delivered, and a dispute took ${formatMoney(amountLost, currency, 'en')} of the payment: see whether it was for this. Refund the rest of it to take it back, or finish it by hand to leave it to the buyer.`;

export const renewalUnmet = (line: OrderLine): string =>
  `“${line.description}” was taken back with its payment, but the subscription ran on at Stripe, and a renewal was paid. Either end the subscription and refund the renewal in Stripe’s Dashboard, or give the buyer access again outside the shop, which does not open it by itself. Then finish it by hand.`;
