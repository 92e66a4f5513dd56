import { createCoupon, createPromotionCode, updatePromotionCode } from '../../account/coupons';
import { mergeMetadata } from '../../account/metadata';
import { createShippingRate } from '../../account/shipping-rates';
import { notFound } from '../../errors';
import { inRange, matches, page, paging, range } from '../lists';
import {
  bool,
  currency,
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
} from '../params';
import { type Route, route } from '../route';
import { shippingRateData, taxBehavior } from '../schemas/shared';

const couponCreate = {
  amount_off: int({ min: 1 }),
  applies_to: obj({ products: list(text()) }),
  currency: currency(),
  currency_options: notCovered(),
  duration: oneOf('forever', 'once', 'repeating'),
  duration_in_months: int({ min: 1 }),
  id: text(),
  max_redemptions: int({ min: 1 }),
  metadata: emptyable(metadata()),
  name: text(40),
  percent_off: float(),
  redeem_by: int(),
};

const promotionCodeCreate = {
  promotion: required(obj({ coupon: text(), type: required(oneOf('coupon')) })),
  active: bool(),
  code: text(500),
  customer: text(),
  customer_account: notCovered(),
  expires_at: int(),
  max_redemptions: int({ min: 1 }),
  metadata: metadata(),
  restrictions: obj({
    currency_options: notCovered(),
    first_time_transaction: bool(),
    minimum_amount: int({ min: 0 }),
    minimum_amount_currency: currency(),
  }),
};

const shippingRateUpdate = {
  active: bool(),
  fixed_amount: notCovered(),
  metadata: emptyable(metadata()),
  tax_behavior: taxBehavior,
};

export const discountRoutes: Route[] = [
  route('POST', '/v1/coupons', couponCreate, (world, input) => createCoupon(world, input)),
  route('GET', '/v1/coupons', { ...paging, created: range }, ({ store }, { created, ...paging }) => {
    const rows = [...store.coupons.newest()].filter((row) => inRange(row.created, created));
    return page(rows, '/v1/coupons', paging);
  }),
  route('GET', '/v1/coupons/:id', {}, ({ store }, _, id) => {
    const coupon = store.coupons.get(id);
    if (!coupon) throw notFound('coupon', id, 'coupon');
    return coupon;
  }),

  route('POST', '/v1/promotion_codes', promotionCodeCreate, (world, input) =>
    createPromotionCode(world, input),
  ),
  route(
    'GET',
    '/v1/promotion_codes',
    {
      ...paging,
      active: bool(),
      code: text(),
      coupon: text(),
      created: range,
      customer: text(),
      customer_account: notCovered(),
    },
    ({ store }, { active, code, coupon, created, customer, ...paging }) => {
      const rows = [...store.promotionCodes.newest()].filter(
        (row) =>
          inRange(row.created, created) &&
          (coupon === undefined || row.promotion.coupon === coupon) &&
          (code === undefined || row.code.toLowerCase() === code.toLowerCase()) &&
          matches({ active, customer }, { ...row }),
      );
      return page(rows, '/v1/promotion_codes', paging);
    },
  ),
  route('GET', '/v1/promotion_codes/:id', {}, ({ store }, _, id) => {
    const code = store.promotionCodes.get(id);
    if (!code) throw notFound('promotion code', id, 'promotion_code');
    return code;
  }),
  route(
    'POST',
    '/v1/promotion_codes/:id',
    { active: bool(), metadata: emptyable(metadata()), restrictions: notCovered() },
    (world, change, id) => updatePromotionCode(world, id, change),
  ),

  route('POST', '/v1/shipping_rates', shippingRateData, (world, input) => createShippingRate(world, input)),
  route(
    'GET',
    '/v1/shipping_rates',
    { ...paging, active: bool(), created: range, currency: currency() },
    ({ store }, { active, created, currency, ...paging }) => {
      const rows = [...store.shippingRates.newest()].filter(
        (row) =>
          inRange(row.created, created) &&
          (currency === undefined || row.fixed_amount?.currency === currency) &&
          matches({ active }, { ...row }),
      );
      return page(rows, '/v1/shipping_rates', paging);
    },
  ),
  route('GET', '/v1/shipping_rates/:id', {}, ({ store }, _, id) => {
    const rate = store.shippingRates.get(id);
    if (!rate) throw notFound('shipping rate', id, 'shipping_rate_token');
    return rate;
  }),
  route('POST', '/v1/shipping_rates/:id', shippingRateUpdate, ({ store }, change, id) => {
    const rate = store.shippingRates.get(id);
    if (!rate) throw notFound('shipping rate', id, 'shipping_rate_token');
    return store.shippingRates.put({
      ...rate,
      active: change.active ?? rate.active,
      metadata: change.metadata === undefined ? rate.metadata : mergeMetadata(rate.metadata, change.metadata),
      tax_behavior: change.tax_behavior ?? rate.tax_behavior,
    });
  }),
];
