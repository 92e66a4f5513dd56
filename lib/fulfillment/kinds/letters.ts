import type { FulfillmentKind } from '../../generated/prisma/enums';
import { access } from './access/letter';
import { download } from './download/letter';
import type { KindLetter } from './letter';
import { licenseKey } from './license-key/letter';
import { shipment } from './shipment/letter';

const all: Record<FulfillmentKind, KindLetter> = { shipment, download, license_key: licenseKey, access };

/** What the mails say of each kind, in the order in which they say it. */
export const kindLetters: readonly KindLetter[] = Object.values(all);
