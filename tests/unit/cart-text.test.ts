import { describe, expect, it } from 'vitest';
import { type Cart, emptyCart, maxLines } from '@/lib/checkout/cart';
import { decodeCart, encodeCart } from '@/lib/checkout/cart-text';

const cart: Cart = {
  lines: [
    { slug: 'e-commerciale', quantity: 2, seen: { amount: 4800, currency: 'eur', interval: null } },
    { slug: 'amici', quantity: 1, seen: { amount: 800, currency: 'eur', interval: 'month' } },
  ],
  bought: ['cs_test_a1'],
};

describe('a cart in a cookie', () => {
  it('comes back as it went', () => {
    expect(decodeCart(encodeCart(cart))).toEqual(cart);
  });

  it.each([
    ['nothing', null],
    ['an empty text', ''],
    ['no JSON', '{"l":'],
    ['another shape', '{"lines":[]}'],
    ['a negative quantity', '{"l":[["ciotola",-1,3600,"eur",null]],"b":[]}'],
    ['half a unit', '{"l":[["ciotola",0.5,3600,"eur",null]],"b":[]}'],
    ['an unknown interval', '{"l":[["amici",1,800,"eur","day"]],"b":[]}'],
  ])('is empty for %s', (_, text) => {
    expect(decodeCart(text)).toEqual(emptyCart);
  });

  it('fits into a cookie when full of long names', () => {
    const line = {
      slug: 'quaderno-del-torchio-2',
      quantity: 10,
      seen: { amount: 12_800, currency: 'eur', interval: null },
    };
    const full = {
      lines: Array<typeof line>(maxLines).fill(line),
      bought: Array<string>(5).fill('x'.repeat(66)),
    };
    const signed = Math.ceil((encodeCart(full).length * 4) / 3) + 50;
    expect(signed).toBeLessThan(4000);
  });
});
