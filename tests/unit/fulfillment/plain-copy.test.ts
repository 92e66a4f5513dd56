import Stripe from 'stripe';
import { describe, expect, test } from 'vitest';
import { hashOf, plainCopy } from '@/lib/stripe/plain-copy';

describe('a copy of what Stripe returned', () => {
  test('turns the client’s own classes into what they were on the wire', () => {
    const price = { id: 'price_1', unit_amount_decimal: Stripe.Decimal.from('1.25') };
    expect(plainCopy(price)).toEqual({ id: 'price_1', unit_amount_decimal: '1.25' });
    expect(plainCopy({ at: new Date(0), list: [1n, undefined, Number.NaN] })).toEqual({
      at: '1970-01-01T00:00:00.000Z',
      list: ['1', null, null],
    });
  });

  test('leaves out whatever opens something, and keeps what merely is an address of ours', () => {
    expect(
      plainCopy({
        client_secret: 'cs_1_secret_2',
        url: 'https://checkout.stripe.com/c/pay/cs_1',
        success_url: 'https://shop.test/success',
        latest_charge: { receipt_url: 'https://pay.stripe.com/receipts/x', refunded: false },
        line_items: { url: '/v1/checkout/sessions/cs_1/line_items' },
        next: { hosted_voucher_url: null },
      }),
    ).toEqual({
      client_secret: '(left out)',
      url: '(left out)',
      success_url: 'https://shop.test/success',
      latest_charge: { receipt_url: '(left out)', refunded: false },
      line_items: { url: '/v1/checkout/sessions/cs_1/line_items' },
      next: { hosted_voucher_url: null },
    });
  });

  test('has one hash for one content, however its keys are ordered', () => {
    const one = plainCopy({ a: 1, b: { c: 2, d: [3, { e: 4, f: 5 }] } });
    const other = plainCopy({ b: { d: [3, { f: 5, e: 4 }], c: 2 }, a: 1 });
    expect(hashOf(one)).toBe(hashOf(other));
    expect(hashOf(one)).not.toBe(hashOf(plainCopy({ a: 1, b: { c: 2, d: [{ e: 4, f: 5 }, 3] } })));
  });

  test('holds nothing that PostgreSQL would refuse', () => {
    expect(plainCopy({ name: 'A\u0000da \ud83d' })).toEqual({ name: 'Ada \ufffd' });
  });
});
