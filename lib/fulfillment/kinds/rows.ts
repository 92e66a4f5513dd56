import type { FulfillmentKind } from '../../generated/prisma/enums';
import type { AccessRows } from './access/rows';
import type { DownloadRows } from './download/rows';
import type { Intersection } from './intersection';
import type { LicenseKeyRows } from './license-key/rows';
import type { ShipmentRows } from './shipment/rows';

/** Refuses what lacks a kind, and says which. */
type OfEveryKind<Rows extends Record<FulfillmentKind, object>> = Rows;

/** The rows that each kind keeps of an order, by the name of their set; `object` for a kind that needs none. */
export type KindRows = OfEveryKind<{
  shipment: ShipmentRows;
  download: DownloadRows;
  license_key: LicenseKeyRows;
  access: AccessRows;
}>;

/** The rows of all kinds together. */
export type RowsOfKinds = Intersection<KindRows[keyof KindRows]>;
