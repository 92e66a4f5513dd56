import type Stripe from 'stripe';
import { invalid, notFound } from '../errors';
import { newId, now } from '../state/ids';
import { emit } from '../webhooks/events';
import type { World } from '../world';
import { mergeMetadata } from './metadata';

export interface ProductInput {
  id?: string;
  name: string;
  active?: boolean;
  description?: string | null;
  images?: string[] | null;
  marketing_features?: { name: string }[] | null;
  metadata?: Record<string, string> | null;
  package_dimensions?: { height: number; length: number; weight: number; width: number } | null;
  shippable?: boolean;
  statement_descriptor?: string | null;
  tax_code?: string | null;
  type?: string;
  unit_label?: string | null;
  url?: string | null;
}

export function createProduct(world: World, input: ProductInput): Stripe.Product {
  const id = input.id ?? newId('prod');
  if (world.store.products.get(id)) throw invalid('Product already exists.', 'id', 'resource_already_exists');
  const created = now();
  const product: Stripe.Product = {
    id,
    object: 'product',
    active: input.active ?? true,
    created,
    default_price: null,
    description: input.description ?? null,
    images: input.images ?? [],
    livemode: false,
    marketing_features: input.marketing_features ?? [],
    metadata: mergeMetadata({}, input.metadata),
    name: input.name,
    package_dimensions: input.package_dimensions ?? null,
    shippable: input.shippable ?? null,
    statement_descriptor: input.statement_descriptor ?? null,
    tax_code: input.tax_code ?? null,
    tax_details: null,
    type: input.type ?? 'service',
    unit_label: input.unit_label ?? null,
    updated: created,
    url: input.url ?? null,
  };
  world.store.products.put(product);
  emit(world, 'product.created', product);
  return product;
}

export type ProductChange = Partial<Omit<ProductInput, 'id' | 'type'>> & { default_price?: string };

export function updateProduct(world: World, id: string, change: ProductChange): Stripe.Product {
  const product = requireProduct(world, id);
  const { metadata, default_price, ...plain } = change;
  if (default_price !== undefined && world.store.prices.get(default_price)?.product !== id) {
    throw invalid(`No such price: '${default_price}'`, 'default_price', 'resource_missing');
  }
  const next: Stripe.Product = {
    ...product,
    ...withoutUndefined(plain),
    images: plain.images === undefined ? product.images : (plain.images ?? []),
    marketing_features:
      plain.marketing_features === undefined ? product.marketing_features : (plain.marketing_features ?? []),
    default_price: default_price ?? product.default_price,
    metadata: metadata === undefined ? product.metadata : mergeMetadata(product.metadata, metadata),
    updated: now(),
  };
  world.store.products.put(next);
  emit(world, 'product.updated', next, changedFields(product, next));
  return next;
}

/** Only a product without prices can be deleted, as at Stripe. */
export function deleteProduct(world: World, id: string): Stripe.DeletedProduct {
  const product = requireProduct(world, id);
  if (world.store.prices.find((price) => price.product === id)) {
    throw invalid('This product cannot be deleted because it has one or more user-created prices.', 'id');
  }
  world.store.products.delete(id);
  emit(world, 'product.deleted', product);
  return { id, object: 'product', deleted: true };
}

export function requireProduct(world: World, id: string): Stripe.Product {
  const product = world.store.products.get(id);
  if (!product) throw notFound('product', id);
  return product;
}

/** The object without its undefined members, so that spreading it changes only what was sent. */
export function withoutUndefined<T extends object>(
  value: T,
): { [Key in keyof T]: Exclude<T[Key], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as {
    [Key in keyof T]: Exclude<T[Key], undefined>;
  };
}

/** What an `updated` event shows as `previous_attributes`: the former value of each top-level field that changed. */
export function changedFields<T extends object>(before: T, after: T): Partial<T> {
  const previous: Partial<T> = {};
  for (const key of Object.keys(after) as (keyof T)[]) {
    if (JSON.stringify(before[key]) !== JSON.stringify(after[key])) previous[key] = before[key];
  }
  return previous;
}
