import { findPromotionCode, redeemable } from '../account/coupons';
import { mergeMetadata } from '../account/metadata';
import { createShippingRate } from '../account/shipping-rates';
import type { SessionCreate } from '../api/schemas/checkout';
import { invalid, missingReference } from '../errors';
import { newId, now, randomText } from '../state/ids';
import type { PaymentData, SessionRow, SubscriptionData } from '../state/rows';
import type { World } from '../world';
import { amountsOf, priceOf, reprice } from './amounts';
import { watchExpiry } from './expire';
import { checkTotal } from './limits';
import { checkMode, makeLines } from './lines';
import { methodsFor } from './methods';
import { takeOptionalItems } from './optional-items';
import { checkTogether } from './rules';
import { sessionObject } from './session-object';
import { checkUrls, sessionUrl } from './urls';

const MINUTE = 60;
const DAY = 86_400;
/** Leniency of this stand-in: a client that asks for exactly 30 minutes is not refused for the way the request took. */
const LATENCY = 10;

/**
 * Starts a session. https://docs.stripe.com/api/checkout/sessions/create
 *
 * @param link Where a Payment Link starts it: its ID, and the rows it shares with its sessions.
 */
export function createSession(
  world: World,
  input: SessionCreate,
  link?: Pick<SessionRow, 'lines' | 'payment' | 'subscription' | 'redirectAfter'> & { id: string },
): SessionRow {
  const mode = input.mode ?? 'payment';
  const uiMode = input.ui_mode ?? 'hosted_page';
  if (mode === 'setup')
    throw invalid('Stripe accepts `setup` mode, but this sandbox does not cover it.', 'mode');
  if (uiMode === 'elements' || uiMode === 'form') {
    throw invalid(`Stripe accepts \`${uiMode}\`, but this sandbox does not cover it.`, 'ui_mode');
  }
  checkUrls(input, uiMode, link !== undefined);
  if (!link) checkTogether(input, mode);
  if (!link && !input.line_items?.length) {
    throw invalid('Missing required param: line_items.', 'line_items', 'parameter_missing');
  }
  const customer = input.customer === undefined ? undefined : world.store.customers.get(input.customer);
  if (input.customer !== undefined && !customer) {
    throw missingReference('customer', input.customer, 'customer');
  }
  const created = now();
  const expiresAt = input.expires_at ?? created + DAY;
  if (expiresAt < created + 30 * MINUTE - LATENCY) {
    const message = 'The `expires_at` timestamp must be at least 30 minutes from Checkout Session creation.';
    throw invalid(message, 'expires_at');
  }
  if (expiresAt > created + DAY + LATENCY) {
    const message = 'The `expires_at` timestamp must be less than 24 hours from Checkout Session creation.';
    throw invalid(message, 'expires_at');
  }

  const lines = link
    ? link.lines.map((line) => ({ ...line, id: newId('li') }))
    : makeLines(world, input.line_items ?? []);
  checkMode(world, mode, lines);
  const first = lines[0];
  const currency = first ? priceOf(world, first).currency : null;
  const shippingRates = takeShippingRates(world, input);
  const id = newId('cs_test');
  const clientSecret = uiMode === 'embedded_page' ? `${id}_secret_${randomText(46)}` : null;
  const facts = {
    id,
    created,
    expiresAt,
    currency,
    mode,
    uiMode,
    url: uiMode === 'hosted_page' ? sessionUrl(world.publicUrl, id) : null,
    clientSecret,
    methods: methodsFor(currency ?? '', {
      allowed: input.allowed_payment_method_types,
      excluded: input.excluded_payment_method_types,
    }),
    paymentLink: link?.id ?? null,
    customer: input.customer ?? null,
    email: input.customer_email ?? customer?.email ?? null,
    shippingOptions: shippingRates.map((rate) => ({
      shipping_amount: world.store.shippingRates.get(rate)?.fixed_amount?.amount ?? 0,
      shipping_rate: rate,
    })),
  };
  const row: SessionRow = {
    id,
    session: sessionObject(facts, input),
    clientSecret,
    lines,
    discount: takeDiscount(world, input),
    shippingRates,
    shippingRate: shippingRates[0] ?? null,
    payment: link?.payment ?? paymentData(input),
    subscription: mode === 'subscription' ? (link?.subscription ?? subscriptionData(input)) : null,
    redirectAfter: link?.redirectAfter ?? null,
    optionalItems: takeOptionalItems(world, input.optional_items, { currency, mode }),
    paymentIntent: null,
  };
  checkCurrencies(world, row, input.currency);
  checkTotal(row.session, amountsOf(world, row).total);
  reprice(world, row);
  watchExpiry(world, row);
  return row;
}

function takeShippingRates(world: World, input: SessionCreate): string[] {
  return (input.shipping_options ?? []).map(({ shipping_rate, shipping_rate_data }, index) => {
    const at = `shipping_options[${index}]`;
    if (shipping_rate_data)
      return createShippingRate(world, shipping_rate_data, `${at}[shipping_rate_data]`).id;
    if (shipping_rate === undefined) {
      const param = `${at}[shipping_rate]`;
      throw invalid(`Missing required param: ${param}.`, param, 'parameter_missing');
    }
    const rate = world.store.shippingRates.get(shipping_rate);
    if (!rate) throw missingReference('shipping rate', shipping_rate, `${at}[shipping_rate]`);
    if (!rate.active) {
      const message =
        'The shipping rate specified is inactive. This field only accepts active shipping rates.';
      throw invalid(message, `${at}[shipping_rate]`);
    }
    return shipping_rate;
  });
}

function takeDiscount(world: World, input: SessionCreate): SessionRow['discount'] {
  const given = input.discounts?.[0];
  if (!given) return null;
  if (input.allow_promotion_codes !== undefined) {
    const message = 'You may only specify one of these parameters: allow_promotion_codes, discounts.';
    throw invalid(message, 'allow_promotion_codes', 'parameters_exclusive');
  }
  if (given.coupon !== undefined && given.promotion_code !== undefined) {
    const names = 'discounts[0][coupon], discounts[0][promotion_code]';
    const message = `You may only specify one of these parameters: ${names}.`;
    throw invalid(message, 'discounts[0][coupon]', 'parameters_exclusive');
  }
  const code =
    given.promotion_code === undefined ? undefined : world.store.promotionCodes.get(given.promotion_code);
  if (given.promotion_code !== undefined && !code) {
    throw missingReference('promotion code', given.promotion_code, 'discounts[0][promotion_code]');
  }
  const couponId = code ? String(code.promotion.coupon) : given.coupon;
  const coupon = couponId === undefined ? undefined : world.store.coupons.get(couponId);
  if (!coupon) throw missingReference('coupon', couponId ?? '', 'discounts[0][coupon]');
  if (!redeemable(coupon) || (code && !findPromotionCode(world, code.code))) {
    throw invalid(
      `Coupon ${coupon.id} is used up or expired and cannot be applied.`,
      'discounts[0]',
      'coupon_expired',
    );
  }
  return { id: newId('di'), coupon: coupon.id, promotionCode: code?.id ?? null };
}

/** Everything in a session is in the currency of its prices. */
function checkCurrencies(world: World, row: SessionRow, asked: string | undefined): void {
  const { currency } = row.session;
  const coupon = row.discount ? world.store.coupons.get(row.discount.coupon) : undefined;
  const found: [param: string, other: string | null | undefined][] = [
    ['currency', asked],
    ['discounts[0]', coupon?.currency],
    ...row.shippingRates.map((id, index): [string, string | undefined] => [
      `shipping_options[${index}]`,
      world.store.shippingRates.get(id)?.fixed_amount?.currency,
    ]),
  ];
  for (const [param, other] of found) {
    if (!other || other === currency) continue;
    throw invalid(`\`${other}\` doesn't match the expected currency: \`${currency}\`.`, param);
  }
}

export function paymentData(input: Pick<SessionCreate, 'payment_intent_data'>): PaymentData {
  const data = input.payment_intent_data;
  return {
    description: data?.description ?? null,
    metadata: mergeMetadata({}, data?.metadata),
    receiptEmail: data?.receipt_email ?? null,
    setupFutureUsage: data?.setup_future_usage ?? null,
    statementDescriptor: data?.statement_descriptor ?? null,
    statementDescriptorSuffix: data?.statement_descriptor_suffix ?? null,
    transferGroup: data?.transfer_group ?? null,
  };
}

export function subscriptionData(input: Pick<SessionCreate, 'subscription_data'>): SubscriptionData {
  const data = input.subscription_data;
  return {
    description: data?.description ?? null,
    metadata: mergeMetadata({}, data?.metadata),
    trialDays: data?.trial_period_days ?? null,
    trialEnd: data?.trial_end ?? null,
  };
}
