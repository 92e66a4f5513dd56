import type Stripe from 'stripe';
import { invalid } from '../errors';
import { newId, now } from '../state/ids';
import type { World } from '../world';
import { mergeMetadata } from './metadata';

interface Estimate {
  unit: string;
  value: number;
}

export interface ShippingRateInput {
  display_name: string;
  delivery_estimate?: { maximum?: Estimate; minimum?: Estimate };
  fixed_amount?: { amount: number; currency: string };
  metadata?: Record<string, string>;
  tax_behavior?: string;
  tax_code?: string;
}

export function createShippingRate(world: World, input: ShippingRateInput, at = ''): Stripe.ShippingRate {
  const fixed = input.fixed_amount;
  if (!fixed) {
    const param = at === '' ? 'fixed_amount' : `${at}[fixed_amount]`;
    throw invalid(`Missing required param: ${param}.`, param, 'parameter_missing');
  }
  const rate: Stripe.ShippingRate = {
    id: newId('shr'),
    object: 'shipping_rate',
    active: true,
    created: now(),
    delivery_estimate: input.delivery_estimate
      ? {
          maximum: input.delivery_estimate.maximum ?? null,
          minimum: input.delivery_estimate.minimum ?? null,
        }
      : null,
    display_name: input.display_name,
    fixed_amount: { amount: fixed.amount, currency: fixed.currency },
    livemode: false,
    metadata: mergeMetadata({}, input.metadata),
    tax_behavior: input.tax_behavior ?? 'unspecified',
    tax_code: input.tax_code ?? null,
    type: 'fixed_amount',
  };
  return world.store.shippingRates.put(rate);
}
