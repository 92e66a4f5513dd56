import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ParcelUnits, planDivision } from '@/lib/shipping/divide-parcel';

const items = [
  { fulfillmentId: 'bowl', quantity: 3 },
  { fulfillmentId: 'print', quantity: 1 },
];

describe('what goes into a parcel now', () => {
  test.each([
    ['is all of it, where nothing is said', undefined, { kind: 'whole' }],
    ['is all of it, where all is named', { bowl: 3, print: 1 }, { kind: 'whole' }],
    [
      'is what is named; the rest stays',
      { bowl: 1, print: 1 },
      {
        kind: 'part',
        go: [
          { fulfillmentId: 'bowl', quantity: 1 },
          { fulfillmentId: 'print', quantity: 1 },
        ],
        stay: [{ fulfillmentId: 'bowl', quantity: 2 }],
      },
    ],
    [
      'leaves out what came into the parcel after the form was drawn',
      { bowl: 3 },
      {
        kind: 'part',
        go: [{ fulfillmentId: 'bowl', quantity: 3 }],
        stay: [{ fulfillmentId: 'print', quantity: 1 }],
      },
    ],
    ['cannot be more than lies there', { bowl: 4 }, { kind: 'changed' }],
    ['cannot be what does not lie there any more', { vase: 1 }, { kind: 'changed' }],
    ['may name with zero what does not lie there', { bowl: 3, print: 1, vase: 0 }, { kind: 'whole' }],
    ['cannot be nothing', { bowl: 0, print: 0 }, { kind: 'nothing_chosen' }],
    ['cannot be nothing, either, where nothing is named', {}, { kind: 'nothing_chosen' }],
  ])('%s', (_, chosen, division) => {
    expect(planDivision(items, chosen)).toEqual(division);
  });

  test('never loses a unit and never makes one, whatever is chosen', () => {
    const ids = ['a', 'b', 'c', 'd'] as const;
    const parcels = fc.uniqueArray(
      fc.record({ fulfillmentId: fc.constantFrom(...ids), quantity: fc.integer({ min: 1, max: 9 }) }),
      { selector: ({ fulfillmentId }) => fulfillmentId, minLength: 1 },
    );
    const choices = fc.dictionary(fc.constantFrom(...ids), fc.integer({ min: 0, max: 10 }));
    fc.assert(
      fc.property(parcels, choices, (parcel, chosen) => {
        const division = planDivision(parcel, chosen);
        if (division.kind !== 'part') return;
        for (const { fulfillmentId, quantity } of parcel) {
          const units = (list: ParcelUnits[]) =>
            list.find((item) => item.fulfillmentId === fulfillmentId)?.quantity ?? 0;
          expect(units(division.go) + units(division.stay)).toBe(quantity);
        }
        expect([...division.go, ...division.stay].every(({ quantity }) => quantity > 0)).toBe(true);
        expect(division.go.length).toBeGreaterThan(0);
        expect(division.stay.length).toBeGreaterThan(0);
      }),
    );
  });
});
