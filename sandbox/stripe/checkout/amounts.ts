import type Stripe from 'stripe';
import type { LineRow, SessionRow } from '../state/rows';
import type { World } from '../world';

/** A line's amounts, in the currency's smallest unit. */
export interface LineAmounts {
  line: LineRow;
  price: Stripe.Price;
  subtotal: number;
  discount: number;
}

export interface Amounts {
  lines: LineAmounts[];
  subtotal: number;
  discount: number;
  shipping: number;
  total: number;
}

/** Price times quantity, rounded half up where the price has a fraction of the smallest unit. */
export function lineSubtotal(price: Stripe.Price, quantity: number): number {
  const unit =
    price.unit_amount_decimal ?? price.custom_unit_amount?.preset ?? price.custom_unit_amount?.minimum;
  return Math.round(Number(unit?.toString() ?? 0) * quantity);
}

/** What the session costs as it stands: quantities, discount and shipping option of this moment. */
export function amountsOf(world: World, row: SessionRow): Amounts {
  const inTrial = row.subscription?.trialDays != null || row.subscription?.trialEnd != null;
  const lines = row.lines.map((line): LineAmounts => {
    const price = priceOf(world, line);
    // Nothing is due for a subscription until its trial is over.
    const free = inTrial && price.type === 'recurring';
    return { line, price, subtotal: free ? 0 : lineSubtotal(price, line.quantity), discount: 0 };
  });
  const coupon = row.discount ? world.store.coupons.get(row.discount.coupon) : undefined;
  if (coupon) discountLines(lines, coupon);
  const subtotal = lines.reduce((sum, line) => sum + line.subtotal, 0);
  const discount = lines.reduce((sum, line) => sum + line.discount, 0);
  const rate = row.shippingRate === null ? undefined : world.store.shippingRates.get(row.shippingRate);
  const shipping = rate?.fixed_amount?.amount ?? 0;
  return { lines, subtotal, discount, shipping, total: subtotal - discount + shipping };
}

export function priceOf(world: World, line: LineRow): Stripe.Price {
  const price = world.store.prices.get(line.price);
  if (!price) throw new Error(`The line ${line.id} refers to ${line.price}, which is gone.`);
  return price;
}

/**
 * A percentage is rounded on each line; an amount is spread over the lines in proportion, its last unit going to the
 * last of them, so that the parts add up.
 */
export function discountLines(
  lines: Pick<LineAmounts, 'discount' | 'price' | 'subtotal'>[],
  coupon: Stripe.Coupon,
): void {
  const products = coupon.applies_to?.products;
  const eligible = lines.filter(({ price }) => !products || products.includes(String(price.product)));
  const sum = eligible.reduce((total, line) => total + line.subtotal, 0);
  if (sum === 0) return;
  if (coupon.percent_off !== null) {
    for (const line of eligible) line.discount = Math.round((line.subtotal * coupon.percent_off) / 100);
    return;
  }
  let left = Math.min(coupon.amount_off ?? 0, sum);
  let before = sum;
  for (const line of eligible) {
    line.discount = before === 0 ? 0 : Math.round((left * line.subtotal) / before);
    left -= line.discount;
    before -= line.subtotal;
  }
}

/** The session's lines as the API shows them. */
export function lineItems(world: World, row: SessionRow): Stripe.LineItem[] {
  return amountsOf(world, row).lines.map(toLineItem);
}

export function toLineItem({ line, price, subtotal, discount }: LineAmounts): Stripe.LineItem {
  return {
    id: line.id,
    object: 'item',
    adjustable_quantity: line.adjustable && { enabled: true, ...line.adjustable },
    amount_discount: discount,
    amount_subtotal: subtotal,
    amount_tax: 0,
    amount_total: subtotal - discount,
    currency: price.currency,
    description: line.description,
    metadata: line.metadata,
    price,
    quantity: line.quantity,
  };
}

/** Brings the session's totals up to date with its lines, discount and shipping option, and keeps the row. */
export function reprice(world: World, row: SessionRow): void {
  const { subtotal, discount, shipping, total } = amountsOf(world, row);
  const { session } = row;
  session.amount_subtotal = subtotal;
  session.amount_total = total;
  session.total_details = { amount_discount: discount, amount_shipping: shipping, amount_tax: 0 };
  session.discounts = row.discount
    ? [
        row.discount.promotionCode === null
          ? { coupon: row.discount.coupon, promotion_code: null }
          : { coupon: null, promotion_code: row.discount.promotionCode },
      ]
    : [];
  session.shipping_cost =
    row.shippingRate === null
      ? null
      : { amount_subtotal: shipping, amount_tax: 0, amount_total: shipping, shipping_rate: row.shippingRate };
  world.store.sessions.put(row);
}
