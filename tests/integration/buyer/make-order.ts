import { randomUUID } from 'node:crypto';
import { hashBrowserId } from '@/lib/checkout/browser-id';
import { db } from '@/lib/db';
import type {
  FulfillmentKind,
  FulfillmentState,
  LineState,
  OrderOrigin,
  ParcelState,
  PaymentState,
} from '@/lib/generated/prisma/client';

/** What a test wants of an order; everything left out is as after an ordinary card payment on Stripe's page. */
export interface OrderWish {
  lines?: { slug?: string; description?: string; quantity?: number; state?: LineState }[];
  payment?: PaymentState;
  fulfillment?: FulfillmentState;
  origin?: OrderOrigin;
  browserId?: string;
  email?: string | null;
  name?: string;
  locale?: string;
  discount?: number;
  shipping?: number;
  tax?: number;
  currency?: string;
  parcels?: { state: ParcelState; carrier?: string; tracking?: string }[];
  createdAt?: Date;
  receipt?: boolean;
  accessEndsAt?: Date;
  /** One session for one order: pass it where a page is to find it */
  sessionId?: string;
}

const wasPaid = (payment: PaymentState) => !['awaiting', 'failed'].includes(payment);

async function grant(
  fulfillmentId: string,
  kind: FulfillmentKind,
  { id: variantId, productId }: { id: string; productId: string },
  quantity: number,
  wish: OrderWish,
) {
  const prisma = db();
  if (kind === 'download') {
    const files = await prisma.productFile.findMany({ where: { variantId } });
    await prisma.downloadGrant.createMany({ data: files.map(({ id }) => ({ fulfillmentId, fileId: id })) });
  }
  if (kind === 'license_key') {
    for (let unit = 1; unit <= quantity; unit++) {
      const key = `REG-${randomUUID().slice(0, 23).toUpperCase()}`;
      await prisma.licenseKey.create({
        data: { variantId, key, fulfillmentId, unit, grantedAt: new Date() },
      });
    }
  }
  if (kind === 'access') {
    const { accessDays } = await prisma.product.findUniqueOrThrow({ where: { id: productId } });
    await prisma.entitlement.create({
      data: {
        fulfillmentId,
        productId,
        email: wish.email,
        subscriptionId: accessDays === null ? 'sub_1' : null,
        endsAt: wish.accessEndsAt ?? new Date(Date.now() + (accessDays ?? 30) * 86_400_000),
      },
    });
  }
}

/** Writes an order straight into the database, as fulfilment would have left it. */
export async function makeOrder(
  wish: OrderWish = {},
): Promise<{ id: string; sessionId: string; number: number }> {
  const prisma = db();
  const payment = wish.payment ?? 'paid';
  const sessionId = wish.sessionId ?? `cs_test_${randomUUID().replaceAll('-', '')}`;
  const createdAt = wish.createdAt ?? new Date();
  const wanted = wish.lines ?? [{ slug: 'ciotola' }];
  const products = await prisma.product.findMany({
    include: { variants: { include: { prices: { where: { active: true } } } } },
  });
  const priced = wanted.map((line) => {
    const product = products.find((one) => one.slug === line.slug);
    const variant = product?.variants[0];
    const quantity = line.quantity ?? 1;
    const amount = (variant?.prices[0]?.unitAmount ?? 1200) * quantity;
    return { ...line, product, variant, quantity, amount };
  });
  const subtotal = priced.reduce((sum, { amount }) => sum + amount, 0);
  const checkout = wish.browserId
    ? await prisma.checkout.create({
        data: {
          idempotencyKey: randomUUID(),
          browserHash: hashBrowserId(wish.browserId),
          mode: 'hosted',
          state: 'complete',
          locale: wish.locale ?? 'en',
          cart: wanted.map(({ slug, quantity }) => ({ slug, quantity: quantity ?? 1 })),
          sessionId,
          expiresAt: new Date(createdAt.getTime() + 1_800_000),
        },
      })
    : null;
  const { value: number } = await prisma.counter.update({
    where: { name: 'order' },
    data: { value: { increment: 1 } },
  });
  const email = wish.email === undefined ? 'giulia@example.com' : wish.email;
  const order = await prisma.order.create({
    data: {
      number,
      sessionId,
      livemode: false,
      origin: wish.origin ?? 'hosted',
      checkoutId: checkout?.id ?? null,
      payment,
      fulfillment: wish.fulfillment ?? (wasPaid(payment) ? 'fulfilled' : 'unfulfilled'),
      attention: wish.fulfillment === 'needs_attention' ? [{ code: 'no_lines' }] : undefined,
      locale: wish.locale ?? 'en',
      currency: wish.currency ?? 'eur',
      amountSubtotal: subtotal,
      amountDiscount: wish.discount ?? 0,
      amountShipping: wish.shipping ?? 0,
      amountTax: wish.tax ?? 0,
      amountTotal: subtotal - (wish.discount ?? 0) + (wish.shipping ?? 0),
      email,
      name: wish.name ?? 'Giulia Ferraris',
      shippingAddress: priced.some(({ product }) => product?.kinds.includes('shipment'))
        ? {
            name: wish.name ?? 'Giulia Ferraris',
            address: {
              line1: 'Via Principe Amedeo 21',
              line2: 'Scala B',
              postal_code: '10123',
              city: 'Torino',
              state: 'TO',
              country: 'IT',
            },
          }
        : undefined,
      sessionCreatedAt: createdAt,
      createdAt,
      paidAt: wasPaid(payment) ? createdAt : null,
    },
  });
  const parcels = [];
  const wanting = wish.parcels ?? [{ state: 'awaiting_shipment' as const }];
  for (const [position, line] of priced.entries()) {
    const row = await prisma.orderLine.create({
      data: {
        orderId: order.id,
        position,
        stripeLineItemId: `li_${randomUUID()}`,
        productId: line.product?.id ?? null,
        variantId: line.variant?.id ?? null,
        description: line.description ?? line.slug ?? 'Something made to order',
        quantity: line.quantity,
        currency: wish.currency ?? 'eur',
        amountSubtotal: line.amount,
        amountDiscount: 0,
        amountTax: 0,
        amountTotal: line.amount,
        state: line.state ?? (wasPaid(payment) ? 'fulfilled' : 'pending'),
        attention: line.state === 'needs_attention' ? { code: 'no_lines' } : undefined,
      },
    });
    if (!line.product || !line.variant || !wasPaid(payment) || row.state !== 'fulfilled') continue;
    for (const kind of line.product.kinds) {
      const { id } = await prisma.fulfillment.create({
        data: { orderLineId: row.id, kind, units: line.quantity },
      });
      await grant(id, kind, line.variant, line.quantity, { ...wish, email });
      if (kind === 'shipment') parcels.push({ fulfillmentId: id, quantity: line.quantity });
    }
  }
  if (parcels.length > 0) {
    for (const [index, { state, carrier, tracking }] of wanting.entries()) {
      const items = wanting.length === 1 ? parcels : parcels.slice(index, index + 1);
      await prisma.parcel.create({
        data: {
          orderId: order.id,
          number: index + 1,
          state,
          carrier: carrier ?? null,
          trackingNumber: tracking ?? null,
          shippedAt: state === 'shipped' || state === 'delivered' ? new Date() : null,
          deliveredAt: state === 'delivered' ? new Date() : null,
          items: { create: items },
        },
      });
    }
  }
  if (wish.receipt && email) {
    await prisma.mailMessage.create({
      data: {
        idempotencyKey: `receipt:${order.id}`,
        orderId: order.id,
        template: 'receipt',
        recipient: email,
        locale: wish.locale ?? 'en',
        state: 'sent',
        sentAt: new Date(),
      },
    });
  }
  return { id: order.id, sessionId, number };
}
