import type { FulfillmentKind } from '../../generated/prisma/enums';
import { access } from './access';
import { download } from './download';
import type { Kind } from './kind';
import { licenseKey } from './license-key';
import { shipment } from './shipment';

/** Every kind of fulfilment a product can have, in the order in which they are granted. */
export const kinds: Record<FulfillmentKind, Kind> = {
  shipment,
  download,
  license_key: licenseKey,
  access,
};
