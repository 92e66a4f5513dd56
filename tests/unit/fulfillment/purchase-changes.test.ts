import { describe, expect, test } from 'vitest';
import { purchaseChanges } from '@/lib/fulfillment/purchase-changes';

const bowl = { slug: 'ciotola', description: 'Bowl' };
const cups = { slug: 'due-bicchieri', description: 'Two coffee cups' };
const foreign = { slug: null, description: 'Poster' };

describe('what was changed in Checkout', () => {
  test.each([
    ['nothing', [2], [{ ...bowl, quantity: 2 }], { changed: null, added: null }],
    ['more', [2], [{ ...bowl, quantity: 3 }], { changed: '2 → 3 × Bowl', added: null }],
    ['fewer', [2], [{ ...bowl, quantity: 1 }], { changed: '2 → 1 × Bowl', added: null }],
    ['set to none', [2], [{ ...bowl, quantity: 0 }], { changed: '2 → 0 × Bowl', added: null }],
    ['no longer listed', [2], [], { changed: '2 → 0 × ciotola', added: null }],
    ['in two lines', [2], [1, 1].map((quantity) => ({ ...bowl, quantity })), { changed: null, added: null }],
    [
      'something added',
      [2],
      [
        { ...bowl, quantity: 2 },
        { ...cups, quantity: 1 },
        { ...foreign, quantity: 3 },
      ],
      { changed: null, added: '1 × Two coffee cups, 3 × Poster' },
    ],
    [
      'both',
      [1],
      [
        { ...bowl, quantity: 2 },
        { ...cups, quantity: 2 },
      ],
      { changed: '1 → 2 × Bowl', added: '2 × Two coffee cups' },
    ],
    [
      'an offer left at none',
      [1],
      [
        { ...bowl, quantity: 1 },
        { ...cups, quantity: 0 },
      ],
      { changed: null, added: null },
    ],
  ])('%s', (_, [quantity = 0], bought, expected) => {
    expect(purchaseChanges([{ slug: 'ciotola', quantity }], bought)).toEqual(expected);
  });
});
