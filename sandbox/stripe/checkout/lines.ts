import type Stripe from 'stripe';
import { mergeMetadata } from '../account/metadata';
import { createPrice } from '../account/prices';
import type { LineItemInput } from '../api/schemas/checkout';
import { invalid, missingReference } from '../errors';
import { newId } from '../state/ids';
import type { LineRow } from '../state/rows';
import type { World } from '../world';
import { priceOf } from './amounts';

const MOST = { recurring: 20, oneTime: 20 };

/**
 * Reads `line_items` of a session or a Payment Link.
 *
 * @throws ApiError where a price is missing, inactive or in another currency than the first.
 */
export function makeLines(world: World, inputs: LineItemInput[]): LineRow[] {
  let currency: string | null = null;
  return inputs.map((input, index) => {
    const at = `line_items[${index}]`;
    const price = takePrice(world, input, at);
    currency ??= price.currency;
    if (price.currency !== currency) {
      const message = `The price specified only supports \`${price.currency}\`. This doesn't match the expected currency: \`${currency}\`.`;
      throw invalid(message, input.price === undefined ? `${at}[price_data][currency]` : `${at}[price]`);
    }
    if (input.quantity === undefined) {
      throw invalid(`Missing required param: ${at}[quantity].`, `${at}[quantity]`, 'parameter_missing');
    }
    const product = world.store.products.get(String(price.product));
    const { minimum = 0, maximum = 99 } = input.adjustable_quantity ?? {};
    const adjustable = input.adjustable_quantity?.enabled ? { minimum, maximum } : null;
    checkQuantity(adjustable, input.quantity, at);
    return {
      id: newId('li'),
      price: price.id,
      quantity: input.quantity,
      description: product?.name ?? '',
      metadata: mergeMetadata({}, input.metadata),
      adjustable,
    };
  });
}

function takePrice(world: World, input: LineItemInput, at: string): Stripe.Price {
  if (input.price !== undefined && input.price_data !== undefined) {
    const message = `You may only specify one of these parameters: ${at}[price], ${at}[price_data].`;
    throw invalid(message, `${at}[price]`, 'parameters_exclusive');
  }
  if (input.price_data !== undefined) {
    // An inline price serves this one session; Stripe archives it, and its product, at once.
    const { product_data } = input.price_data;
    const data = product_data && { ...product_data, active: false };
    return createPrice(
      world,
      { ...input.price_data, product_data: data, active: false },
      `${at}[price_data]`,
    );
  }
  if (input.price === undefined) {
    throw invalid(`Missing required param: ${at}[price].`, `${at}[price]`, 'parameter_missing');
  }
  const price = world.store.prices.get(input.price);
  if (!price) throw missingReference('price', input.price, `${at}[price]`);
  if (!price.active) {
    const message = 'The price specified is inactive. This field only accepts active prices.';
    throw invalid(message, `${at}[price]`);
  }
  if (world.store.products.get(String(price.product))?.active === false) {
    const message = `Price \`${price.id}\` is not available to be purchased because its product is not active.`;
    throw invalid(message, `${at}[price]`);
  }
  return price;
}

/** @throws ApiError 400 for a quantity of 0, or one out of its own bounds. */
export function checkQuantity(adjustable: LineRow['adjustable'], quantity: number, at: string): void {
  if (!adjustable) {
    if (quantity >= 1) return;
    const message = 'This value must be greater than or equal to 1.';
    throw invalid(message, `${at}[quantity]`, 'parameter_invalid_integer');
  }
  const { minimum, maximum } = adjustable;
  if (minimum > maximum) {
    const message = `The adjustable quantity's minimum (${minimum}) must not be greater than its maximum (${maximum}).`;
    throw invalid(message, `${at}[adjustable_quantity][minimum]`);
  }
  if (quantity < minimum || quantity > maximum) {
    const message = `The quantity must be between the adjustable quantity's minimum (${minimum}) and maximum (${maximum}).`;
    throw invalid(message, `${at}[quantity]`);
  }
}

/** Which prices a mode takes, and how many of each. */
export function checkMode(world: World, mode: 'payment' | 'subscription', lines: LineRow[]): void {
  const recurring = lines.filter((line) => priceOf(world, line).type === 'recurring').length;
  if (mode === 'payment' && recurring > 0) {
    throw invalid(
      'You specified `payment` mode but passed a recurring price. Either switch to `subscription` mode or use only one-time prices.',
      'mode',
    );
  }
  if (mode === 'subscription' && recurring === 0) {
    throw invalid(
      'You must provide at least one recurring price in `subscription` mode when using prices.',
      'mode',
    );
  }
  if (mode === 'subscription' && (recurring > MOST.recurring || lines.length - recurring > MOST.oneTime)) {
    throw invalid(
      'In `subscription` mode a session takes at most 20 recurring and 20 one-time prices.',
      'line_items',
    );
  }
}
