import { describe, expect, test } from 'vitest';
import { searchCondition, searchText } from '@/lib/orders/merchant/search';

const text = (contains: string) => ({
  OR: [{ email: { contains, mode: 'insensitive' } }, { name: { contains, mode: 'insensitive' } }],
});

describe('what a merchant types', () => {
  test.each([
    ['', {}],
    ['B-1042', { number: 1042 }],
    ['b1042', { number: 1042 }],
    ['1042', { number: 1042 }],
    ['cs_test_a1', { sessionId: 'cs_test_a1' }],
    ['pi_3abc', { paymentIntentId: 'pi_3abc' }],
    ['sub_1', { subscriptionId: 'sub_1' }],
    ['cus_1', { customerId: 'cus_1' }],
    ['plink_1', { paymentLinkId: 'plink_1' }],
    ['ada@example.com', text('ada@example.com')],
    ['Rossi', text('Rossi')],
    ['ada_rossi@example.com', text('ada\\_rossi@example.com')],
    ['100%', text('100\\%')],
    ['toString_x', text('toString\\_x')],
  ])('%j becomes the condition that finds it', (typed, condition) => {
    expect(searchCondition(typed)).toEqual(condition);
  });

  test('is trimmed, shortened, and taken from one parameter only', () => {
    expect(searchText('  B-1 ')).toBe('B-1');
    expect(searchText('x'.repeat(500))).toHaveLength(200);
    expect(searchText(['a', 'b'])).toBe('');
    expect(searchText(undefined)).toBe('');
  });
});
