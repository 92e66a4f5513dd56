import { describe, expect, test } from 'vitest';
import { safeNext, signInUrl } from '@/lib/auth/next-path';

describe('the page to return to after signing in', () => {
  test.each([
    ['/merchant', '/merchant'],
    ['/merchant/orders/B-1042', '/merchant/orders/B-1042'],
    ['/merchant?state=attention&q=a%20b', '/merchant?state=attention&q=a%20b'],
  ])('is %j where it is the merchant’s', (given, expected) => {
    expect(safeNext(given)).toBe(expected);
  });

  test.each([
    undefined,
    null,
    '',
    ['/merchant/stock'],
    'merchant',
    'https://elsewhere.example/merchant',
    '//elsewhere.example/merchant',
    '/\\elsewhere.example/merchant',
    '/\t/elsewhere.example',
    'javascript:alert(1)',
    '/merchant/../cart',
    '/merchant/%2e%2e/cart',
    '/merchantile',
    '/cart',
    '/merchant/sign-in?next=/merchant/stock',
  ])('is the orders for anything else: %j', (given) => {
    expect(safeNext(given)).toBe('/merchant');
  });

  test('is named in the address of the sign-in page, unless it is the first page anyway', () => {
    expect(signInUrl('/merchant')).toBe('/merchant/sign-in');
    expect(signInUrl('/merchant/stock')).toBe('/merchant/sign-in?next=%2Fmerchant%2Fstock');
    expect(signInUrl('//elsewhere.example')).toBe('/merchant/sign-in');
  });
});
