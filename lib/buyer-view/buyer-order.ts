import { db } from '../db';
import type {
  FulfillmentKind,
  FulfillmentState,
  LineState,
  OrderOrigin,
  ParcelState,
  PaymentState,
  Prisma,
} from '../generated/prisma/client';
import { orderNumber } from '../order-number';
import { carrierName, trackingLink } from '../shipping/carriers';
import { missingUnits } from '../shipping/missing-units';
import { type PostalAddress, postalAddress } from '../shipping/postal-address';
import { type BuyerLine, lineInclude, toBuyerLine } from './buyer-line';
import type { OrderAmounts } from './totals';

export type { BuyerLine } from './buyer-line';
export type { FulfillmentKind, FulfillmentState, LineState, OrderOrigin, ParcelState, PaymentState };

/** What anybody may learn of an order whose session ID they have, and what decides whether they may see more. */
export interface OrderHead {
  id: string;
  /** `B-1042`; null while nothing has been paid */
  number: string | null;
  origin: OrderOrigin;
  payment: PaymentState;
  fulfillment: FulfillmentState;
  browserHash: string | null;
  hasEmail: boolean;
  createdAt: Date;
  paidAt: Date | null;
}

/** One parcel, and what lies in it. */
export interface BuyerParcel {
  id: string;
  state: ParcelState;
  /** By its name */
  carrier: string | null;
  trackingNumber: string | null;
  /** Where it can be followed */
  trackingLink: string | null;
  shippedAt: Date | null;
  deliveredAt: Date | null;
  items: { lineId: string; name: string; quantity: number }[];
}

/** An order as its buyer sees it, product texts in one language. Amounts in the smallest unit, times in UTC. */
export interface BuyerOrder extends OrderAmounts {
  id: string;
  number: string | null;
  payment: PaymentState;
  fulfillment: FulfillmentState;
  currency: string;
  /** What went back, or is on its way there, in the smallest unit */
  amountRefunded: number;
  email: string | null;
  name: string | null;
  createdAt: Date;
  paidAt: Date | null;
  shippingAddress: PostalAddress | null;
  shippingOption: string | null;
  lines: BuyerLine[];
  parcels: BuyerParcel[];
  /** What is sent later, when it is there */
  backOrdered: { lineId: string; name: string; quantity: number }[];
  /** The mail with the receipt; null where none is on its way (no address takes it, nothing was paid, Stripe sends it) */
  receipt: { recipient: string; sentAt: Date | null } | null;
  /** Its subscription can be managed at Stripe */
  manageable: boolean;
  /** When the personal details were erased; what was bought stays */
  erasedAt: Date | null;
  /** Goods are to be sent */
  hasShipment: boolean;
}

/**
 * The order of a session or with an ID, without any personal detail: enough to decide who may see more.
 *
 * @returns null where there is none
 */
export async function loadOrderHead(
  where: { id: string } | { sessionId: string },
): Promise<OrderHead | null> {
  const order = await db().order.findUnique({
    where,
    select: {
      id: true,
      number: true,
      origin: true,
      payment: true,
      fulfillment: true,
      email: true,
      createdAt: true,
      paidAt: true,
      checkout: { select: { browserHash: true } },
    },
  });
  if (!order) return null;
  const { checkout, email, ...rest } = order;
  return {
    ...rest,
    number: orderNumber(order) || null,
    browserHash: checkout?.browserHash ?? null,
    hasEmail: !!email,
  };
}

const orderInclude = {
  lines: { orderBy: { position: 'asc' }, include: lineInclude },
  parcels: { orderBy: { number: 'asc' }, include: { items: true } },
  mails: {
    // One that was refused for good is in nobody's mailbox.
    where: { template: 'receipt', state: { in: ['queued', 'sent'] } },
    orderBy: { queuedAt: 'asc' },
    take: 1,
  },
} satisfies Prisma.OrderInclude;

/** An order, and the language of its product texts; the other stands in where one is missing. */
export interface BuyerOrderWish {
  orderId: string;
  locale: string;
}

/**
 * Everything the buyer's page and mails show of an order: one read for each table, however many lines it has.
 *
 * @returns null where there is no such order
 */
export async function loadBuyerOrder(orderId: string, locale: string): Promise<BuyerOrder | null> {
  const [order] = await loadBuyerOrders([{ orderId, locale }]);
  return order ?? null;
}

/** The same of several orders, with no more reads. @returns one for each wish, null where there is no such order */
export async function loadBuyerOrders(wishes: readonly BuyerOrderWish[]): Promise<(BuyerOrder | null)[]> {
  const rows = await db().order.findMany({
    where: { id: { in: wishes.map(({ orderId }) => orderId) } },
    include: orderInclude,
  });
  const orders = new Map(rows.map((row) => [row.id, row]));
  return wishes.map(({ orderId, locale }) => {
    const order = orders.get(orderId);
    return order ? toBuyerOrder(order, locale) : null;
  });
}

type OrderRow = Prisma.OrderGetPayload<{ include: typeof orderInclude }>;

function toBuyerOrder(order: OrderRow, locale: string): BuyerOrder {
  const lines = order.lines.map((line) => toBuyerLine(line, locale, order.payment));
  const lineOf = new Map<string, BuyerLine>();
  for (const [index, line] of order.lines.entries()) {
    const shown = lines[index];
    if (shown) for (const { id } of line.fulfillments) lineOf.set(id, shown);
  }
  const mail = order.mails[0];
  return {
    id: order.id,
    number: orderNumber(order) || null,
    payment: order.payment,
    fulfillment: order.fulfillment,
    currency: order.currency,
    amountSubtotal: order.amountSubtotal,
    amountDiscount: order.amountDiscount,
    amountShipping: order.amountShipping,
    amountTax: order.amountTax,
    amountTotal: order.amountTotal,
    amountRefunded: order.amountRefunded,
    email: order.email,
    name: order.name,
    createdAt: order.createdAt,
    paidAt: order.paidAt,
    shippingAddress: postalAddress(order.shippingAddress, locale),
    shippingOption: order.shippingOption,
    lines,
    parcels: order.parcels.map(({ items, ...parcel }) => ({
      id: parcel.id,
      state: parcel.state,
      carrier: carrierName(parcel.carrier),
      trackingNumber: parcel.trackingNumber,
      trackingLink: trackingLink(parcel),
      shippedAt: parcel.shippedAt,
      deliveredAt: parcel.deliveredAt,
      items: items.map(({ fulfillmentId, quantity }) => {
        const line = lineOf.get(fulfillmentId);
        return { lineId: line?.id ?? fulfillmentId, name: line?.name ?? '', quantity };
      }),
    })),
    backOrdered: order.lines.flatMap((line, index) => {
      const shown = lines[index];
      const shipments = line.fulfillments.filter(({ kind }) => kind === 'shipment');
      const quantity = line.state === 'back_ordered' ? missingUnits({ ...line, fulfillments: shipments }) : 0;
      return shown && quantity > 0 ? [{ lineId: line.id, name: shown.name, quantity }] : [];
    }),
    manageable: order.subscriptionId !== null && order.customerId !== null && order.erasedAt === null,
    erasedAt: order.erasedAt,
    receipt: mail && order.erasedAt === null ? { recipient: mail.recipient, sentAt: mail.sentAt } : null,
    hasShipment: order.parcels.length > 0 || lines.some((line) => line.kinds.includes('shipment')),
  };
}

/** Where an order stands, in one word to compare: a page that shows another one is out of date. */
export const orderStamp = (order: Pick<OrderHead, 'payment' | 'fulfillment'>): string =>
  `${order.payment}.${order.fulfillment}`;
