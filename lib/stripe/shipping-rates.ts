import type Stripe from 'stripe';
import { stripe } from './client';
import { shippingOptions } from './shipping';

/**
 * The IDs of the shipping rates at Stripe, one for each way to send a parcel. Payment Links take no rates inline, as
 * sessions do. A rate's amount cannot change at Stripe, so a new amount is a new rate.
 * https://docs.stripe.com/api/shipping_rates/create
 *
 * @param report told of each rate that had to be made
 */
export async function ensureShippingRates(report: (line: string) => void): Promise<string[]> {
  const known: Stripe.ShippingRate[] = [];
  for await (const rate of stripe().shippingRates.list({ active: true, limit: 100 })) known.push(rate);
  const ids: string[] = [];
  for (const { shipping_rate_data: wanted } of shippingOptions('en')) {
    if (!wanted) continue;
    const found = known.find(
      (rate) =>
        rate.display_name === wanted.display_name &&
        rate.fixed_amount?.amount === wanted.fixed_amount?.amount &&
        rate.fixed_amount?.currency === wanted.fixed_amount?.currency,
    );
    if (!found) report(`shipping rate ${wanted.display_name}: made`);
    ids.push(found ? found.id : (await stripe().shippingRates.create(wanted)).id);
  }
  return ids;
}
