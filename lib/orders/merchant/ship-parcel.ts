import { z } from 'zod';
import { db } from '../../db';
import { isPaid } from '../../fulfillment/order-states';
import type { PaymentState } from '../../generated/prisma/enums';
import { addTimeline } from '../timeline';

/** What happened to a parcel, or why nothing did. */
export type ShipResult =
  | { shipped: true; carrier: string | null; trackingNumber: string | null }
  | {
      shipped: false;
      reason: 'malformed' | 'no_parcel' | 'already_shipped' | 'cancelled' | 'not_paid';
      /** For `already_shipped`: when it left */
      shippedAt: Date | null;
    };

const line = z
  .string()
  .trim()
  .max(80)
  .transform((text) => text || null);

const shape = z.object({ parcelId: z.uuid(), carrier: line, trackingNumber: line });

/** Whether goods may be sent: for money that is with us, or that is contested while nothing is decided (I2). */
export const mayLeave = (payment: PaymentState): boolean => isPaid(payment) || payment === 'disputed';

/**
 * Marks a parcel as sent, under the order's lock: of two presses one marks it, the other learns that it has left.
 *
 * @param input as it came from the form: `parcelId`, and `carrier` and `trackingNumber`, which may be empty
 * @param actor the merchant's address, for the timeline
 */
export async function shipParcel(input: unknown, actor: string): Promise<ShipResult> {
  const { data } = shape.safeParse(input);
  if (!data) return refused('malformed');
  const { parcelId, carrier, trackingNumber } = data;
  return await db().$transaction(async (tx) => {
    await tx.$queryRaw`
      SELECT orders.id FROM orders JOIN parcel ON parcel.order_id = orders.id
      WHERE parcel.id = ${parcelId}::uuid FOR UPDATE OF orders`;
    const parcel = await tx.parcel.findUnique({
      where: { id: parcelId },
      select: { orderId: true, state: true, shippedAt: true, order: { select: { payment: true } } },
    });
    if (!parcel) return refused('no_parcel');
    if (parcel.state === 'cancelled') return refused('cancelled');
    if (parcel.state !== 'awaiting_shipment') return refused('already_shipped', parcel.shippedAt);
    // I2: nothing leaves for money that is not there.
    if (!mayLeave(parcel.order.payment)) return refused('not_paid');
    await tx.parcel.update({
      where: { id: parcelId },
      data: { state: 'shipped', carrier, trackingNumber, shippedAt: new Date() },
    });
    await addTimeline(tx, parcel.orderId, {
      kind: 'parcel_shipped',
      trigger: 'merchant',
      actor,
      data: { parcelId, carrier, trackingNumber },
    });
    return { shipped: true, carrier, trackingNumber };
  });
}

function refused(
  reason: Extract<ShipResult, { shipped: false }>['reason'],
  shippedAt: Date | null = null,
): ShipResult {
  return { shipped: false, reason, shippedAt };
}
