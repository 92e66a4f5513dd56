import { describe, expect, it } from 'vitest';
import {
  addToCart,
  type Cart,
  countItems,
  emptyCart,
  limitOf,
  maxLines,
  type Offer,
  rememberedPurchases,
  removeBought,
  removeLine,
  setQuantity,
} from '@/lib/checkout/cart';

const offer = (slug: string, change: Partial<Offer> = {}): Offer => ({
  slug,
  price: { amount: 4800, currency: 'eur', interval: null },
  maxQuantity: 8,
  available: 64,
  ...change,
});

const membership = offer('amici', {
  price: { amount: 800, currency: 'eur', interval: 'month' },
  available: null,
});

const cartOf = (...entries: [Offer, number][]): Cart =>
  entries.reduce((cart, [product, quantity]) => addToCart(cart, product, quantity).cart, emptyCart);

describe('the most one order may hold', () => {
  it.each([
    ['its own limit, where more is in stock', { maxQuantity: 4, available: 23 }, 4],
    ['what is in stock, where that is less', { maxQuantity: 4, available: 1 }, 1],
    ['nothing, when sold out', { available: 0 }, 0],
    ['nothing, when the count has gone below none', { available: -1 }, 0],
    ['its own limit, where nothing is counted', { maxQuantity: 5, available: null }, 5],
    ['one of a subscription, whatever its limit', { price: membership.price, maxQuantity: 5 }, 1],
  ])('is %s', (_, change, limit) => {
    expect(limitOf(offer('x', change))).toBe(limit);
  });
});

describe('putting something in the cart', () => {
  it('remembers the price it had then', () => {
    const { cart, outcome, quantity } = addToCart(emptyCart, offer('ciotola'), 2);
    expect({ outcome, quantity }).toEqual({ outcome: 'added', quantity: 2 });
    expect(cart.lines).toEqual([
      { slug: 'ciotola', quantity: 2, seen: { amount: 4800, currency: 'eur', interval: null } },
    ]);
  });

  it('adds to what is in it already, in the same place', () => {
    const cart = cartOf([offer('ciotola'), 1], [offer('brocca'), 1], [offer('ciotola'), 2]);
    expect(cart.lines.map(({ slug, quantity }) => [slug, quantity])).toEqual([
      ['ciotola', 3],
      ['brocca', 1],
    ]);
    expect(countItems(cart)).toBe(4);
  });

  it('takes the price of now when more is added', () => {
    const dearer = offer('ciotola', { price: { amount: 5200, currency: 'eur', interval: null } });
    expect(cartOf([offer('ciotola'), 1], [dearer, 1]).lines[0]?.seen.amount).toBe(5200);
  });

  it('stops at the limit and says so', () => {
    const result = addToCart(cartOf([offer('ciotola'), 7]), offer('ciotola'), 3);
    expect([result.outcome, result.quantity]).toEqual(['limited', 8]);
  });

  it('lowers what is in it when there is less than that by now', () => {
    const result = addToCart(cartOf([offer('ciotola'), 7]), offer('ciotola', { available: 2 }), 1);
    expect([result.outcome, result.quantity]).toEqual(['limited', 2]);
  });

  it.each([0, -3, 1.5, Number.NaN, Number.POSITIVE_INFINITY])('puts in nothing for a quantity of %s', (n) => {
    expect(addToCart(emptyCart, offer('ciotola'), n).cart).toBe(emptyCart);
  });

  it('refuses what is sold out, and leaves the cart as it was', () => {
    const before = cartOf([offer('brocca'), 1]);
    const result = addToCart(before, offer('vaso', { available: 0 }), 1);
    expect(result).toEqual({ cart: before, outcome: 'sold_out', quantity: 0 });
  });

  it('keeps a subscription alone, whichever came first', () => {
    expect(addToCart(cartOf([offer('ciotola'), 1]), membership, 1).outcome).toBe('alone');
    expect(addToCart(cartOf([membership, 1]), offer('ciotola'), 1).outcome).toBe('alone');
  });

  it('takes a subscription once', () => {
    const result = addToCart(cartOf([membership, 1]), membership, 1);
    expect([result.outcome, result.quantity]).toEqual(['limited', 1]);
  });

  it('is refused when the cart is full, unless it is in it already', () => {
    const full = cartOf(...Array.from({ length: maxLines }, (_, n): [Offer, number] => [offer(`p${n}`), 1]));
    expect(addToCart(full, offer('one-more'), 1).outcome).toBe('full');
    expect(addToCart(full, offer('p3'), 1).outcome).toBe('added');
  });
});

describe('changing the cart', () => {
  const before = cartOf([offer('ciotola'), 2], [offer('brocca'), 1]);

  it('sets a quantity, and keeps the price that was seen', () => {
    const dearer = offer('ciotola', { price: { amount: 5200, currency: 'eur', interval: null } });
    const after = setQuantity(before, dearer, 5);
    expect(after.lines[0]).toEqual({ ...before.lines[0], quantity: 5 });
  });

  it('sets no more than the limit', () => {
    expect(setQuantity(before, offer('ciotola', { available: 3 }), 99).lines[0]?.quantity).toBe(3);
  });

  it.each([0, -1, 2.5, Number.NaN])('takes the line out for a quantity of %s', (quantity) => {
    expect(setQuantity(before, offer('ciotola'), quantity)).toEqual(removeLine(before, 'ciotola'));
  });

  it('changes nothing for what is not in it', () => {
    expect(setQuantity(before, offer('listello'), 2).lines).toEqual(before.lines);
    expect(removeLine(before, 'listello').lines).toEqual(before.lines);
  });
});

describe('after a purchase', () => {
  const before = cartOf([offer('ciotola'), 2], [offer('brocca'), 1]);

  it('what was bought leaves, also where fewer were bought in the end, and the rest stays', () => {
    const after = removeBought(before, [{ slug: 'ciotola' }], 'cs_test_1');
    expect(after.lines.map((line) => line.slug)).toEqual(['brocca']);
  });

  it('the same purchase leaves once: what is put in later stays through a reload', () => {
    const after = removeBought(before, [{ slug: 'ciotola' }], 'cs_test_1');
    const again = addToCart(after, offer('ciotola'), 1).cart;
    expect(removeBought(again, [{ slug: 'ciotola' }], 'cs_test_1')).toBe(again);
    expect(removeBought(again, [{ slug: 'ciotola' }], 'cs_test_2').lines).toHaveLength(1);
  });

  it('remembers only the last few purchases', () => {
    const references = Array.from({ length: rememberedPurchases + 4 }, (_, n) => `cs_test_${n}`);
    const after = references.reduce((cart, reference) => removeBought(cart, [], reference), before);
    expect(after.bought).toEqual(references.slice(4).reverse());
  });
});
