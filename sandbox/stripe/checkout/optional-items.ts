import type { SessionCreate } from '../api/schemas/checkout';
import type { OptionalItemView } from '../engine';
import { invalid, missingReference } from '../errors';
import { newId } from '../state/ids';
import type { OptionalItemRow, SessionRow } from '../state/rows';
import type { World } from '../world';
import { lineSubtotal, reprice } from './amounts';

/**
 * Reads `optional_items`: what the shopper may add on the page.
 * https://docs.stripe.com/payments/checkout/optional-items
 *
 * @throws ApiError where a price is missing, inactive, recurring in `payment` mode, or in another currency.
 */
export function takeOptionalItems(
  world: World,
  inputs: SessionCreate['optional_items'],
  facts: { currency: string | null; mode: 'payment' | 'subscription' },
): OptionalItemRow[] {
  return (inputs ?? []).map(({ price: id, quantity, adjustable_quantity }, index) => {
    const param = `optional_items[${index}][price]`;
    const price = world.store.prices.get(id);
    if (!price) throw missingReference('price', id, param);
    if (!price.active) {
      throw invalid('The price specified is inactive. This field only accepts active prices.', param);
    }
    if (facts.mode === 'payment' && price.type === 'recurring') {
      const message =
        'You specified `payment` mode but passed a recurring price. Either switch to `subscription` mode or use only one-time prices.';
      throw invalid(message, 'mode');
    }
    if (price.currency !== facts.currency) {
      const message = `The price specified only supports \`${price.currency}\`. This doesn't match the expected currency: \`${facts.currency}\`.`;
      throw invalid(message, param);
    }
    const bounds = adjustable_quantity?.enabled
      ? { minimum: adjustable_quantity.minimum ?? 0, maximum: adjustable_quantity.maximum ?? 99 }
      : { minimum: quantity, maximum: quantity };
    return { id: newId('li'), price: id, ...bounds };
  });
}

/** Adds an optional item as a line of the session, changes how many, or takes it out again. */
export function setOptionalItem(world: World, row: SessionRow, itemId: string, quantity: number): void {
  const item = row.optionalItems?.find((candidate) => candidate.id === itemId);
  const price = item && world.store.prices.get(item.price);
  if (!item || !price) throw new Error(`${itemId} is not on offer for this session.`);
  const fits = Number.isInteger(quantity) && quantity >= item.minimum && quantity <= item.maximum;
  if (quantity !== 0 && !fits) {
    throw new Error(`The quantity of ${itemId} has to be between ${item.minimum} and ${item.maximum}.`);
  }
  const line = row.lines.find((candidate) => candidate.id === itemId);
  if (quantity === 0) {
    row.lines = row.lines.filter((candidate) => candidate !== line);
  } else if (line) {
    line.quantity = quantity;
  } else {
    row.lines.push({
      id: item.id,
      price: item.price,
      quantity,
      description: world.store.products.get(String(price.product))?.name ?? '',
      metadata: {},
      adjustable: null,
    });
  }
  reprice(world, row);
}

export function optionalItemsOf(world: World, row: SessionRow): OptionalItemView[] {
  return (row.optionalItems ?? []).flatMap((item) => {
    const price = world.store.prices.get(item.price);
    const product = world.store.products.get(String(price?.product));
    if (!price || !product) return [];
    return {
      id: item.id,
      description: product.name,
      unitAmount: lineSubtotal(price, 1),
      currency: price.currency,
      image: product.images[0] ?? null,
      quantity: row.lines.find((line) => line.id === item.id)?.quantity ?? 0,
      minimum: item.minimum,
      maximum: item.maximum,
    };
  });
}
