import type Stripe from 'stripe';
import type { PaymentInstrument } from '../../../sandbox/stripe/engine';
import { card, priceOf, type Running, VISA } from './harness';

const EMAIL = { email: 'ada@example.com' };
const SUCCESS = 'https://shop.test/success';
const ADDRESS = {
  line1: 'Via Roma 1',
  line2: null,
  city: 'Firenze',
  postal_code: '50125',
  state: 'FI',
  country: 'IT',
};

/** Fills an account with one of everything the sandbox can make, each in the states it passes through. */
export async function fill({ stripe, engine }: Running): Promise<void> {
  const { checkout, account } = engine;
  const print = await priceOf(stripe, 2500, { lookup_key: 'print' });
  const monthly = await priceOf(stripe, 900, { recurring: { interval: 'month' } });
  const coupon = await stripe.coupons.create({ percent_off: 10, duration: 'forever' });
  const code = await stripe.promotionCodes.create({
    promotion: { type: 'coupon', coupon: coupon.id },
    code: 'TEN',
  });
  const customer = await stripe.customers.create({ email: 'ada@example.com', name: 'Ada' });
  await stripe.customers.update(customer.id, { phone: '+39 055 1' });
  const product = await stripe.products.create({ name: 'A book', images: ['https://shop.test/book.jpg'] });
  await stripe.products.update(product.id, { description: 'Bound' });
  await stripe.products.del(product.id);

  const open = (params: Stripe.Checkout.SessionCreateParams = {}) =>
    stripe.checkout.sessions.create({
      line_items: [{ price: print.id, quantity: 1 }],
      success_url: SUCCESS,
      ...params,
    });
  const buy = async (instrument: PaymentInstrument, params: Stripe.Checkout.SessionCreateParams = {}) => {
    const { id } = await open(params);
    await checkout.pay(id, { ...EMAIL, instrument });
    const session = await stripe.checkout.sessions.retrieve(id);
    return { id, intent: String(session.payment_intent), subscription: String(session.subscription) };
  };

  const full = await open({
    after_expiration: { recovery: { enabled: true, allow_promotion_codes: true } },
    allow_promotion_codes: true,
    automatic_tax: { enabled: true },
    consent_collection: { terms_of_service: 'required', promotions: 'auto' },
    custom_fields: [
      { key: 'gift', type: 'text', label: { type: 'custom', custom: 'Gift note' }, optional: true },
      { key: 'floor', type: 'numeric', label: { type: 'custom', custom: 'Floor' }, optional: true },
      {
        key: 'paper',
        type: 'dropdown',
        label: { type: 'custom', custom: 'Paper' },
        dropdown: { options: [{ label: 'Matt', value: 'matt' }] },
        optional: true,
      },
    ],
    customer: customer.id,
    invoice_creation: { enabled: true },
    name_collection: { individual: { enabled: true } },
    optional_items: [{ price: print.id, quantity: 1, adjustable_quantity: { enabled: true, maximum: 3 } }],
    phone_number_collection: { enabled: true },
    shipping_address_collection: { allowed_countries: ['IT'] },
    shipping_options: [
      { shipping_rate_data: { display_name: 'Post', fixed_amount: { amount: 700, currency: 'eur' } } },
    ],
    tax_id_collection: { enabled: true },
  });
  await checkout.applyPromotionCode(full.id, code.code);
  await checkout.pay(full.id, {
    ...EMAIL,
    phone: '+39 055 123456',
    shipping: { name: 'Ada', address: ADDRESS },
    instrument: VISA,
  });
  await open({ ui_mode: 'embedded_page', success_url: undefined, return_url: SUCCESS });
  await stripe.checkout.sessions.expire(
    (await open({ after_expiration: { recovery: { enabled: true } } })).id,
  );

  await buy(card('4000000000000002'));
  const asked = await open();
  const challenge = await checkout.pay(asked.id, { ...EMAIL, instrument: card('4000002500003155') });
  if (challenge.outcome === 'challenge') await checkout.finishChallenge(challenge.challengeId, true);
  for (const [iban, way] of [
    ['AT321904300235473204', 'succeed'],
    ['AT861904300235473202', 'fail'],
  ] as const) {
    const { intent } = await buy({ type: 'sepa_debit', iban, name: 'Ada' });
    await account.settleDebit(intent, way);
  }

  const refunded = await buy(VISA);
  await stripe.refunds.create({ payment_intent: refunded.intent, amount: 500 });
  const failing = await stripe.refunds.create({ payment_intent: refunded.intent, amount: 700 });
  await account.failRefund(failing.id);
  for (const outcome of ['won', 'lost'] as const) {
    const { intent } = await buy(VISA);
    await account.openDispute(intent);
    await account.closeDispute(intent, outcome);
  }

  const subscribe = (params: Stripe.Checkout.SessionCreateParams = {}) =>
    buy(VISA, { mode: 'subscription', line_items: [{ price: monthly.id, quantity: 1 }], ...params });
  const kept = await subscribe({ discounts: [{ coupon: coupon.id }] });
  await account.renewSubscription(kept.subscription, 'paid');
  await account.renewSubscription(kept.subscription, 'failed');
  await account.cancelSubscription((await subscribe()).subscription, 'now');
  const trial = await subscribe({ subscription_data: { trial_period_days: 7 } });
  await account.cancelSubscription(trial.subscription, 'period_end');
  const { customer: member } = await stripe.subscriptions.retrieve(trial.subscription);
  await stripe.billingPortal.sessions.create({ customer: String(member), return_url: SUCCESS });

  const link = await stripe.paymentLinks.create({
    line_items: [{ price: print.id, quantity: 1 }],
    restrictions: { completed_sessions: { limit: 2 } },
  });
  await stripe.paymentLinks.update(link.id, { metadata: { shelf: '3' } });
  const fromLink = await checkout.openPaymentLink(link.id);
  if (fromLink && 'session' in fromLink)
    await checkout.pay(fromLink.session.id, { ...EMAIL, instrument: VISA });
  await stripe.webhookEndpoints.create({ url: 'http://127.0.0.1:9/', enabled_events: ['product.deleted'] });
}
