import Stripe from 'stripe';
import { expect, test } from 'vitest';
import { priceOf, refusal, sandbox, sessionOf, VISA } from './harness';

test('a product keeps the ID it is given, is changed and is listed', async () => {
  const { stripe } = await sandbox();
  await stripe.products.create({
    id: 'vase',
    name: 'Vase',
    images: ['https://shop.test/vase.jpg'],
    metadata: { slug: 'vase', old: '1' },
  });
  expect(await refusal(stripe.products.create({ id: 'vase', name: 'Vase' }))).toMatchObject({
    code: 'resource_already_exists',
  });
  const changed = await stripe.products.update('vase', {
    name: 'Blue vase',
    metadata: { old: '' },
    images: '',
  });
  expect(changed).toMatchObject({ id: 'vase', name: 'Blue vase', metadata: { slug: 'vase' }, images: [] });
  await stripe.products.create({ name: 'Bowl', active: false });
  expect((await stripe.products.list({ active: true })).data.map((row) => row.id)).toEqual(['vase']);
  expect((await stripe.products.list({ ids: ['vase'] })).data).toHaveLength(1);
  const [event] = (await stripe.events.list({ type: 'product.updated' })).data;
  expect(event?.data.previous_attributes).toMatchObject({ name: 'Vase' });
});

test('a product with prices cannot be deleted, one without can', async () => {
  const { stripe } = await sandbox();
  const price = await priceOf(stripe, 100);
  expect(await refusal(stripe.products.del(String(price.product)))).toMatchObject({ statusCode: 400 });
  const { id } = await stripe.products.create({ name: 'Bowl' });
  expect(await stripe.products.del(id)).toMatchObject({ deleted: true });
  expect(await refusal(stripe.products.retrieve(id))).toMatchObject({ statusCode: 404 });
});

test('a lookup key moves from one price to the next', async () => {
  const { stripe } = await sandbox();
  const old = await priceOf(stripe, 1000, { lookup_key: 'vase' });
  expect(await refusal(priceOf(stripe, 1100, { lookup_key: 'vase' }))).toMatchObject({ param: 'lookup_key' });
  const next = await priceOf(stripe, 1100, { lookup_key: 'vase', transfer_lookup_key: true });
  const found = await stripe.prices.list({ lookup_keys: ['vase', 'bowl'], expand: ['data.product'] });
  expect(found.data).toMatchObject([{ id: next.id, product: { name: 'A print' } }]);
  expect((await stripe.prices.retrieve(old.id)).lookup_key).toBeNull();
  await stripe.prices.update(old.id, { active: false });
  expect((await stripe.prices.list({ active: false })).data.map((row) => row.id)).toEqual([old.id]);
});

test('fractions of a cent are a decimal on the client and text on the wire', async () => {
  const { stripe, url } = await sandbox();
  const price = await stripe.prices.create({
    currency: 'eur',
    unit_amount_decimal: Stripe.Decimal.from('0.5'),
    product_data: { name: 'Pixel' },
  });
  expect([price.unit_amount, price.unit_amount_decimal?.toString()]).toEqual([null, '0.5']);
  const response = await fetch(`${url}/v1/prices/${price.id}`, {
    headers: { authorization: 'Bearer sk_test_tests' },
  });
  expect(await response.json()).toMatchObject({ unit_amount: null, unit_amount_decimal: '0.5' });
});

test('a charge is refunded in parts, then wholly, and not once more', async () => {
  const { engine, stripe } = await sandbox();
  const { id } = await sessionOf(stripe, 1000);
  await engine.checkout.pay(id, { email: 'ada@example.com', instrument: VISA });
  const payment_intent = String((await stripe.checkout.sessions.retrieve(id)).payment_intent);
  expect(await refusal(stripe.refunds.create({ payment_intent, amount: 1001 }))).toMatchObject({
    param: 'amount',
  });
  const part = await stripe.refunds.create({ payment_intent, amount: 300, reason: 'requested_by_customer' });
  expect(part).toMatchObject({ amount: 300, status: 'succeeded' });
  const [charge] = (await stripe.charges.list({ payment_intent })).data;
  expect(charge).toMatchObject({ amount_refunded: 300, refunded: false });
  await engine.account.refund(payment_intent);
  const whole = await stripe.charges.retrieve(charge?.id ?? '', { expand: ['refunds'] });
  expect(whole).toMatchObject({ amount_refunded: 1000, refunded: true });
  expect(whole.refunds?.data.map((refund) => refund.amount)).toEqual([700, 300]);
  const error = await refusal(stripe.refunds.create({ payment_intent }));
  expect(error).toMatchObject({ code: 'charge_already_refunded' });
  const types = (await stripe.events.list({ types: ['charge.refunded', 'refund.created'] })).data;
  expect(types).toHaveLength(4);
});

test('coupons, codes, shipping rates, customers, the balance and the account are read back', async () => {
  const { engine, stripe } = await sandbox();
  const coupon = await stripe.coupons.create({
    id: 'ten',
    amount_off: 1000,
    currency: 'EUR',
    duration: 'once',
  });
  const code = await stripe.promotionCodes.create({
    promotion: { type: 'coupon', coupon: coupon.id },
    code: 'TEN',
  });
  const rate = await stripe.shippingRates.create({
    display_name: 'Post',
    type: 'fixed_amount',
    fixed_amount: { amount: 490, currency: 'eur' },
    delivery_estimate: { minimum: { unit: 'business_day', value: 2 } },
  });
  const customer = await stripe.customers.create({ email: 'ada@example.com', address: { city: 'Firenze' } });
  expect(await stripe.coupons.retrieve('ten')).toMatchObject({ amount_off: 1000, currency: 'eur' });
  const codes = await stripe.promotionCodes.list({ code: 'ten', expand: ['data.promotion.coupon'] });
  expect(codes.data).toMatchObject([{ id: code.id, promotion: { coupon: { id: 'ten' } } }]);
  expect((await stripe.shippingRates.list()).data.map((row) => row.id)).toEqual([rate.id]);
  expect(await stripe.customers.retrieve(customer.id)).toMatchObject({
    address: { city: 'Firenze', line1: null },
  });
  expect((await stripe.customers.update(customer.id, { name: 'Ada' })).name).toBe('Ada');
  const { id } = await sessionOf(stripe, 1000);
  await engine.checkout.pay(id, { email: 'ada@example.com', instrument: VISA });
  expect((await stripe.balance.retrieve()).pending).toMatchObject([{ currency: 'eur', amount: 960 }]);
  expect(await stripe.accounts.retrieveCurrent()).toMatchObject({ object: 'account', charges_enabled: true });
});
