import type Stripe from 'stripe';
import { invalid, missingReference, notFound } from '../errors';
import { newId, now, randomText } from '../state/ids';
import { emit } from '../webhooks/events';
import type { World } from '../world';
import { mergeMetadata } from './metadata';
import { changedFields } from './products';

export interface CouponInput {
  id?: string;
  amount_off?: number;
  applies_to?: { products?: string[] };
  currency?: string;
  duration?: string;
  duration_in_months?: number;
  max_redemptions?: number;
  metadata?: Record<string, string> | null;
  name?: string;
  percent_off?: number;
  redeem_by?: number;
}

export function createCoupon(world: World, input: CouponInput): Stripe.Coupon {
  const id = input.id ?? randomText(8);
  if (world.store.coupons.get(id)) {
    throw invalid('Coupon already exists.', 'id', 'resource_already_exists');
  }
  if (input.amount_off === undefined && input.percent_off === undefined) {
    throw invalid('Must provide either amount_off or percent_off.', undefined, 'parameter_missing');
  }
  if (input.amount_off !== undefined && input.percent_off !== undefined) {
    throw invalid('You may only specify one of these parameters: amount_off, percent_off.', 'amount_off');
  }
  if (input.amount_off !== undefined && !input.currency) {
    throw invalid('Missing required param: currency.', 'currency', 'parameter_missing');
  }
  if (input.percent_off !== undefined && (input.percent_off <= 0 || input.percent_off > 100)) {
    throw invalid('Invalid percent_off: must be greater than 0 and at most 100.', 'percent_off');
  }
  if (input.duration === 'repeating' && input.duration_in_months === undefined) {
    const param = 'duration_in_months';
    throw invalid(`Missing required param: ${param}.`, param, 'parameter_missing');
  }
  const coupon: Stripe.Coupon = {
    id,
    object: 'coupon',
    amount_off: input.amount_off ?? null,
    applies_to: input.applies_to?.products ? { products: input.applies_to.products } : undefined,
    created: now(),
    currency: input.amount_off === undefined ? null : (input.currency ?? null),
    duration: input.duration ?? 'once',
    duration_in_months: input.duration_in_months ?? null,
    livemode: false,
    max_redemptions: input.max_redemptions ?? null,
    metadata: mergeMetadata({}, input.metadata),
    name: input.name ?? null,
    percent_off: input.percent_off ?? null,
    redeem_by: input.redeem_by ?? null,
    times_redeemed: 0,
    valid: true,
  };
  world.store.coupons.put(coupon);
  emit(world, 'coupon.created', coupon);
  return coupon;
}

export interface PromotionCodeInput {
  promotion: { type: string; coupon?: string };
  active?: boolean;
  code?: string;
  customer?: string;
  expires_at?: number;
  max_redemptions?: number;
  metadata?: Record<string, string>;
  restrictions?: {
    first_time_transaction?: boolean;
    minimum_amount?: number;
    minimum_amount_currency?: string;
  };
}

export function createPromotionCode(world: World, input: PromotionCodeInput): Stripe.PromotionCode {
  const coupon = input.promotion.coupon;
  if (coupon === undefined) {
    const message = 'Missing required param: promotion[coupon].';
    throw invalid(message, 'promotion[coupon]', 'parameter_missing');
  }
  if (!world.store.coupons.get(coupon)) throw missingReference('coupon', coupon, 'promotion[coupon]');
  const code = input.code ?? randomText(8).toUpperCase();
  if (findPromotionCode(world, code)) {
    throw invalid(`An active promotion code with \`code: ${code}\` already exists.`, 'code');
  }
  const promotionCode: Stripe.PromotionCode = {
    id: newId('promo'),
    object: 'promotion_code',
    active: input.active ?? true,
    code,
    created: now(),
    customer: input.customer ?? null,
    customer_account: null,
    expires_at: input.expires_at ?? null,
    livemode: false,
    max_redemptions: input.max_redemptions ?? null,
    metadata: mergeMetadata({}, input.metadata),
    promotion: { coupon, type: 'coupon' },
    restrictions: {
      first_time_transaction: input.restrictions?.first_time_transaction ?? false,
      minimum_amount: input.restrictions?.minimum_amount ?? null,
      minimum_amount_currency: input.restrictions?.minimum_amount_currency ?? null,
    },
    times_redeemed: 0,
  };
  world.store.promotionCodes.put(promotionCode);
  emit(world, 'promotion_code.created', promotionCode);
  return promotionCode;
}

/** @throws ApiError 404 for an unknown one. */
export function updatePromotionCode(
  world: World,
  id: string,
  change: { active?: boolean; metadata?: Record<string, string> | null },
): Stripe.PromotionCode {
  const code = world.store.promotionCodes.get(id);
  if (!code) throw notFound('promotion code', id, 'promotion_code');
  const next: Stripe.PromotionCode = {
    ...code,
    active: change.active ?? code.active,
    metadata: change.metadata === undefined ? code.metadata : mergeMetadata(code.metadata, change.metadata),
  };
  emit(world, 'promotion_code.updated', next, changedFields(code, next));
  return world.store.promotionCodes.put(next);
}

/** Codes are matched without regard to case, as Checkout does. */
export function findPromotionCode(world: World, code: string): Stripe.PromotionCode | undefined {
  const wanted = code.trim().toLowerCase();
  return world.store.promotionCodes.find((row) => row.active && row.code.toLowerCase() === wanted);
}

/** Whether the coupon can be redeemed once more, now. */
export function redeemable(coupon: Stripe.Coupon): boolean {
  const inTime = coupon.redeem_by === null || coupon.redeem_by > now();
  const left = coupon.max_redemptions === null || coupon.times_redeemed < coupon.max_redemptions;
  return coupon.valid && inTime && left;
}

/** Counts a redemption when a session completes, and ends what is used up. */
export function redeem(world: World, couponId: string, promotionCodeId: string | null): void {
  const coupon = world.store.coupons.get(couponId);
  if (coupon) {
    const times_redeemed = coupon.times_redeemed + 1;
    const next: Stripe.Coupon = { ...coupon, times_redeemed };
    world.store.coupons.put({ ...next, valid: redeemable(next) });
  }
  const code = promotionCodeId === null ? undefined : world.store.promotionCodes.get(promotionCodeId);
  if (code) {
    const times_redeemed = code.times_redeemed + 1;
    const active = code.max_redemptions === null || times_redeemed < code.max_redemptions;
    world.store.promotionCodes.put({ ...code, times_redeemed, active });
  }
}
