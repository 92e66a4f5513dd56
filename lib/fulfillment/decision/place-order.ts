import { buyerAddress } from '../../buyers/buyer-address';
import { change, changeOrder, type Draft, insert, orderOf, productOf } from './draft';
import type { CheckoutRow, LineRow, SessionOrigin } from './order-state';
import { changesNote, purchaseChanges, readCart } from './purchase-changes';
import { holdWhatThereIs } from './stock';
import type { SessionView } from './stripe-view';

/** Writes down the order of a completed session, with its lines, where it is not there yet (I1). */
export function placeOrder(draft: Draft, session: SessionView, checkout: CheckoutRow | null): void {
  const { now, newId } = draft.given;
  const { paymentIntentId, subscriptionId, customerId, currency, email, name, phone } = session;
  draft.state.order = {
    id: newId(),
    number: null,
    sessionId: session.id,
    livemode: session.livemode,
    origin: originOf(session, checkout),
    checkoutId: checkout?.id ?? null,
    paymentLinkId: session.paymentLinkId,
    ...{ paymentIntentId, subscriptionId, customerId },
    buyerId: knowBuyer(draft, session),
    payment: 'awaiting',
    fulfillment: 'unfulfilled',
    attention: null,
    attentionAt: null,
    locale: checkout?.locale ?? session.buyerLocale,
    currency,
    amountSubtotal: session.amountSubtotal,
    amountDiscount: session.amountDiscount,
    amountShipping: session.amountShipping,
    amountTax: session.amountTax,
    amountTotal: session.amountTotal,
    amountDifference: session.lines.length === 0 ? 0 : session.amountDifference,
    amountRefunded: 0,
    amountLost: 0,
    ...{ email, name, phone },
    shippingAddress: session.shippingAddress,
    shippingOption: session.shippingOption,
    sessionCreatedAt: session.createdAt,
    createdAt: now,
    paidAt: null,
    fulfilledAt: null,
    placedBy: draft.attempt.trigger,
    fulfilledBy: null,
    erasedAt: null,
    disputesRevision: 0,
    accessRevision: 0,
    subscriptionEndedAt: null,
  };
  const { origin, sessionId } = orderOf(draft);
  draft.notes.push({ kind: 'order_placed', data: { origin, sessionId } });
  insertLines(draft, session, checkout);
}

/**
 * Writes down what was bought, line by line, in the order of the session, once Stripe lists it; and what the shopper
 * changed of a cart of ours on Stripe's page.
 */
export function insertLines(draft: Draft, session: SessionView, checkout: CheckoutRow | null): void {
  if (session.lines.length === 0) return;
  const { id: orderId } = orderOf(draft);
  const lines = session.lines.map(
    (line, position): LineRow => ({
      ...line,
      id: draft.given.newId(),
      ...{ orderId, position },
      ...goodsOfPrice(draft, line.stripePriceId),
      state: 'pending',
      attention: null,
      stockTaken: 0,
      unitsRefunded: 0,
      unitsByHand: null,
      backOrderedAt: null,
      renewalsMet: 0,
    }),
  );
  insert(draft, 'lines', ...lines);
  changeOrder(draft, { amountDifference: session.amountDifference });
  const cart = readCart(checkout?.cart);
  if (cart) {
    const bought = lines.map((line) => ({
      ...line,
      lineId: line.id,
      slug: productOf(draft, line)?.slug ?? null,
    }));
    const { changed, added } = purchaseChanges(cart, bought);
    if (changed.length > 0) draft.notes.push({ kind: 'quantity_changed', data: changesNote(changed) });
    if (added.length > 0) draft.notes.push({ kind: 'items_added', data: changesNote(added) });
  }
  const { amountDifference: amount, currency } = session;
  if (amount !== 0) draft.notes.push({ kind: 'amounts_differ', data: { amount, currency } });
}

/** Keeps stock for a Payment Link's order whose payment is on its way, as far as there is any. */
export function holdForPending(draft: Draft): void {
  const { origin, checkoutId } = orderOf(draft);
  if (origin !== 'payment_link' || checkoutId === null) return;
  const wanted = new Map<string, number>();
  for (const { variantId, quantity } of draft.state.lines) {
    if (variantId) wanted.set(variantId, quantity + (wanted.get(variantId) ?? 0));
  }
  holdWhatThereIs(draft, checkoutId, wanted);
}

/** Looks up again each line that was not ours before: the price may be ours by now. */
export function matchProducts(draft: Draft): void {
  for (const line of draft.state.lines) {
    if (line.variantId !== null) continue;
    const goods = goodsOfPrice(draft, line.stripePriceId);
    if (goods.variantId) change(draft, 'lines', line, goods);
  }
}

/** The variant behind one of Stripe's prices, and its product; null where it is none of ours (I7). */
function goodsOfPrice(
  { goods }: Draft,
  stripePriceId: string | null,
): { productId: string | null; variantId: string | null } {
  for (const { id: productId, variants } of goods.products) {
    const variant = variants.find(
      ({ stripePriceIds }) => stripePriceId !== null && stripePriceIds.includes(stripePriceId),
    );
    if (variant) return { productId, variantId: variant.id };
  }
  return { productId: null, variantId: null };
}

function originOf(session: SessionView, checkout: CheckoutRow | null): SessionOrigin {
  if (session.paymentLinkId) return 'payment_link';
  if (!checkout) return 'other';
  return session.isEmbedded ? 'embedded' : 'hosted';
}

/** The buyer with the session's address, made at their first order, with the name they gave last. */
function knowBuyer(draft: Draft, { email, name }: SessionView): string | null {
  const address = buyerAddress(email ?? '');
  if (!address) return null;
  const known = draft.facts.buyer;
  if (known && (name === null || name === known.name)) return known.id;
  const id = known?.id ?? draft.given.newId();
  draft.buyer = { id, email: address, name };
  return id;
}
