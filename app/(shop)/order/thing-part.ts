import type { BuyerLine, BuyerOrder } from '@/lib/buyer-view/buyer-order';

/** What the part of a kind on the order's page is given: it shows what the line gave of that kind, or nothing. */
export interface ThingPart {
  line: BuyerLine;
  order: BuyerOrder;
}
