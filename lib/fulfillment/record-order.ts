import { buyerOf } from '../buyers/buyer-of';
import type { Tx } from '../db';
import type { Order, OrderLine, Prisma } from '../generated/prisma/client';
import type { CheckoutState, OrderSource } from '../generated/prisma/enums';
import { type CheckoutSession, idOf, type SessionSnapshot } from '../stripe/sessions';
import { buyerLocale } from './buyer-locale';
import { lineAmounts, orderAmounts } from './order-amounts';

/** Our own attempt behind a session, where we made it. */
export interface OwnCheckout {
  id: string;
  locale: string;
  /** [{ slug, quantity }], as it was when the shopper pressed the button. */
  cart: Prisma.JsonValue;
}

/** An attempt of ours whose row is locked. */
export interface LockedCheckout extends OwnCheckout {
  state: CheckoutState;
}

/** An order under its lock, with its lines in the order of the session. */
export interface LockedOrder {
  order: Order;
  lines: OrderLine[];
  /** This transaction made it: it has no number and no timeline yet. */
  isNew: boolean;
}

function sourceOf(session: CheckoutSession, checkout: OwnCheckout | null): OrderSource {
  if (session.payment_link) return 'payment_link';
  if (!checkout) return 'other';
  return session.ui_mode === 'embedded_page' ? 'embedded' : 'hosted';
}

function orderFields({ session, lineItems, paymentIntent }: SessionSnapshot, checkout: OwnCheckout | null) {
  const details = session.customer_details;
  const shipping = session.collected_information?.shipping_details;
  const rate = session.shipping_cost?.shipping_rate;
  return {
    sessionId: session.id,
    livemode: session.livemode,
    source: sourceOf(session, checkout),
    checkoutId: checkout?.id ?? null,
    paymentLinkId: idOf(session.payment_link),
    paymentIntentId: paymentIntent?.id ?? idOf(session.payment_intent),
    subscriptionId: idOf(session.subscription),
    customerId: idOf(session.customer),
    locale: checkout?.locale ?? buyerLocale(session),
    currency: session.currency ?? lineItems[0]?.currency ?? 'eur',
    ...orderAmounts(session, lineItems),
    email: details?.email ?? null,
    name: details?.name ?? shipping?.name ?? null,
    phone: details?.phone ?? null,
    shippingAddress: shipping ? { name: shipping.name, address: { ...shipping.address } } : undefined,
    shippingOption: rate && typeof rate === 'object' ? (rate.display_name ?? null) : null,
    sessionCreatedAt: new Date(session.created * 1000),
  } satisfies Prisma.OrderUncheckedCreateInput;
}

/** What one of our prices sells. */
export interface PricedVariant {
  variantId: string;
  productId: string;
}

/** Our variant behind each of these Stripe prices; prices that are not ours are absent (I7). */
export async function variantsByPrice(tx: Tx, stripePriceIds: string[]): Promise<Map<string, PricedVariant>> {
  const prices = await tx.price.findMany({
    where: { stripePriceId: { in: stripePriceIds } },
    select: { stripePriceId: true, variant: { select: { id: true, productId: true } } },
  });
  return new Map(
    prices.map(({ stripePriceId, variant: { id: variantId, productId } }) => [
      stripePriceId ?? '',
      { variantId, productId },
    ]),
  );
}

async function lineFields(tx: Tx, orderId: string, { lineItems }: SessionSnapshot) {
  const variants = await variantsByPrice(
    tx,
    lineItems.flatMap((item) => (item.price ? [item.price.id] : [])),
  );
  return lineItems.map((item, position) => ({
    orderId,
    position,
    stripeLineItemId: item.id,
    stripePriceId: item.price?.id ?? null,
    productId: variants.get(item.price?.id ?? '')?.productId ?? null,
    variantId: variants.get(item.price?.id ?? '')?.variantId ?? null,
    description: item.description ?? '',
    quantity: item.quantity ?? 1,
    currency: item.currency,
    ...lineAmounts(item),
  }));
}

/** Writes down what was bought, line by line, in the order of the session, once Stripe lists it. */
export async function insertLines(tx: Tx, orderId: string, snapshot: SessionSnapshot): Promise<OrderLine[]> {
  const { amountDifference } = orderAmounts(snapshot.session, snapshot.lineItems);
  await tx.order.update({ where: { id: orderId }, data: { amountDifference } });
  const lines = await tx.orderLine.createManyAndReturn({ data: await lineFields(tx, orderId, snapshot) });
  return lines.sort((a, b) => a.position - b.position);
}

/**
 * Inserts the order of a completed session, or locks the one that is there. Whoever comes second waits here until the
 * first has committed, and then reads what the first left (I1).
 */
export async function insertOrLockOrder(
  tx: Tx,
  snapshot: SessionSnapshot,
  checkout: OwnCheckout | null,
): Promise<LockedOrder> {
  const [created] = await tx.order.createManyAndReturn({
    data: [orderFields(snapshot, checkout)],
    skipDuplicates: true,
  });
  if (created) {
    created.buyerId = await buyerOf(tx, created.email, created.name);
    await tx.order.updateMany({ where: { id: created.id }, data: { buyerId: created.buyerId } });
    const lines = await tx.orderLine.createManyAndReturn({
      data: await lineFields(tx, created.id, snapshot),
    });
    return { order: created, lines: lines.sort((a, b) => a.position - b.position), isNew: true };
  }
  await tx.$queryRaw`SELECT id FROM orders WHERE session_id = ${snapshot.session.id} FOR UPDATE`;
  const { lines, ...order } = await tx.order.findUniqueOrThrow({
    where: { sessionId: snapshot.session.id },
    include: { lines: { orderBy: { position: 'asc' } } },
  });
  return { order, lines, isNew: false };
}

/**
 * Gives a new order its number. Last in its transaction: the counter stays locked until the commit, so no number is
 * lost to a rollback, and a gap never tells how many carts were left.
 */
export async function takeNumber(tx: Tx, orderId: string): Promise<void> {
  const rows = await tx.$queryRaw<{ number: number }[]>`
    WITH taken AS (UPDATE counter SET value = value + 1 WHERE name = 'order' RETURNING value)
    UPDATE orders SET number = taken.value FROM taken WHERE id = ${orderId}::uuid RETURNING number`;
  if (rows.length !== 1) throw new Error('the counter of order numbers is missing: run npm run db:migrate');
}
