import { z } from 'zod';

/** Units of a fulfilment that lie in a parcel. */
export interface ParcelUnits {
  fulfillmentId: string;
  quantity: number;
}

/** How many units of which fulfilment belong into a parcel, as they come from a form. */
export const chosenUnits = z.record(z.uuid(), z.coerce.number().int().min(0).max(1_000_000));

/** How many units of each fulfilment were chosen. */
export type ChosenUnits = Readonly<Record<string, number>>;

export type Division =
  /** All of it was chosen */
  | { kind: 'whole' }
  | { kind: 'part'; go: ParcelUnits[]; stay: ParcelUnits[] }
  /** More was chosen than lies in the parcel: somebody changed it since */
  | { kind: 'changed' }
  | { kind: 'nothing_chosen' };

/**
 * Divides a parcel's items into those chosen and the rest, every unit in one of the two (I1). What was not named stays:
 * it came into the parcel after the one who chose had looked.
 *
 * @param chosen undefined chooses everything
 */
export function planDivision(items: readonly ParcelUnits[], chosen: ChosenUnits | undefined): Division {
  if (!chosen) return { kind: 'whole' };
  const there = new Map(items.map(({ fulfillmentId, quantity }) => [fulfillmentId, quantity]));
  if (Object.entries(chosen).some(([id, units]) => units > (there.get(id) ?? 0))) return { kind: 'changed' };
  const go: ParcelUnits[] = [];
  const stay: ParcelUnits[] = [];
  for (const { fulfillmentId, quantity } of items) {
    const units = chosen[fulfillmentId] ?? 0;
    if (units > 0) go.push({ fulfillmentId, quantity: units });
    if (units < quantity) stay.push({ fulfillmentId, quantity: quantity - units });
  }
  if (go.length === 0) return { kind: 'nothing_chosen' };
  return stay.length === 0 ? { kind: 'whole' } : { kind: 'part', go, stay };
}
