import type { Tx } from '../../db';
import type { FulfillmentKind } from '../../generated/prisma/enums';
import { eraseAccess } from './access/erase';
import { eraseShipments } from './shipment/erase';

/** Takes the buyer's personal details out of the rows that a kind keeps of these orders. */
export type EraseKind = (tx: Tx, orderIds: string[]) => Promise<void>;

/** What a kind keeps that is nobody's detail: files, keys. */
const nothing: EraseKind = async () => {};

const parts: Record<FulfillmentKind, EraseKind> = {
  shipment: eraseShipments,
  download: nothing,
  license_key: nothing,
  access: eraseAccess,
};

/** Takes the personal details out of what was granted for these orders, kind by kind. Runs under the orders' locks. */
export async function eraseGrants(tx: Tx, orderIds: string[]): Promise<void> {
  for (const erase of Object.values(parts)) await erase(tx, orderIds);
}
