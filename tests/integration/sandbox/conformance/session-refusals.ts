import type Stripe from 'stripe';
import { priceOf } from '../shop';
import { REFUSED_REFERENCES } from './refused-references';
import { REFUSED_VALUES } from './refused-values';
import { type Bench, type Part, refuses, SUCCESS } from './rule';
import type { Change } from './session-words';

/** The words of a row as this sandbox's own IDs and times. */
async function spelt({ stripe }: Bench, change: Change): Promise<Stripe.Checkout.SessionCreateParams> {
  const text = JSON.stringify(change);
  const make: Record<string, () => Promise<{ id: string }>> = {
    P: () => priceOf(stripe, 1000),
    INACTIVE: () => priceOf(stripe, 1000, { active: false }),
    NO_POST: async () => {
      const fixed_amount = { amount: 500, currency: 'eur' };
      const { id } = await stripe.shippingRates.create({ display_name: 'Post', fixed_amount });
      return stripe.shippingRates.update(id, { active: false });
    },
    MONTHLY: () => priceOf(stripe, 1000, { recurring: { interval: 'month' } }),
    DOLLARS: () => priceOf(stripe, 1000, { currency: 'usd' }),
    TINY: () => priceOf(stripe, 10),
    CUSTOMER: () => stripe.customers.create({}),
    TEN_OFF: () => stripe.coupons.create({ percent_off: 10 }),
    FIVE_DOLLARS: () => stripe.coupons.create({ amount_off: 500, currency: 'usd' }),
  };
  let ids = text;
  for (const [word, create] of Object.entries(make)) {
    if (text.includes(`"${word}"`)) ids = ids.replaceAll(`:"${word}"`, `:"${(await create()).id}"`);
  }
  const now = Math.floor(Date.now() / 1000);
  const times = ids.replace(
    /"(expires_at|trial_end)":(\d+)/g,
    (_, name, s) => `"${name}":${now + Number(s)}`,
  );
  return JSON.parse(times);
}

export const sessionRefusals: Part = {
  part: 'Creating a session refuses',
  rules: [...REFUSED_VALUES, ...REFUSED_REFERENCES].map(([rule, change, expected]) => ({
    rule,
    async shows(bench) {
      const price = await priceOf(bench.stripe, 1000);
      const left = Object.keys(change).filter((name) => change[name] === undefined);
      const params = {
        line_items: [{ price: price.id, quantity: 1 }],
        success_url: SUCCESS,
        ...(await spelt(bench, change)),
      };
      const sent = Object.fromEntries(Object.entries(params).filter(([name]) => !left.includes(name)));
      await refuses(bench.stripe.checkout.sessions.create(sent), expected);
    },
  })),
};
