import type Stripe from 'stripe';
import { checkLargest } from '../checkout/limits';
import { invalid, missingReference, notFound } from '../errors';
import { newId, now } from '../state/ids';
import { officialStripe } from '../state/lazy';
import { emit } from '../webhooks/events';
import type { World } from '../world';
import { mergeMetadata } from './metadata';
import { changedFields, createProduct, type ProductInput } from './products';

export interface PriceInput {
  currency: string;
  active?: boolean;
  custom_unit_amount?: { enabled: boolean; maximum?: number; minimum?: number; preset?: number };
  lookup_key?: string;
  metadata?: Record<string, string>;
  nickname?: string;
  product?: string;
  product_data?: ProductInput;
  recurring?: { interval: string; interval_count?: number; trial_period_days?: number };
  tax_behavior?: string;
  transfer_lookup_key?: boolean;
  unit_amount?: number;
  unit_amount_decimal?: Stripe.Decimal;
}

/** @param at Where the input stands in the request, for `param` of a refusal: '' or e.g. `line_items[0][price_data]`. */
export function createPrice(world: World, input: PriceInput, at = ''): Stripe.Price {
  const named = (name: string) => (at === '' ? name : `${at}[${name}]`);
  if (input.product !== undefined && input.product_data !== undefined) {
    throw invalid('You may only specify one of these parameters: product, product_data.', named('product'));
  }
  if (input.product === undefined && input.product_data === undefined) {
    throw invalid(`Missing required param: ${named('product')}.`, named('product'), 'parameter_missing');
  }
  if (input.product !== undefined && !world.store.products.get(input.product)) {
    throw missingReference('product', input.product, named('product'));
  }
  const decimal = input.unit_amount_decimal ?? toAmount(input.unit_amount);
  if (!decimal && !input.custom_unit_amount?.enabled) {
    throw invalid(
      `Missing required param: ${named('unit_amount')}.`,
      named('unit_amount'),
      'parameter_missing',
    );
  }
  if (input.unit_amount !== undefined && input.unit_amount_decimal !== undefined) {
    const message = 'You may only specify one of these parameters: unit_amount, unit_amount_decimal.';
    throw invalid(message, named('unit_amount_decimal'), 'parameters_exclusive');
  }
  if (input.unit_amount !== undefined) checkLargest(input.unit_amount, input.currency, named('unit_amount'));
  if (input.lookup_key) freeLookupKey(world, input.lookup_key, input.transfer_lookup_key ?? false);
  const product = input.product ?? createProduct(world, { name: 'Product', ...input.product_data }).id;
  const price: Stripe.Price = {
    id: newId('price'),
    object: 'price',
    active: input.active ?? true,
    billing_scheme: 'per_unit',
    created: now(),
    currency: input.currency,
    custom_unit_amount: input.custom_unit_amount?.enabled
      ? {
          maximum: input.custom_unit_amount.maximum ?? null,
          minimum: input.custom_unit_amount.minimum ?? null,
          preset: input.custom_unit_amount.preset ?? null,
        }
      : null,
    livemode: false,
    lookup_key: input.lookup_key ?? null,
    metadata: mergeMetadata({}, input.metadata),
    nickname: input.nickname ?? null,
    product,
    recurring: input.recurring
      ? {
          interval: input.recurring.interval,
          interval_count: input.recurring.interval_count ?? 1,
          meter: null,
          trial_period_days: input.recurring.trial_period_days ?? null,
          usage_type: 'licensed',
        }
      : null,
    tax_behavior: input.tax_behavior ?? 'unspecified',
    tiers_mode: null,
    transform_quantity: null,
    type: input.recurring ? 'recurring' : 'one_time',
    unit_amount: wholeAmount(decimal),
    unit_amount_decimal: decimal,
  };
  world.store.prices.put(price);
  emit(world, 'price.created', price);
  return price;
}

export interface PriceChange {
  active?: boolean;
  lookup_key?: string | null;
  metadata?: Record<string, string> | null;
  nickname?: string | null;
  tax_behavior?: string;
  transfer_lookup_key?: boolean;
}

export function updatePrice(world: World, id: string, change: PriceChange): Stripe.Price {
  const price = requirePrice(world, id);
  if (change.lookup_key && change.lookup_key !== price.lookup_key) {
    freeLookupKey(world, change.lookup_key, change.transfer_lookup_key ?? false);
  }
  const next: Stripe.Price = {
    ...price,
    active: change.active ?? price.active,
    lookup_key: change.lookup_key === undefined ? price.lookup_key : change.lookup_key,
    metadata: change.metadata === undefined ? price.metadata : mergeMetadata(price.metadata, change.metadata),
    nickname: change.nickname === undefined ? price.nickname : change.nickname,
    tax_behavior: change.tax_behavior ?? price.tax_behavior,
  };
  world.store.prices.put(next);
  emit(world, 'price.updated', next, changedFields(price, next));
  return next;
}

export function requirePrice(world: World, id: string): Stripe.Price {
  const price = world.store.prices.get(id);
  if (!price) throw notFound('price', id, 'price');
  return price;
}

/** A lookup key belongs to one price; `transfer_lookup_key` takes it from the one that has it. */
function freeLookupKey(world: World, key: string, transfer: boolean): void {
  const holder = world.store.prices.find((price) => price.lookup_key === key);
  if (!holder) return;
  if (!transfer) {
    const message = `A price (\`${holder.id}\`) already uses that lookup key.`;
    throw invalid(message, 'lookup_key', 'resource_already_exists');
  }
  const next: Stripe.Price = { ...holder, lookup_key: null };
  world.store.prices.put(next);
  emit(world, 'price.updated', next, { lookup_key: key });
}

function toAmount(amount: number | undefined): Stripe.Decimal | null {
  return amount === undefined ? null : officialStripe().Decimal.from(amount);
}

/** `unit_amount` is null where the decimal has a fraction of the smallest unit. */
function wholeAmount(decimal: Stripe.Decimal | null): number | null {
  const amount = decimal === null ? Number.NaN : Number(decimal.toString());
  return Number.isInteger(amount) ? amount : null;
}
