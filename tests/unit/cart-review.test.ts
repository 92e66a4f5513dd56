import { describe, expect, it } from 'vitest';
import { addToCart, type Cart, emptyCart, type Offer } from '@/lib/checkout/cart';
import { reviewCart } from '@/lib/checkout/review-cart';

const offer = (slug: string, change: Partial<Offer> = {}): Offer => ({
  slug,
  price: { amount: 3600, currency: 'eur', interval: null },
  maxQuantity: 6,
  available: 22,
  ...change,
});

const shop = (...offers: Offer[]) => new Map(offers.map((one) => [one.slug, one]));
const cartOf = (...entries: [Offer, number][]): Cart =>
  entries.reduce((cart, [product, quantity]) => addToCart(cart, product, quantity).cart, emptyCart);

const bowl = offer('ciotola');
const jug = offer('brocca', { price: { amount: 7400, currency: 'eur', interval: null }, maxQuantity: 2 });
const membership = offer('amici', { price: { amount: 800, currency: 'eur', interval: 'month' } });

describe('the cart held against the shop', () => {
  it('adds up at the prices of now and is ready', () => {
    const review = reviewCart(cartOf([bowl, 2], [jug, 1]), shop(bowl, jug));
    expect(review).toMatchObject({ subtotal: 14_600, currency: 'eur', count: 3, changed: 0, ready: true });
  });

  it('an empty cart is not ready', () => {
    expect(reviewCart(emptyCart, shop(bowl))).toMatchObject({ subtotal: 0, count: 0, ready: false });
  });

  it('shows a price that has changed, counts the new one, and can be paid', () => {
    const dearer = offer('ciotola', { price: { amount: 3900, currency: 'eur', interval: null } });
    const review = reviewCart(cartOf([bowl, 2]), shop(dearer));
    expect(review).toMatchObject({ subtotal: 7800, changed: 1, ready: true });
    expect(review.lines[0]?.was?.amount).toBe(3600);
  });

  it.each([
    ['is no longer for sale', shop(jug), 'gone', 7400],
    ['has sold out', shop(offer('ciotola', { available: 0 }), jug), 'sold_out', 7400],
    ['has fewer left than wanted', shop(offer('ciotola', { available: 1 }), jug), 'too_many', 14_600],
  ] as const)('is not ready when something in it %s', (_, offers, problem, subtotal) => {
    const review = reviewCart(cartOf([bowl, 2], [jug, 1]), offers);
    expect(review).toMatchObject({ ready: false, subtotal });
    expect(review.lines.map((line) => line.problem)).toEqual([problem, null]);
  });

  it('a subscription alone is ready and tells its interval', () => {
    expect(reviewCart(cartOf([membership, 1]), shop(membership))).toMatchObject({
      interval: 'month',
      mixed: false,
      ready: true,
    });
  });

  it('a subscription that came beside something else stands in the way', () => {
    const oneTime = offer('amici');
    const review = reviewCart(cartOf([bowl, 1], [oneTime, 1]), shop(bowl, membership));
    expect(review).toMatchObject({ mixed: true, interval: null, ready: false });
  });
});
