import type { ReactNode } from 'react';
import type { FulfillmentKind } from '@/lib/buyer-view/buyer-order';
import { ThingAccess } from './thing-access';
import { ThingDownloads } from './thing-downloads';
import { ThingKeys } from './thing-keys';
import type { ThingPart } from './thing-part';

/** Goods have no part of their own: where they are stands with the line, and their parcels below all lines. */
const Nothing = () => null;

const parts: Record<FulfillmentKind, (props: ThingPart) => ReactNode> = {
  shipment: Nothing,
  download: ThingDownloads,
  license_key: ThingKeys,
  access: ThingAccess,
};

/** What a line gave, kind by kind, each with the way to get it. */
export function ThingParts({ line, order }: ThingPart) {
  return Object.entries(parts).map(([kind, Part]) => <Part key={kind} line={line} order={order} />);
}
