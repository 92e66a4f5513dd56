import type { Prisma } from '../../generated/prisma/client';
import type { FulfillmentKind } from '../../generated/prisma/enums';
import { access } from './access/view';
import { download } from './download/view';
import type { Intersection } from './intersection';
import { licenseKey } from './license-key/view';
import { shipment } from './shipment/view';

/**
 * Of each kind: what of a fulfilment is read beside its own row (`include`), and what its buyer is shown of that (`view`,
 * given the fulfilments of one line; nothing where the line gave none of it).
 */
const views = { shipment, download, license_key: licenseKey, access } satisfies Record<
  FulfillmentKind,
  { include: object; view: unknown }
>;

type Views = (typeof views)[keyof typeof views];

/** What every kind gives a line, as its buyer sees it. */
export type BuyerParts = Intersection<ReturnType<Views['view']>>;

/** Everything that was granted by a fulfilment, whatever its kind, as Prisma reads it. */
export const grantInclude = Object.assign(
  {},
  ...Object.values(views).map(({ include }) => include),
) as Intersection<Views['include']>;

/** A fulfilment with everything that it gave. */
export type GrantRow = Prisma.FulfillmentGetPayload<{ include: typeof grantInclude }>;

/** Reads what was granted for one line into what its buyer sees. */
export function buyerParts(fulfillments: readonly GrantRow[]): BuyerParts {
  return Object.assign({}, ...Object.values(views).map(({ view }) => view(fulfillments)));
}
