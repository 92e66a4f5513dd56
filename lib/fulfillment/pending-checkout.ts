import type { Tx } from '../db';
import { type Order, type OrderLine, Prisma } from '../generated/prisma/client';
import { holdWhatThereIs } from '../stock/holds';
import type { CheckoutSession } from '../stripe/sessions';
import { buyerLocale } from './buyer-locale';
import { lockLateCheckout } from './late-checkout';
import type { LockedCheckout } from './record-order';

/**
 * The attempt behind a Payment Link's purchase whose payment is on its way: nothing was held for it at Stripe, and a
 * debit takes days, in which others would buy what was sold. A checkout of nobody's browser and with no cart of ours, so
 * that stock is kept, turned into a sale and given back as for any other (I4). Where its order is known already, it
 * stays as it is. Called under no other lock.
 *
 * @returns null for any other session
 */
export async function takeUpPending(tx: Tx, session: CheckoutSession): Promise<LockedCheckout | null> {
  const pending = session.status === 'complete' && session.payment_status === 'unpaid';
  if (!session.payment_link || !pending) return null;
  const known = await tx.order.findUnique({ where: { sessionId: session.id }, select: { id: true } });
  if (known) return null;
  return await lockLateCheckout(tx, session, {
    attemptKey: `pending:${session.id}`,
    ...{ browserHash: null, locale: buyerLocale(session), cart: Prisma.JsonNull },
  });
}

/** Keeps stock for a new order whose payment is on its way, as far as there is any; what is short is told once it is paid. */
export async function holdForPending(tx: Tx, order: Order, lines: readonly OrderLine[]): Promise<void> {
  if (order.source !== 'payment_link' || order.checkoutId === null) return;
  const wanted = new Map<string, number>();
  for (const { productId, quantity } of lines) {
    if (productId) wanted.set(productId, quantity + (wanted.get(productId) ?? 0));
  }
  const items = [...wanted].map(([productId, quantity]) => ({ productId, quantity }));
  await holdWhatThereIs(tx, order.checkoutId, items);
}
