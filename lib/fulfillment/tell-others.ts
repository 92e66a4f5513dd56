import type { Tx } from '../db';
import { tellParcels } from '../shipping/tell-parcels';
import { type AccessReason, tellAccess } from './tell-access';

/**
 * Tells the merchant's other systems, and the buyer whose access opened or closed, what has changed with an order
 * (I5). Under its lock, after everything else that changes it.
 */
export async function tellOthers(tx: Tx, orderId: string, reason: AccessReason): Promise<void> {
  await tellAccess(tx, orderId, reason);
  await tellParcels(tx, orderId);
}
