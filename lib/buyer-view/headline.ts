import type {
  FulfillmentKind,
  FulfillmentState,
  LineState,
  ParcelState,
  PaymentState,
} from '../generated/prisma/client';

/** What an order says of itself at the top of its page; each has its words in `messages/landing.*.json`. */
export type Headline =
  | 'packing'
  | 'packingMore'
  | 'partlySent'
  | 'sent'
  | 'delivered'
  | 'download'
  | 'ready'
  | 'later'
  | 'working'
  | 'attention'
  | 'awaiting'
  | 'failed'
  | 'refunded'
  | 'partlyRefunded'
  | 'disputed'
  | 'cancelled';

/** What an order says that gave things of one kind alone, and all of them. */
const readyHeadlines: Record<FulfillmentKind, Headline> = {
  shipment: 'ready',
  download: 'download',
  license_key: 'ready',
  access: 'ready',
};

/** What the headline depends on. */
export interface HeadlineOrder {
  payment: PaymentState;
  fulfillment: FulfillmentState;
  parcels: readonly { state: ParcelState }[];
  lines: readonly { kinds: readonly FulfillmentKind[]; state: LineState }[];
}

/** Where the goods are, of an order that is paid and going its way. */
function goodsHeadline({ fulfillment, parcels, lines }: HeadlineOrder): Headline {
  const kinds = new Set(lines.flatMap((line) => line.kinds));
  const going = parcels.filter((parcel) => parcel.state !== 'cancelled');
  // What waits for stock keeps the order from being sent or ready, whatever of it is.
  if (lines.some(({ state }) => state === 'back_ordered')) {
    return going.some((parcel) => parcel.state !== 'awaiting_shipment') ? 'partlySent' : 'later';
  }
  if (going.length > 0) {
    if (going.every((parcel) => parcel.state === 'delivered')) return 'delivered';
    if (going.every((parcel) => parcel.state !== 'awaiting_shipment')) return 'sent';
    if (going.some((parcel) => parcel.state !== 'awaiting_shipment')) return 'partlySent';
    return kinds.size > 1 ? 'packingMore' : 'packing';
  }
  if (fulfillment === 'unfulfilled') return 'working';
  const [first] = kinds;
  return kinds.size === 1 && first ? readyHeadlines[first] : 'ready';
}

/**
 * What the buyer is told first: what became of the money, then whether somebody has to act, then where the goods
 * are. Part of the money given back is said before where the parcel is.
 */
export function headlineOf(order: HeadlineOrder): Headline {
  switch (order.payment) {
    case 'awaiting':
    case 'failed':
    case 'refunded':
    case 'disputed':
      return order.payment;
    case 'paid':
    case 'partly_refunded':
      if (order.fulfillment === 'needs_attention') return 'attention';
      if (order.fulfillment === 'cancelled') return 'cancelled';
      return order.payment === 'partly_refunded' ? 'partlyRefunded' : goodsHeadline(order);
  }
}

/** What may be said of an order to anybody: what became of the money, and whether we are on it. */
export type PublicState =
  | 'paid'
  | 'awaiting'
  | 'attention'
  | 'failed'
  | 'refunded'
  | 'partlyRefunded'
  | 'disputed'
  | 'cancelled';

/** The state shown where the goods themselves are not to be known (I8). */
export function publicState({
  payment,
  fulfillment,
}: Pick<HeadlineOrder, 'payment' | 'fulfillment'>): PublicState {
  if (payment === 'partly_refunded') return 'partlyRefunded';
  if (payment !== 'paid') return payment;
  if (fulfillment === 'needs_attention') return 'attention';
  return fulfillment === 'cancelled' ? 'cancelled' : 'paid';
}
