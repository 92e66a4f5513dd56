import { createPrice, requirePrice, updatePrice } from '../../account/prices';
import { createProduct, deleteProduct, requireProduct, updateProduct } from '../../account/products';
import { oneOfCovered } from '../beyond';
import { inRange, matches, page, paging, range } from '../lists';
import {
  bool,
  currency,
  decimal,
  emptyable,
  float,
  int,
  list,
  metadata,
  notCovered,
  obj,
  oneOf,
  required,
  text,
  url,
} from '../params';
import { type Route, route } from '../route';
import { recurring, taxBehavior } from '../schemas/shared';

const dimensions = obj({
  height: required(float()),
  length: required(float()),
  weight: required(float()),
  width: required(float()),
});
const features = list(obj({ name: required(text(80)) }), 15);

const amount = {
  custom_unit_amount: obj({ enabled: required(bool()), maximum: int(), minimum: int(), preset: int() }),
  unit_amount: int({ min: 0 }),
  unit_amount_decimal: decimal(),
};

const productCreate = {
  name: required(text()),
  active: bool(),
  default_price_data: obj({
    currency: required(currency()),
    currency_options: notCovered(),
    metadata: metadata(),
    recurring,
    tax_behavior: taxBehavior,
    ...amount,
  }),
  description: text(40_000),
  id: text(),
  images: list(url(), 8),
  marketing_features: features,
  metadata: metadata(),
  package_dimensions: dimensions,
  shippable: bool(),
  statement_descriptor: text(22),
  tax_code: text(),
  tax_details: notCovered(),
  type: oneOf('good', 'service'),
  unit_label: text(12),
  url: text(),
};

const productUpdate = {
  active: bool(),
  default_price: text(),
  description: emptyable(text(40_000)),
  images: emptyable(list(url(), 8)),
  marketing_features: emptyable(features),
  metadata: emptyable(metadata()),
  name: text(),
  package_dimensions: emptyable(dimensions),
  shippable: bool(),
  statement_descriptor: emptyable(text(22)),
  tax_code: emptyable(text()),
  tax_details: notCovered(),
  unit_label: emptyable(text(12)),
  url: emptyable(text()),
};

const priceCreate = {
  currency: required(currency()),
  active: bool(),
  billing_scheme: oneOfCovered(['per_unit'], ['tiered']),
  currency_options: notCovered(),
  lookup_key: text(200),
  metadata: metadata(),
  nickname: text(),
  product: text(),
  product_data: obj({
    active: bool(),
    id: text(),
    metadata: metadata(),
    name: required(text()),
    statement_descriptor: text(22),
    tax_code: text(),
    tax_details: notCovered(),
    unit_label: text(12),
  }),
  recurring: obj({
    interval: required(oneOf('day', 'month', 'week', 'year')),
    interval_count: int({ min: 1 }),
    meter: notCovered(),
    trial_period_days: int({ min: 1 }),
    usage_type: oneOfCovered(['licensed'], ['metered']),
  }),
  tax_behavior: taxBehavior,
  tiers: notCovered(),
  tiers_mode: notCovered(),
  transfer_lookup_key: bool(),
  transform_quantity: notCovered(),
  ...amount,
};

const priceUpdate = {
  active: bool(),
  currency_options: notCovered(),
  lookup_key: emptyable(text(200)),
  metadata: emptyable(metadata()),
  nickname: emptyable(text()),
  tax_behavior: taxBehavior,
  transfer_lookup_key: bool(),
};

export const catalogRoutes: Route[] = [
  route('POST', '/v1/products', productCreate, (world, { default_price_data, ...input }) => {
    const product = createProduct(world, input);
    if (!default_price_data) return product;
    const price = createPrice(world, { ...default_price_data, product: product.id }, 'default_price_data');
    return updateProduct(world, product.id, { default_price: price.id });
  }),
  route(
    'GET',
    '/v1/products',
    {
      ...paging,
      active: bool(),
      created: range,
      ids: list(text()),
      shippable: bool(),
      type: oneOf('good', 'service'),
      url: text(),
    },
    ({ store }, { active, created, ids, shippable, type, url, ...paging }) => {
      const rows = [...store.products.newest()].filter(
        (row) =>
          (!ids || ids.includes(row.id)) &&
          inRange(row.created, created) &&
          matches({ active, shippable, type, url }, { ...row }),
      );
      return page(rows, '/v1/products', paging);
    },
  ),
  route('GET', '/v1/products/:id', {}, (world, _, id) => requireProduct(world, id)),
  route('POST', '/v1/products/:id', productUpdate, (world, change, id) => updateProduct(world, id, change)),
  route('DELETE', '/v1/products/:id', {}, (world, _, id) => deleteProduct(world, id)),

  route('POST', '/v1/prices', priceCreate, (world, input) => createPrice(world, input)),
  route(
    'GET',
    '/v1/prices',
    {
      ...paging,
      active: bool(),
      created: range,
      currency: currency(),
      lookup_keys: list(text(), 10),
      product: text(),
      recurring: obj({
        interval: oneOf('day', 'month', 'week', 'year'),
        meter: text(),
        usage_type: oneOf('licensed', 'metered'),
      }),
      type: oneOf('one_time', 'recurring'),
    },
    ({ store }, { active, created, currency, lookup_keys, product, recurring, type, ...paging }) => {
      const rows = [...store.prices.newest()].filter(
        (row) =>
          (!lookup_keys || lookup_keys.includes(row.lookup_key ?? '')) &&
          inRange(row.created, created) &&
          matches({ ...recurring }, { ...row.recurring }) &&
          matches({ active, currency, product, type }, { ...row }),
      );
      return page(rows, '/v1/prices', paging);
    },
  ),
  route('GET', '/v1/prices/:id', {}, (world, _, id) => requirePrice(world, id)),
  route('POST', '/v1/prices/:id', priceUpdate, (world, change, id) => updatePrice(world, id, change)),
];
