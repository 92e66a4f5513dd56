import { z } from 'zod';
import type { Tx } from '../db';
import type { LockedParcel } from './lock-parcel';

/** Units of a fulfilment that lie in a parcel. */
export interface ParcelUnits {
  fulfillmentId: string;
  quantity: number;
}

/** How many units of which fulfilment belong into a parcel, as they come from a form. */
export const chosenUnits = z.record(z.uuid(), z.coerce.number().int().min(0).max(1_000_000));

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
export function planDivision(
  items: readonly ParcelUnits[],
  chosen: Readonly<Record<string, number>> | undefined,
): Division {
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

/**
 * Puts what stays into a parcel of its own, under the order's lock. The parcel keeps its ID, its number and what was
 * chosen; the new one takes the order's next number and has waited for as long.
 *
 * @returns the number of the new parcel
 */
export async function divideParcel(
  tx: Tx,
  parcel: LockedParcel,
  { go, stay }: Extract<Division, { kind: 'part' }>,
): Promise<number> {
  const { _max } = await tx.parcel.aggregate({ where: { orderId: parcel.orderId }, _max: { number: true } });
  const number = (_max.number ?? 0) + 1;
  await tx.parcelItem.deleteMany({ where: { parcelId: parcel.id } });
  await tx.parcelItem.createMany({ data: go.map((item) => ({ ...item, parcelId: parcel.id })) });
  await tx.parcel.create({
    data: {
      orderId: parcel.orderId,
      number,
      createdAt: parcel.createdAt,
      items: { createMany: { data: stay } },
    },
  });
  return number;
}
