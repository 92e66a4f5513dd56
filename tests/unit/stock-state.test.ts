import { expect, it } from 'vitest';
import { stockState } from '@/lib/catalogue/stock-state';

it.each([
  ['nothing is counted', null, 'uncounted'],
  ['there are plenty', { onHand: 23, held: 4, ownHeld: 0 }, 'in_stock'],
  ['there are five', { onHand: 5, held: 0, ownHeld: 0 }, 'few'],
  ['there is one', { onHand: 1, held: 3, ownHeld: 0 }, 'last_one'],
  ['the last is in another checkout', { onHand: 0, held: 1, ownHeld: 0 }, 'reserved'],
  ['the last is in one’s own checkout', { onHand: 0, held: 1, ownHeld: 1 }, 'yours'],
  ['all are gone', { onHand: 0, held: 0, ownHeld: 0 }, 'sold_out'],
] as const)('when %s, the shop says %3$s', (_, stock, state) => {
  expect(stockState(stock)).toBe(state);
});
