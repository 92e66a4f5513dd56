import type Stripe from 'stripe';
import { findPromotionCode, redeemable } from '../account/coupons';
import { startFromLink, whyClosed } from '../account/links';
import type { CheckoutDesk, CheckoutView, PaymentInstrument } from '../engine';
import { newId, now } from '../state/ids';
import type { SessionRow } from '../state/rows';
import { snapshot } from '../state/wire';
import type { World } from '../world';
import { amountsOf, lineItems, priceOf, reprice } from './amounts';
import { optionalItemsOf, setOptionalItem } from './optional-items';
import { finishChallenge, pay } from './pay';

/** What the payment pages may ask of a session and do to it. */
export function checkoutDesk(world: World): CheckoutDesk {
  const { store } = world;

  function open(sessionId: string): SessionRow {
    const row = store.sessions.get(sessionId);
    if (!row) throw new Error(`There is no session ${sessionId}.`);
    if (row.session.status !== 'open') throw new Error(`The session ${sessionId} is ${row.session.status}.`);
    return row;
  }

  return {
    view(sessionId) {
      const row = store.sessions.get(sessionId);
      return row && viewOf(world, row);
    },

    byClientSecret(clientSecret) {
      const row = store.sessions.get(clientSecret.split('_secret_')[0] ?? '');
      return row && row.clientSecret === clientSecret ? viewOf(world, row) : undefined;
    },

    async openPaymentLink(linkId, locale) {
      const row = store.links.get(linkId.startsWith('plink_') ? linkId : `plink_${linkId}`);
      if (!row) return null;
      const closed = whyClosed(row);
      return closed === null ? viewOf(world, startFromLink(world, row, locale)) : { closed };
    },

    async setQuantity(sessionId, lineItemId, quantity) {
      const row = open(sessionId);
      const line = row.lines.find((candidate) => candidate.id === lineItemId);
      if (!line?.adjustable) throw new Error(`The quantity of ${lineItemId} cannot be changed.`);
      const { minimum, maximum } = line.adjustable;
      if (!Number.isInteger(quantity) || quantity < minimum || quantity > maximum) {
        throw new Error(`The quantity of ${lineItemId} has to be between ${minimum} and ${maximum}.`);
      }
      const others = row.lines.filter((candidate) => candidate !== line);
      if (quantity === 0 && !others.some((candidate) => candidate.quantity > 0)) {
        throw new Error('At least one item has to stay.');
      }
      line.quantity = quantity;
      reprice(world, row);
      return viewOf(world, row);
    },

    async setOptionalItem(sessionId, itemId, quantity) {
      const row = open(sessionId);
      setOptionalItem(world, row, itemId, quantity);
      return viewOf(world, row);
    },

    async applyPromotionCode(sessionId, code) {
      const row = open(sessionId);
      const refused = whyRefused(world, row, code);
      if (refused !== null) return { refused };
      const found = findPromotionCode(world, code);
      if (!found) return { refused: 'This code is invalid.' };
      row.discount = { id: newId('di'), coupon: String(found.promotion.coupon), promotionCode: found.id };
      reprice(world, row);
      return { view: viewOf(world, row) };
    },

    async removePromotionCode(sessionId) {
      const row = open(sessionId);
      if (row.session.allow_promotion_codes) row.discount = null;
      reprice(world, row);
      return viewOf(world, row);
    },

    async chooseShippingRate(sessionId, shippingRateId) {
      const row = open(sessionId);
      if (!row.shippingRates.includes(shippingRateId)) {
        throw new Error(`${shippingRateId} is not on offer for this session.`);
      }
      row.shippingRate = shippingRateId;
      reprice(world, row);
      return viewOf(world, row);
    },

    pay: (sessionId, submission) => pay(world, sessionId, submission),
    finishChallenge: (challengeId, passed) => finishChallenge(world, challengeId, passed),
  };
}

/** A copy of everything a page shows, which later changes do not reach. */
function viewOf(world: World, row: SessionRow): CheckoutView {
  const adjustable: CheckoutView['adjustable'] = {};
  const images: CheckoutView['images'] = {};
  for (const line of row.lines) {
    const bounds = line.adjustable;
    if (bounds && row.session.status === 'open') adjustable[line.id] = { ...bounds };
    const image = world.store.products.get(String(priceOf(world, line).product))?.images[0];
    if (image !== undefined) images[line.id] = image;
  }
  return {
    session: snapshot(row.session),
    lineItems: snapshot(lineItems(world, row)),
    adjustable,
    images,
    shippingRates: row.shippingRates
      .map((id) => world.store.shippingRates.get(id))
      .filter((rate): rate is Stripe.ShippingRate => rate !== undefined),
    methods: row.session.payment_method_types as PaymentInstrument['type'][],
    optionalItems: optionalItemsOf(world, row),
    customFields: snapshot(row.session.custom_fields),
  };
}

/** Why Checkout would not take this code, in its words; null: it takes it. */
function whyRefused(world: World, row: SessionRow, code: string): string | null {
  const invalid = 'This code is invalid.';
  if (!row.session.allow_promotion_codes) return invalid;
  const found = findPromotionCode(world, code);
  const coupon = found && world.store.coupons.get(String(found.promotion.coupon));
  if (!found || !coupon) return invalid;
  if (!redeemable(coupon) || (found.expires_at !== null && found.expires_at <= now())) {
    return 'This code has expired.';
  }
  if (found.customer !== null && found.customer !== row.session.customer) return invalid;
  if (coupon.currency !== null && coupon.currency !== row.session.currency) return invalid;
  const { lines, subtotal } = amountsOf(world, row);
  const { minimum_amount, minimum_amount_currency } = found.restrictions;
  if (
    minimum_amount !== null &&
    (minimum_amount_currency !== row.session.currency || subtotal < minimum_amount)
  ) {
    return 'Your order does not reach the minimum this code asks for.';
  }
  const products = coupon.applies_to?.products;
  if (products && !lines.some(({ price }) => products.includes(String(price.product)))) {
    return 'This code does not apply to the items in your order.';
  }
  return null;
}
