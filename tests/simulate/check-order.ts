import { closedReason } from '../../lib/entitlements/entitlement-state';
import type {
  FulfillmentRow,
  LineRow,
  MailFacts,
  OrderRow,
  OrderState,
} from '../../lib/fulfillment/decision/order-state';
import { isPaid } from '../../lib/is-paid';
import { checkDisputes, checkMoney } from './check-money';
import type { ShopModel } from './shop-model';
import type { StripeModel } from './stripe-model';
import { hold } from './violation';

/** Every invariant of one order, by its rows and by what is true at Stripe; `before` is what it was a step ago. */
export function checkOrder(
  shop: ShopModel,
  stripe: StripeModel,
  sessionId: string,
  before: OrderState,
): void {
  const state = shop.orders.get(sessionId);
  const order = state?.order;
  const session = stripe.sessions.get(sessionId);
  if (!state || !order || !session) return;
  hold(session.status === 'complete', 'I2', () => `an order of ${sessionId}, which is ${session.status}`);
  hold(before.order === null || before.order.id === order.id, 'I1', () => 'a second order of one session');
  hold(
    order.paidAt === null || session.paid === 'paid',
    'I2',
    () => `${sessionId} counts as paid and is not`,
  );
  checkMoney(state, order, session);
  checkDisputes(before, state);
  const items = new Set(state.lines.map(({ stripeLineItemId }) => stripeLineItemId));
  hold(items.size === state.lines.length, 'I1', () => 'one line of the session is twice in the order');
  for (const line of state.lines) checkLine(shop, state, order, line);
  checkProgress(state, order);
  const known = new Map(before.fulfillments.map(({ id, units }) => [id, units]));
  const granted = state.fulfillments.find(({ id, units }) => units > (known.get(id) ?? 0));
  hold(
    !granted || isPaid(order.payment),
    'I2',
    () => `units are granted while the payment is ${order.payment}`,
  );
  const waiting = new Set(
    before.parcels.filter(({ state: of }) => of === 'awaiting_shipment').map(({ id }) => id),
  );
  hold(
    isPaid(order.payment) || !state.parcels.some(({ id, state: of }) => waiting.has(id) && of === 'shipped'),
    'I2',
    () => `a parcel leaves while the payment is ${order.payment}`,
  );
  const asks = order.fulfillment === 'needs_attention';
  hold(
    !asks || (order.attention?.length ?? 0) > 0,
    'I7',
    () => 'the order needs attention and does not say why',
  );
  hold(asks || order.attention === null, 'I7', () => 'the order gives a reason and asks for nobody');
  const mails = shop.mails.get(sessionId);
  const hasReceipt = mails?.some(({ key }) => key === `receipt:${order.id}`) ?? false;
  hold(!hasReceipt || order.paidAt !== null, 'I5', () => 'a receipt for what is not paid');
  checkErased(state, order, mails);
  const checkout = shop.checkouts.find(({ id }) => id === order.checkoutId);
  hold(
    order.payment === 'awaiting' ||
      order.payment === 'disputed' ||
      !checkout ||
      !shop.holds.some(({ checkoutId, state: of }) => checkoutId === checkout.id && of === 'held'),
    'I4',
    () => `the order is ${order.payment} and its checkout still holds stock`,
  );
}

/** Whose details were erased stays unknown, whatever comes after (I8). */
function checkErased(state: OrderState, order: OrderRow, mails: readonly MailFacts[] = []): void {
  if (order.erasedAt === null) return;
  const { email, name, phone, shippingAddress, buyerId } = order;
  const isBack = [email, name, phone, shippingAddress, buyerId].some((detail) => detail !== null);
  hold(!isBack, 'I8', () => 'details are back on an order that they were erased from');
  hold(
    mails.every(({ state: of }) => of !== 'queued'),
    'I8',
    () => 'a mail to somebody who was erased',
  );
  hold(
    state.parcels.every((row) => row.trackingNumber === null && row.trackingUrl === null),
    'I8',
    () => 'a number that leads to an address of somebody who was erased',
  );
  hold(
    state.entitlements.every((row) => row.email === null),
    'I8',
    () => 'access of an erased order has an address again',
  );
}

/** What went back of a line, by the refunds that are in force. */
export function refundedUnits({ refunds, refundLines }: OrderState, lineId: string): number {
  let units = 0;
  for (const row of refundLines) {
    if (row.orderLineId !== lineId) continue;
    const refund = refunds.find(({ id }) => id === row.refundId);
    if (refund && refund.state !== 'failed' && refund.state !== 'canceled') units += row.quantity;
  }
  return units;
}

function checkLine(shop: ShopModel, state: OrderState, order: OrderRow, line: LineRow): void {
  const back = refundedUnits(state, line.id);
  const isGone = order.paidAt === null || order.payment === 'refunded';
  const most = isGone ? 0 : line.quantity - back;
  hold(back <= line.quantity, 'I6', () => `more units of ${line.id} went back than were bought`);
  const rows = state.fulfillments.filter(({ orderLineId }) => orderLineId === line.id);
  const product = shop.product(line.variantId);
  hold(product !== undefined || rows.length === 0, 'I1', () => 'something is granted that is not ours');
  if (!product) return;
  let gone = 0;
  let least = rows.length < product.kinds.length ? 0 : Number.POSITIVE_INFINITY;
  const kinds = new Set(rows.map(({ kind }) => kind));
  hold(kinds.size === rows.length, 'I1', () => `one kind of ${line.id} is there twice`);
  for (const row of rows) {
    hold(
      row.units <= most,
      'I1',
      () => `${row.units} units of ${row.kind} are granted, ${most} are the buyer’s`,
    );
    least = Math.min(least, row.units);
    gone = Math.max(gone, checkKind(shop, state, order, row, product.licenseKeySource === 'pool'));
  }
  const isCounted = shop.stock.some(({ variantId }) => variantId === line.variantId);
  if (isCounted) {
    const granted = Math.max(0, ...rows.map(({ units }) => units));
    hold(
      granted <= line.stockTaken,
      'I4',
      () => `${granted} units are granted, ${line.stockTaken} taken from stock`,
    );
    hold(
      line.stockTaken <= Math.max(most, gone),
      'I4',
      () => `${line.stockTaken} units stay taken of ${most}`,
    );
  }
  const byHand = line.unitsByHand !== null && line.unitsByHand >= most;
  // While nothing may be granted, a line stays what it was.
  const isDone = least >= most || byHand || line.quantity === 0 || !isPaid(order.payment);
  hold(
    line.state !== 'fulfilled' || isDone,
    'I7',
    () => `a line counts as fulfilled with ${least} of ${most} units`,
  );
  hold(
    line.state !== 'cancelled' || most === 0 || !isPaid(order.payment),
    'I7',
    () => 'a line of a paid order is dropped',
  );
  hold(
    line.state !== 'pending' || !isPaid(order.payment),
    'I7',
    () => 'a line of a paid order was never looked at',
  );
  hold(
    (line.state === 'needs_attention') === (line.attention !== null),
    'I7',
    () => 'a line and its reason disagree',
  );
}

/** @returns how many units can never go back on the shelf */
function checkKind(
  shop: ShopModel,
  state: OrderState,
  order: OrderRow,
  { id, kind, units, orderLineId }: FulfillmentRow,
  isPool: boolean,
): number {
  if (kind === 'shipment') {
    let [waiting, sent] = [0, 0];
    for (const item of state.parcelItems) {
      if (item.fulfillmentId !== id) continue;
      hold(item.quantity > 0, 'I1', () => 'a parcel holds none of something');
      const parcel = state.parcels.find((one) => one.id === item.parcelId);
      hold(parcel?.state !== 'cancelled', 'I1', () => 'a parcel that was called off holds something');
      if (parcel?.state === 'awaiting_shipment') waiting += item.quantity;
      else sent += item.quantity;
    }
    hold(
      waiting === Math.max(0, units - sent),
      'I1',
      () => `${units} units, ${sent} sent, ${waiting} packed`,
    );
    return sent;
  }
  if (kind === 'license_key') {
    const own = state.keys.filter(({ fulfillmentId }) => fulfillmentId === id);
    const inForce = own.filter(({ revokedAt }) => revokedAt === null).length;
    hold(inForce === units, 'I1', () => `${inForce} keys for ${units} units`);
    hold(new Set(own.map(({ unit }) => unit)).size === own.length, 'I1', () => 'two keys for one unit');
    return isPool ? own.length : 0;
  }
  if (kind === 'download') {
    const line = state.lines.find((one) => one.id === orderLineId);
    const variant = shop.product(line?.variantId ?? null)?.variants.find((one) => one.id === line?.variantId);
    const files = variant?.files.length ?? 0;
    const own = state.downloads.filter(({ fulfillmentId }) => fulfillmentId === id);
    const open = own.filter(({ revokedAt }) => revokedAt === null).length;
    hold(
      units > 0 ? open > 0 && open <= files : open === 0,
      'I1',
      () => `${open} downloads for ${units} units`,
    );
    hold(
      new Set(own.map(({ fileId }) => fileId)).size === own.length,
      'I1',
      () => 'one file is granted twice',
    );
    return 0;
  }
  const own = state.entitlements.filter(({ fulfillmentId }) => fulfillmentId === id);
  const isOpen = own[0]?.revokedAt === null;
  hold(own.length <= 1 && isOpen === units > 0, 'I1', () => `${own.length} entitlements for ${units} units`);
  hold(
    own.every(
      (row) =>
        order.paidAt !== null &&
        (row.revokedAt !== null || closedReason(row, order.payment, order.paidAt) !== 'revoked'),
    ),
    'I2',
    () => 'access without a payment',
  );
  return 0;
}

/** The order's state is that of its lines. */
function checkProgress({ lines, fulfillments }: OrderState, order: OrderRow): void {
  if (lines.length === 0) return;
  const states = new Set(lines.map(({ state }) => state));
  const isOver = !states.has('pending') && !states.has('back_ordered');
  const hasBegun = states.has('fulfilled') || fulfillments.some(({ units }) => units > 0);
  const open = hasBegun ? 'partly_fulfilled' : 'unfulfilled';
  const done = states.has('fulfilled') ? 'fulfilled' : 'cancelled';
  const expected = states.has('needs_attention') ? 'needs_attention' : isOver ? done : open;
  // A line of several kinds has begun once each kind has units: what is between is either.
  const isBetween =
    expected === 'partly_fulfilled' && order.fulfillment === 'unfulfilled' && !states.has('fulfilled');
  hold(
    order.fulfillment === expected || isBetween,
    'I7',
    () => `the order is ${order.fulfillment}, its lines are ${expected}`,
  );
}
