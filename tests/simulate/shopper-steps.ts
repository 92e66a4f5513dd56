import type { LineView } from '../../lib/fulfillment/decision/stripe-view';
import type { CheckoutState } from '../../lib/generated/prisma/enums';
import { unitPrice } from './catalogue';
import { at, Random } from './random';
import { canHold, endCheckout, openCheckout } from './shop-acts';
import type { Session } from './stripe-objects';
import type { World } from './world';

// What shoppers and their banks do.

const day = 24 * 3_600_000;

export function startCheckout({ shop, stripe, newId, clock, assortment }: World, roll: number): void {
  const random = new Random(roll);
  const lines = linesOf(random, roll, assortment);
  const checkoutId = newId();
  const wanted = new Map<string, number>();
  const cart: { slug: string; quantity: number }[] = [];
  for (const line of lines) {
    const goods = goodsOf(assortment, line);
    if (!goods) continue;
    wanted.set(goods.variant.id, (wanted.get(goods.variant.id) ?? 0) + line.quantity);
    cart.push({ slug: goods.product.slug, quantity: line.quantity });
  }
  if (!canHold(shop, wanted)) return;
  // Some change on Stripe's page what they buy, and nothing is held for more.
  const first = lines[0];
  if (first && random.oneIn(6)) Object.assign(first, priced(first, 1 + random.below(3)));
  // Stripe may never answer, or the process die before it notes the session.
  const session = random.oneIn(12) ? null : openSession(stripe, random, lines, { checkoutId });
  const sessionId = !session || random.oneIn(8) ? null : session.id;
  const state = sessionId ? 'open' : 'starting';
  const checkout = {
    ...{ id: checkoutId, idempotencyKey: checkoutId, browserHash: 'browser', mode: 'hosted' as const },
    ...{ state: state as CheckoutState, locale: 'en', cart, sessionId, expiresAt: new Date(clock.now + day) },
  };
  openCheckout(shop, checkout, wanted);
}

export function openLink({ stripe, assortment }: World, roll: number): void {
  const random = new Random(roll);
  const paymentLinkId = random.oneIn(4) ? null : 'plink';
  openSession(stripe, random, linesOf(random, roll, assortment), { paymentLinkId });
}

function openSession(
  stripe: World['stripe'],
  random: Random,
  lines: LineView[],
  fields: Partial<Session>,
): Session {
  const isSubscription =
    lines.some(({ stripePriceId }) => stripePriceId?.startsWith('price_club')) || random.oneIn(20);
  // Of another program's sale nobody knows whether it is ours before its lines are listed.
  const isKnown = fields.checkoutId || fields.paymentLinkId;
  const listsAfter = random.oneIn(12) && isKnown ? 1 + random.below(2) : 0;
  const isFree = random.oneIn(20);
  const email = random.oneIn(10) ? null : `buyer${random.below(3)}@example.com`;
  return stripe.open({
    ...fields,
    lines,
    listsAfter,
    isFree,
    email,
    isDebit: random.oneIn(3),
    isSubscription,
  });
}

function linesOf(random: Random, roll: number, assortment: World['assortment']): LineView[] {
  const count = 1 + random.below(3);
  return Array.from({ length: count }, (_, position) => {
    const product = at(assortment, random.next());
    // Mostly the first variant, by either price.
    const known =
      at(product?.variants.flatMap(({ stripePriceIds }) => stripePriceIds) ?? [], random.below(3)) ?? null;
    const stripePriceId = random.oneIn(25) ? 'price_of_somebody_else' : known;
    const quantity = random.oneIn(2) ? 1 : 1 + random.below(3);
    const line = {
      stripeLineItemId: `li_${roll}_${position}`,
      stripePriceId,
      description: product?.slug ?? '',
      currency: 'eur',
    };
    return priced(
      { ...line, quantity, amountSubtotal: 0, amountDiscount: 0, amountTax: 0, amountTotal: 0 },
      quantity,
    );
  });
}

const priced = (line: LineView, quantity: number): LineView => ({
  ...line,
  ...{ quantity, amountSubtotal: quantity * unitPrice, amountTotal: quantity * unitPrice },
});

function goodsOf(assortment: World['assortment'], { stripePriceId }: LineView) {
  for (const product of assortment) {
    const variant = product.variants.find((one) => one.stripePriceIds.includes(stripePriceId ?? ''));
    if (variant) return { product, variant };
  }
  return null;
}

export function recover({ stripe }: World, session: Session | undefined): void {
  if (session?.status !== 'expired' || session.recoveredFrom !== null) return;
  const { lines, email, isDebit, isFree, isSubscription, checkoutId, paymentLinkId, listsAfter } = session;
  stripe.open({
    lines,
    email,
    isDebit,
    isFree,
    isSubscription,
    checkoutId,
    paymentLinkId,
    listsAfter,
    recoveredFrom: session.id,
  });
}

/** A debit settles or fails; one of a subscription that failed may be paid after all. */
export function settle({ stripe }: World, session: Session | undefined, roll: number): void {
  if (!session || (session.paid !== 'awaiting' && !(session.paid === 'failed' && session.isSubscription)))
    return;
  stripe.settle(session, roll % 3 > 0);
}

/** Ends a checkout that Stripe never made a session of, or whose session has expired. */
export function endOne({ shop, stripe }: World, pick: number): void {
  const over = shop.checkouts.filter(
    ({ id, state }) => (state === 'starting' || state === 'open') && canEnd(stripe, id),
  );
  const checkout = at(over, pick);
  if (checkout) endCheckout(shop, checkout.id);
}

/** Whether no session of a checkout can be paid any more. */
export const canEnd = ({ sessions }: World['stripe'], checkoutId: string): boolean =>
  [...sessions.values()].every((one) => one.checkoutId !== checkoutId || one.status === 'expired');
