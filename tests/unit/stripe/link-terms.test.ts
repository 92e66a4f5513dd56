import { expect, test } from 'vitest';
import { linkTerms } from '@/lib/sync/link-terms';

test.each([
  ['an uncounted product sells without limit', { maxQuantity: 1, adjustable: false, onHand: null }, 1, null],
  [
    'an uncounted product may be bought several at a time',
    { maxQuantity: 5, adjustable: true, onHand: null },
    5,
    null,
  ],
  ['every buyer may take the most there is for each', { maxQuantity: 8, adjustable: true, onHand: 64 }, 8, 8],
  ['what would not make up one more purchase waits', { maxQuantity: 8, adjustable: true, onHand: 17 }, 8, 2],
  ['the last units are sold one at a time', { maxQuantity: 8, adjustable: true, onHand: 15 }, 1, 15],
  ['a single piece is sold once', { maxQuantity: 1, adjustable: false, onHand: 1 }, 1, 1],
  ['what is sold out is not sold', { maxQuantity: 8, adjustable: true, onHand: 0 }, 1, 0],
])('%s', (_, goods, maximum, purchases) => {
  const terms = linkTerms(goods);
  expect(terms).toEqual({ maximum, adjustable: maximum > 1, purchases });
  if (goods.onHand !== null) expect(maximum * (purchases ?? 0)).toBeLessThanOrEqual(goods.onHand);
});
