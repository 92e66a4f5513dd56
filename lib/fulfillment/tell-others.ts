import type { Tx } from '../db';
import type { FulfillmentKind } from '../generated/prisma/enums';
import { announceParcels } from '../shipping/announce-parcels';
import { type AccessReason, tellAccess } from './tell-access';

/**
 * Tells the merchant's other systems, and the buyer whose access opened or closed, what has changed with an order
 * (I5). Under its lock, after everything else that changes it.
 *
 * @param moved the kinds that changed, where nothing else did; left out where the payment changed, which is about all
 */
export async function tellOthers(
  tx: Tx,
  orderId: string,
  reason: AccessReason,
  moved?: ReadonlySet<FulfillmentKind>,
): Promise<void> {
  if (!moved || moved.has('access')) await tellAccess(tx, orderId, reason);
  if (!moved || moved.has('shipment')) await announceParcels(tx, orderId);
}
