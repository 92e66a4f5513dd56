import { stripe } from '../../lib/stripe/client';

/** The codes one can type on the demo's payment pages, and what they take off. */
export const promotions = [
  { code: 'BENVENUTO', percentOff: 10 },
  { code: 'REGALO', percentOff: 100 },
];

/** Makes the promotion codes that the account does not have yet. https://docs.stripe.com/payments/checkout/discounts */
export async function makePromotions(): Promise<void> {
  for (const { code, percentOff } of promotions) {
    const { data } = await stripe().promotionCodes.list({ code, limit: 1 });
    if (data.length > 0) continue;
    const coupon = await stripe().coupons.create({ name: code, percent_off: percentOff, duration: 'once' });
    await stripe().promotionCodes.create({ code, promotion: { type: 'coupon', coupon: coupon.id } });
  }
}
