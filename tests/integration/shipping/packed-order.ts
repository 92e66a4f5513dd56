import { randomUUID } from 'node:crypto';
import { db } from '@/lib/db';
import type { LineState, PaymentState } from '@/lib/generated/prisma/enums';

export const actor = 'ottavia@bottega.example';

const id = (): string => randomUUID().replaceAll('-', '');

let lastNumber = 7000;

interface Wish {
  payment?: PaymentState;
  email?: string | null;
  locale?: string;
  country?: string;
  createdAt?: Date;
  /** Units bought of each product, and how many of them lie in the parcel: all, unless it says otherwise. */
  lines?: { slug: string; quantity: number; granted?: number; state?: LineState }[];
}

/** A paid order whose goods wait in one parcel, as fulfilment leaves it. */
export async function packedOrder(wish: Wish = {}) {
  const { payment = 'paid', email = 'ada@example.com', locale = 'en', country = 'IT' } = wish;
  const lines = wish.lines ?? [
    { slug: 'ciotola', quantity: 3 },
    { slug: 'e-commerciale', quantity: 1 },
  ];
  const createdAt = wish.createdAt ?? new Date();
  const products = await db().product.findMany({
    where: { slug: { in: lines.map(({ slug }) => slug) } },
    include: { texts: true, variants: true },
  });
  const amount = (quantity: number) => 1000 * quantity;
  const total = lines.reduce((sum, { quantity }) => sum + amount(quantity), 0);
  const order = await db().order.create({
    data: {
      number: ++lastNumber,
      sessionId: `cs_test_${id()}`,
      paymentIntentId: `pi_${id()}`,
      livemode: false,
      origin: 'hosted',
      payment,
      fulfillment: 'fulfilled',
      locale,
      currency: 'eur',
      amountSubtotal: total,
      amountDiscount: 0,
      amountShipping: 0,
      amountTax: 0,
      amountTotal: total,
      email,
      name: 'Ada Rossi',
      phone: '+390115550100',
      shippingAddress: {
        name: 'Ada Rossi',
        address: { line1: 'Via Po 1', postal_code: '10123', city: 'Torino', state: 'TO', country },
      },
      shippingOption: 'Tracked post',
      sessionCreatedAt: createdAt,
      createdAt,
      paidAt: createdAt,
    },
  });
  const parcel = await db().parcel.create({ data: { orderId: order.id, createdAt } });
  const fulfillments: string[] = [];
  for (const [position, { slug, quantity, granted = quantity, state = 'fulfilled' }] of lines.entries()) {
    const product = products.find((one) => one.slug === slug);
    if (!product) throw new Error(`no product ${slug}`);
    const line = await db().orderLine.create({
      data: {
        orderId: order.id,
        position,
        stripeLineItemId: `li_${id()}`,
        productId: product.id,
        variantId: product.variants[0]?.id ?? null,
        description: product.texts.find((text) => text.locale === locale)?.name ?? slug,
        quantity,
        currency: 'eur',
        amountSubtotal: amount(quantity),
        amountDiscount: 0,
        amountTax: 0,
        amountTotal: amount(quantity),
        state,
        ...(state === 'back_ordered' && { backOrderedAt: createdAt }),
      },
    });
    if (granted === 0) continue;
    const fulfillment = await db().fulfillment.create({
      data: { orderLineId: line.id, kind: 'shipment', units: granted },
    });
    fulfillments.push(fulfillment.id);
    await db().parcelItem.create({
      data: { parcelId: parcel.id, fulfillmentId: fulfillment.id, quantity: granted },
    });
  }
  return { orderId: order.id, number: order.number ?? 0, parcelId: parcel.id, fulfillments };
}

/** The parcels of an order with what lies in each, in the order of their numbers. */
export async function parcelsOf(orderId: string) {
  return await db().parcel.findMany({
    where: { orderId },
    orderBy: { number: 'asc' },
    include: { items: { orderBy: { fulfillment: { orderLine: { position: 'asc' } } } } },
  });
}

/** I1: for every fulfilment, the units in its parcels are the units that were granted. */
export async function unitsInParcels(orderId: string): Promise<{ granted: number; packed: number }[]> {
  const fulfillments = await db().fulfillment.findMany({
    where: { orderLine: { orderId }, kind: 'shipment' },
    include: { parcelItems: true },
    orderBy: { orderLine: { position: 'asc' } },
  });
  return fulfillments.map(({ units, parcelItems }) => ({
    granted: units,
    packed: parcelItems.reduce((sum, { quantity }) => sum + quantity, 0),
  }));
}

/** Kinds of the entries on an order's timeline, in order. */
export async function timelineOf(orderId: string): Promise<string[]> {
  const entries = await db().timelineEntry.findMany({ where: { orderId }, orderBy: { id: 'asc' } });
  return entries.map(({ kind }) => kind);
}

/** Keys of the mails queued for an order, in order. */
export async function mailsOf(orderId: string): Promise<string[]> {
  const mails = await db().mailMessage.findMany({ where: { orderId }, orderBy: { queuedAt: 'asc' } });
  return mails.map(({ idempotencyKey }) => idempotencyKey);
}
