import { expect, test } from 'vitest';
import { priceOf, SECRET, sandbox, VISA, webhook } from './harness';

const EMAIL = { email: 'ada@example.com' };

test('a membership starts with a customer, a subscription and a paid invoice', async () => {
  const hook = await webhook();
  const { engine, stripe } = await sandbox({ defaultEndpoint: { url: hook.url, secret: SECRET } });
  const [monthly, once] = [
    await priceOf(stripe, 900, { recurring: { interval: 'month' } }),
    await priceOf(stripe, 500),
  ];
  const { id } = await stripe.checkout.sessions.create({
    mode: 'subscription',
    line_items: [monthly, once].map((price) => ({ price: price.id, quantity: 1 })),
    subscription_data: { metadata: { plan: 'friend' } },
    success_url: 'https://shop.test/',
  });
  expect(await engine.checkout.pay(id, { ...EMAIL, instrument: VISA })).toMatchObject({
    paymentStatus: 'paid',
  });
  const session = await stripe.checkout.sessions.retrieve(id, {
    expand: ['customer', 'subscription', 'invoice'],
  });
  expect(session).toMatchObject({
    payment_intent: null,
    customer: { email: 'ada@example.com', name: 'Ada Verdi' },
    subscription: {
      status: 'active',
      metadata: { plan: 'friend' },
      items: { data: [{ price: { id: monthly.id } }] },
    },
    invoice: {
      status: 'paid',
      amount_paid: 1400,
      billing_reason: 'subscription_create',
      lines: { data: [{}, {}] },
    },
  });
  for (const type of [
    'customer.created',
    'customer.subscription.created',
    'invoice.paid',
    'payment_intent.succeeded',
  ]) {
    await hook.has(type);
  }
});

test('a trial needs no payment now but keeps the card', async () => {
  const { engine, stripe } = await sandbox();
  const yearly = await priceOf(stripe, 9000, { recurring: { interval: 'year' } });
  const session = await stripe.checkout.sessions.create({
    mode: 'subscription',
    line_items: [{ price: yearly.id, quantity: 1 }],
    subscription_data: { trial_period_days: 14 },
    success_url: 'https://shop.test/',
  });
  expect(session.amount_total).toBe(0);
  expect(await engine.checkout.pay(session.id, EMAIL)).toMatchObject({ outcome: 'refused', field: 'method' });
  const outcome = await engine.checkout.pay(session.id, { ...EMAIL, instrument: VISA });
  expect(outcome).toMatchObject({ outcome: 'complete', paymentStatus: 'no_payment_required' });
  const [subscription] = (await stripe.subscriptions.list({ expand: ['data.default_payment_method'] })).data;
  expect(subscription).toMatchObject({
    status: 'trialing',
    default_payment_method: { card: { last4: '4242' } },
  });
  expect((subscription?.trial_end ?? 0) - (subscription?.created ?? 0)).toBe(14 * 86_400);
});

test('a membership by bank debit that fails leaves its invoice open', async () => {
  const hook = await webhook();
  const { engine, stripe } = await sandbox({
    defaultEndpoint: { url: hook.url, secret: SECRET },
    autoSettleDebitsAfterMs: 10,
  });
  const monthly = await priceOf(stripe, 900, { recurring: { interval: 'month' } });
  const { id } = await stripe.checkout.sessions.create({
    mode: 'subscription',
    line_items: [{ price: monthly.id, quantity: 1 }],
    success_url: 'https://shop.test/',
  });
  const instrument = { type: 'sepa_debit', iban: 'AT861904300235473202', name: 'Ada' } as const;
  expect(await engine.checkout.pay(id, { ...EMAIL, instrument })).toMatchObject({ paymentStatus: 'unpaid' });
  await hook.has('checkout.session.async_payment_failed');
  await hook.has('invoice.payment_failed');
  const session = await stripe.checkout.sessions.retrieve(id, { expand: ['subscription', 'invoice'] });
  expect(session).toMatchObject({ subscription: { status: 'past_due' }, invoice: { status: 'open' } });
});

test('a subscription is cancelled at the end of its period or now', async () => {
  const hook = await webhook();
  const { engine, stripe } = await sandbox({ defaultEndpoint: { url: hook.url, secret: SECRET } });
  const monthly = await priceOf(stripe, 900, { recurring: { interval: 'month' } });
  const { id } = await stripe.checkout.sessions.create({
    mode: 'subscription',
    line_items: [{ price: monthly.id, quantity: 1 }],
    success_url: 'https://shop.test/',
  });
  await engine.checkout.pay(id, { ...EMAIL, instrument: VISA });
  const subscription = String((await stripe.checkout.sessions.retrieve(id)).subscription);
  await stripe.subscriptions.update(subscription, { cancel_at_period_end: true });
  expect((await hook.has('customer.subscription.updated')).data).toMatchObject({
    object: { cancel_at_period_end: true },
    previous_attributes: { cancel_at_period_end: false },
  });
  await stripe.subscriptions.cancel(subscription);
  expect((await hook.has('customer.subscription.deleted')).data.object).toMatchObject({ status: 'canceled' });
  expect((await stripe.subscriptions.list()).data).toEqual([]);
});

test('a one-time payment makes an invoice and a customer where it is asked to', async () => {
  const { engine, stripe } = await sandbox();
  const price = await priceOf(stripe, 900);
  const { id } = await stripe.checkout.sessions.create({
    line_items: [{ price: price.id, quantity: 1 }],
    invoice_creation: { enabled: true },
    success_url: 'https://shop.test/',
  });
  await engine.checkout.pay(id, { ...EMAIL, instrument: VISA });
  const session = await stripe.checkout.sessions.retrieve(id, { expand: ['invoice.customer'] });
  expect(session.invoice).toMatchObject({
    status: 'paid',
    total: 900,
    customer: { email: 'ada@example.com' },
  });
});

test('an invoice says which PaymentIntent it was paid with, and a PaymentIntent which invoice it paid', async () => {
  const { engine, stripe } = await sandbox();
  const monthly = await priceOf(stripe, 900, { recurring: { interval: 'month' } });
  const { id } = await stripe.checkout.sessions.create({
    mode: 'subscription',
    line_items: [{ price: monthly.id, quantity: 1 }],
    success_url: 'https://shop.test/',
  });
  await engine.checkout.pay(id, { ...EMAIL, instrument: VISA });
  const [first] = engine.account.paymentIntents();
  const session = await stripe.checkout.sessions.retrieve(id, { expand: ['invoice.payments'] });
  expect(session.invoice).toMatchObject({
    payments: { data: [{ status: 'paid', amount_paid: 900, payment: { payment_intent: first?.id } }] },
  });

  const subscription = String(session.subscription);
  await engine.account.renewSubscription(subscription, 'failed');
  await engine.account.renewSubscription(subscription, 'paid');
  const [second, ...others] = engine.account.paymentIntents();
  expect(others).toEqual([first]);
  const { data } = await stripe.invoicePayments.list({
    payment: { type: 'payment_intent', payment_intent: second?.id },
    expand: ['data.invoice'],
  });
  expect(data).toMatchObject([{ status: 'paid', invoice: { billing_reason: 'subscription_cycle' } }]);
});
