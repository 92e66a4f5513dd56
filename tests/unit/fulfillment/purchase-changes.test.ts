import { describe, expect, test } from 'vitest';
import { purchaseChanges } from '@/lib/fulfillment/decision/purchase-changes';

const bowl = { lineId: 'a', slug: 'ciotola', description: 'Bowl' };
const cups = { lineId: 'b', slug: 'due-bicchieri', description: 'Two coffee cups' };
const foreign = { lineId: 'c', slug: null, description: 'Poster' };

const change = ({ lineId, description }: typeof cups | typeof foreign, before: number, units: number) => ({
  lineId,
  description,
  before,
  units,
});

describe('what was changed in Checkout', () => {
  test.each([
    ['nothing', [2], [{ ...bowl, quantity: 2 }], { changed: [], added: [] }],
    ['more', [2], [{ ...bowl, quantity: 3 }], { changed: [change(bowl, 2, 3)], added: [] }],
    ['fewer', [2], [{ ...bowl, quantity: 1 }], { changed: [change(bowl, 2, 1)], added: [] }],
    ['set to none', [2], [{ ...bowl, quantity: 0 }], { changed: [change(bowl, 2, 0)], added: [] }],
    [
      'no longer listed',
      [2],
      [],
      { changed: [{ lineId: null, description: 'ciotola', before: 2, units: 0 }], added: [] },
    ],
    ['in two lines', [2], [1, 1].map((quantity) => ({ ...bowl, quantity })), { changed: [], added: [] }],
    [
      'something added',
      [2],
      [
        { ...bowl, quantity: 2 },
        { ...cups, quantity: 1 },
        { ...foreign, quantity: 3 },
      ],
      { changed: [], added: [change(cups, 0, 1), change(foreign, 0, 3)] },
    ],
    [
      'both',
      [1],
      [
        { ...bowl, quantity: 2 },
        { ...cups, quantity: 2 },
      ],
      { changed: [change(bowl, 1, 2)], added: [change(cups, 0, 2)] },
    ],
    [
      'an offer left at none',
      [1],
      [
        { ...bowl, quantity: 1 },
        { ...cups, quantity: 0 },
      ],
      { changed: [], added: [] },
    ],
  ])('%s', (_, [quantity = 0], bought, expected) => {
    expect(purchaseChanges([{ slug: 'ciotola', quantity }], bought)).toEqual(expected);
  });
});
