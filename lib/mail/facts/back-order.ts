import { db } from '../../db';
import { NothingToTell } from '../nothing-to-tell';

/** What of a line comes later. */
export interface BackOrder {
  lineId: string;
  /** Units that are still to come, and units that stay bought */
  missing: number;
  wanted: number;
}

/**
 * What of a back-ordered line is still to come: the units that stay bought, less those that were granted.
 *
 * @throws {NothingToTell} where nothing is, because it came meanwhile or the money went back
 */
export async function loadBackOrder(lineId: string | undefined): Promise<BackOrder> {
  const line = lineId
    ? await db().orderLine.findUnique({
        where: { id: lineId },
        select: {
          state: true,
          quantity: true,
          unitsRefunded: true,
          order: { select: { payment: true } },
          product: { select: { kinds: true } },
          fulfillments: { select: { kind: true, units: true } },
        },
      })
    : null;
  if (!line || !lineId) throw new NothingToTell('gone');
  const { state, order, product, fulfillments } = line;
  const wanted = order.payment === 'refunded' ? 0 : line.quantity - line.unitsRefunded;
  const granted = (product?.kinds ?? []).map(
    (kind) => fulfillments.find((one) => one.kind === kind)?.units ?? 0,
  );
  const missing = wanted - Math.min(wanted, ...granted);
  if (state !== 'back_ordered' || missing <= 0) throw new NothingToTell('not_back_ordered');
  return { lineId, missing, wanted };
}
