import type Stripe from 'stripe';
import type { AccountDesk } from '../../engine';
import { idOf } from '../console/words';

/**
 * What the tag beside a discount says: the code a shopper types, or the coupon's name where the shop applied it
 * itself. A session carries IDs only, and the account's events are what is kept over restarts and knows both.
 *
 * @returns null where nothing is applied, or the coupon has no name.
 */
export function discountName(session: Stripe.Checkout.Session, account: AccountDesk): string | null {
  const [applied] = session.discounts ?? [];
  if (!applied) return null;
  const promotion = idOf(applied.promotion_code);
  const coupon = idOf(applied.coupon);
  for (const { type, data } of account.events()) {
    if (type === 'promotion_code.created' && data.object.id === promotion) return data.object.code;
    if (promotion === null && /^coupon\.(created|updated)$/.test(type)) {
      const known = data.object as Stripe.Coupon;
      if (known.id === coupon) return known.name;
    }
  }
  return null;
}
