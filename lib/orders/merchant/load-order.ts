import { namedProduct, namedVariant } from '../../catalogue/line-name';
import { db } from '../../db';
import { grantInclude } from '../../fulfillment/kinds/views';
import type { Prisma, StripeEvent } from '../../generated/prisma/client';

const lineInclude = {
  product: {
    select: { ...namedProduct.select, slug: true, kinds: true },
  },
  variant: { select: { ...namedVariant.select, stock: { select: { onHand: true } } } },
  fulfillments: {
    orderBy: { kind: 'asc' },
    include: grantInclude,
  },
} satisfies Prisma.OrderLineInclude;

const orderInclude = {
  madeBy: { select: { name: true, email: true } },
  lines: { orderBy: { position: 'asc' }, include: lineInclude },
  parcels: { orderBy: { number: 'asc' }, include: { items: true } },
  mails: { orderBy: [{ queuedAt: 'asc' }, { id: 'asc' }] },
  timeline: { orderBy: { id: 'asc' } },
  disputes: { orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] },
  refunds: { orderBy: [{ createdAt: 'asc' }, { id: 'asc' }], include: { lines: true } },
} satisfies Prisma.OrderInclude;

type LoadedOrder = Prisma.OrderGetPayload<{ include: typeof orderInclude }>;

export type MerchantLine = LoadedOrder['lines'][number];
/** What one kind of fulfilment gave, with its rows. */
export type MerchantGrant = MerchantLine['fulfillments'][number];
export type MerchantParcel = LoadedOrder['parcels'][number];
export type MerchantMail = LoadedOrder['mails'][number];
export type MerchantTimelineEntry = LoadedOrder['timeline'][number];

/** What a list shows of an event. */
export type EventRow = StripeEvent;

/** Everything the merchant may know of an order. Amounts in the smallest unit, times in UTC. */
export interface MerchantOrder extends LoadedOrder {
  /** The webhook events about this order, oldest first, without their bodies. */
  events: EventRow[];
}

/** The order with this number, with everything that hangs on it: one statement for each table. Null where there is none. */
export async function loadMerchantOrder(number: number): Promise<MerchantOrder | null> {
  const order = await db().order.findUnique({ where: { number }, include: orderInclude });
  if (!order) return null;
  // By the objects of Stripe's that the order knows, and by what the timeline says led to something: a refund's event
  // is about a charge, which no column names.
  const objects = [order.sessionId, order.paymentIntentId, order.subscriptionId].filter((id) => id !== null);
  const named = order.timeline.flatMap(({ eventId }) => (eventId ? [eventId] : []));
  const events = await db().stripeEvent.findMany({
    where: { OR: [{ objectId: { in: objects } }, { id: { in: named } }] },
    orderBy: [{ receivedAt: 'asc' }, { id: 'asc' }],
    take: 200,
  });
  return { ...order, events };
}
