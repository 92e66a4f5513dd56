import type Stripe from 'stripe';
import { paymentsOf } from '../account/invoice-payments';
import { linkLineItems } from '../account/links';
import { lineItems } from '../checkout/amounts';
import { invalid } from '../errors';
import type { World } from '../world';

type Json = Record<string, unknown>;

/** How many lines come with an expanded session or link; the rest is behind `has_more`. */
const FIRST_LINES = 10;
const DEEPEST = 4;

/** Which fields of an object hold an ID that `expand` replaces by the object itself. */
const REFERENCES: Record<string, readonly string[]> = {
  balance_transaction: ['source'],
  charge: [
    ...['application', 'application_fee', 'balance_transaction', 'customer', 'failure_balance_transaction'],
    ...['on_behalf_of', 'payment_intent', 'review', 'source_transfer', 'transfer'],
  ],
  'checkout.session': [
    'customer',
    'invoice',
    'payment_intent',
    'payment_link',
    'setup_intent',
    'subscription',
  ],
  customer: ['default_source', 'test_clock'],
  dispute: ['charge', 'payment_intent'],
  invoice: [
    ...['account_tax_ids', 'application', 'customer', 'default_payment_method', 'default_source'],
    ...['latest_revision', 'on_behalf_of', 'test_clock'],
  ],
  invoice_payment: ['invoice'],
  payment_intent: [
    ...['application', 'customer', 'latest_charge', 'on_behalf_of', 'payment_method', 'payment_record'],
    ...['review', 'source'],
  ],
  payment_link: ['application', 'on_behalf_of'],
  payment_method: ['customer'],
  price: ['product'],
  plan: ['product'],
  product: ['default_price', 'tax_code'],
  promotion_code: ['customer'],
  refund: [
    ...['balance_transaction', 'charge', 'customer', 'failure_balance_transaction', 'payment_intent'],
    ...['payment_method', 'source_transfer_reversal', 'transfer_reversal'],
  ],
  shipping_rate: ['tax_code'],
  subscription: [
    ...['application', 'customer', 'default_payment_method', 'default_source', 'latest_invoice'],
    ...['on_behalf_of', 'pending_setup_intent', 'schedule', 'test_clock'],
  ],
};

/** Fields of objects without a type of their own, by their name. */
const NESTED_REFERENCES = new Set([
  'account_tax_ids',
  'coupon',
  'default_payment_method',
  'feedback_option',
  'mandate',
  'payment_intent',
  'promotion_code',
  'shipping_rate',
  'price',
  'subscription',
  'product',
]);

/**
 * Replaces IDs by objects along each path of `expand`, in a copy.
 * https://docs.stripe.com/api/expanding_objects
 *
 * @throws ApiError 400 for a path that leads nowhere or is more than four levels deep.
 */
export function expandPaths(world: World, value: object, paths: string[]): object {
  let result: unknown = value;
  for (const path of paths) {
    const segments = path.split('.');
    // `data` of a list is not a level of its own.
    const levels = segments[0] === 'data' ? segments.length - 1 : segments.length;
    if (levels > DEEPEST) {
      throw invalid(
        `You cannot expand more than ${DEEPEST} levels of a property. Property: ${path}`,
        'expand',
      );
    }
    result = expand(world, result, segments, path);
  }
  return result as object;
}

function expand(world: World, value: unknown, segments: string[], path: string): unknown {
  const [segment, ...rest] = segments;
  if (segment === undefined || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => expand(world, item, segments, path));
  if (typeof value !== 'object') throw unexpandable(path);
  const object: Json = { ...value };
  // What is not set, or lies behind what is not set, stays null.
  if (object[segment] === null && (rest.length > 0 || isReference(object, segment))) return value;
  const own = Object.hasOwn(object, segment) ? object[segment] : undefined;
  const current = own ?? included(world, object, segment);
  if (current === undefined) throw unexpandable(path);
  const found = typeof current === 'string' ? referenced(world, object, segment, current) : current;
  if (found === undefined || (typeof found !== 'object' && rest.length === 0)) throw unexpandable(path);
  object[segment] = expand(world, found, rest, path);
  return object;
}

function isReference(object: Json, field: string): boolean {
  const type = typeof object.object === 'string' ? object.object : null;
  return type === null ? NESTED_REFERENCES.has(field) : (REFERENCES[type]?.includes(field) ?? false);
}

/** The object an expandable field refers to; undefined where the field is no reference. */
function referenced(world: World, object: Json, field: string, id: string): object | undefined {
  return isReference(object, field) ? findById(world, field, id) : undefined;
}

/** @param field Where the ID stands, for objects whose IDs may be of the business's own making. */
export function findById({ store }: World, field: string, id: string): object | undefined {
  if (field === 'coupon') return store.coupons.get(id);
  if (field === 'product') return store.products.get(id);
  switch (id.slice(0, id.indexOf('_'))) {
    case 'ch':
    case 'py':
      return store.charges.get(id);
    case 'cs':
      return store.sessions.get(id)?.session;
    case 'cus':
      return store.customers.get(id);
    case 'du':
      return store.disputes.get(id);
    case 'in':
      return store.invoices.get(id);
    case 'pi':
      return store.paymentIntents.get(id);
    case 'plink':
      return store.links.get(id)?.link;
    case 'pm':
      return store.paymentMethods.get(id);
    case 'price':
      return store.prices.get(id);
    case 'prod':
      return store.products.get(id);
    case 'promo':
      return store.promotionCodes.get(id);
    case 'pyr':
    case 're':
      return store.refunds.get(id);
    case 'shr':
      return store.shippingRates.get(id);
    case 'sub':
      return store.subscriptions.get(id);
    case 'txn':
      return store.balanceTransactions.get(id);
    default:
      return undefined;
  }
}

/** Parts that are left out unless asked for. */
function included(world: World, object: Json, field: string): object | undefined {
  const id = String(object.id);
  const key = `${String(object.object)}.${field}`;
  if (key === 'checkout.session.line_items') {
    const row = world.store.sessions.get(id);
    return row && firstOf(lineItems(world, row), `/v1/checkout/sessions/${id}/line_items`);
  }
  if (key === 'payment_link.line_items') {
    const row = world.store.links.get(id);
    return row && firstOf(linkLineItems(world, row), `/v1/payment_links/${id}/line_items`);
  }
  if (key === 'invoice.payments') {
    return firstOf(paymentsOf(world, id), `/v1/invoices/${id}/payments`);
  }
  if (key === 'charge.refunds') {
    const refunds = [...world.store.refunds.newest()].filter((refund) => refund.charge === id);
    return firstOf(refunds, `/v1/charges/${id}/refunds`);
  }
  if (key === 'customer.subscriptions') {
    const all = [...world.store.subscriptions.newest()].filter(
      (subscription) => subscription.customer === id,
    );
    return firstOf(all, `/v1/customers/${id}/subscriptions`);
  }
  return undefined;
}

function firstOf<T>(items: T[], url: string): Stripe.ApiList<T> {
  return { object: 'list', data: items.slice(0, FIRST_LINES), has_more: items.length > FIRST_LINES, url };
}

function unexpandable(path: string) {
  return invalid(`This property cannot be expanded (${path}).`, 'expand');
}
