import { describe, expect, test } from 'vitest';
import { planStock } from '@/lib/fulfillment/decision/plan-stock';

const need = (lineId: string, variantId: string, units: number) => ({ lineId, variantId, units });

describe('booking stock', () => {
  test('takes what the checkout held', () => {
    const plan = planStock([need('a', 'cup', 2)], new Map([['cup', 2]]), new Map([['cup', 5]]));
    expect(plan.moves.get('cup')).toEqual({ fromHold: 2, fromHand: 0, givenBack: 0 });
    expect(plan.takenByLine.get('a')).toBe(2);
  });

  test('gives back what the shopper no longer wanted', () => {
    const plan = planStock([need('a', 'cup', 1)], new Map([['cup', 3]]), new Map([['cup', 0]]));
    expect(plan.moves.get('cup')).toEqual({ fromHold: 1, fromHand: 0, givenBack: 2 });
  });

  test('takes from the shelf what was not held', () => {
    const plan = planStock([need('a', 'cup', 3)], new Map(), new Map([['cup', 5]]));
    expect(plan.moves.get('cup')).toEqual({ fromHold: 0, fromHand: 3, givenBack: 0 });
  });

  test('takes what there is when there is not enough', () => {
    const plan = planStock([need('a', 'cup', 3)], new Map([['cup', 1]]), new Map([['cup', 1]]));
    expect(plan.moves.get('cup')).toEqual({ fromHold: 1, fromHand: 1, givenBack: 0 });
    expect(plan.takenByLine.get('a')).toBe(2);
  });

  test('shares one hold among two lines of the same product, and takes no unit twice', () => {
    const plan = planStock(
      [need('a', 'cup', 2), need('b', 'cup', 2)],
      new Map([['cup', 3]]),
      new Map([['cup', 0]]),
    );
    expect([...plan.takenByLine]).toEqual([
      ['a', 2],
      ['b', 1],
    ]);
    expect(plan.moves.get('cup')).toEqual({ fromHold: 3, fromHand: 0, givenBack: 0 });
  });

  test('leaves alone what is not counted, or is not any more', () => {
    const plan = planStock([need('a', 'pdf', 9)], new Map([['cup', 2]]), new Map());
    expect(plan.moves.size).toBe(0);
    expect(plan.takenByLine.has('a')).toBe(false);
  });
});
