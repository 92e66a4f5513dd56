import type Stripe from 'stripe';
import { expect, test } from 'vitest';
import { priceOf, refusal, sandbox, sessionOf, VISA } from './harness';

const EMAIL = { email: 'ada@example.com' };

test('quantities change within their bounds, and the total follows', async () => {
  const { engine, stripe } = await sandbox();
  const price = await priceOf(stripe, 1000);
  const { id } = await sessionOf(stripe, 500, {
    line_items: [
      { price: price.id, quantity: 1, adjustable_quantity: { enabled: true, minimum: 1, maximum: 5 } },
      { price: price.id, quantity: 1 },
    ],
  });
  const before = engine.checkout.view(id);
  const [first, second] = before?.lineItems ?? [];
  expect(before?.adjustable).toEqual({ [first?.id ?? '']: { minimum: 1, maximum: 5 } });
  const after = await engine.checkout.setQuantity(id, first?.id ?? '', 4);
  expect(after.session.amount_total).toBe(5000);
  expect(after.lineItems[0]).toMatchObject({ quantity: 4, amount_total: 4000 });
  await expect(engine.checkout.setQuantity(id, first?.id ?? '', 6)).rejects.toThrow('between 1 and 5');
  await expect(engine.checkout.setQuantity(id, second?.id ?? '', 2)).rejects.toThrow('cannot be changed');
});

test('a promotion code takes its share of each line, and can be taken back', async () => {
  const { engine, stripe } = await sandbox();
  const coupon = await stripe.coupons.create({ percent_off: 15, duration: 'once' });
  await stripe.promotionCodes.create({ code: 'CIAO15', promotion: { type: 'coupon', coupon: coupon.id } });
  const { id } = await sessionOf(stripe, 999, { allow_promotion_codes: true });
  expect(await engine.checkout.applyPromotionCode(id, 'nothing')).toEqual({
    refused: 'This code is invalid.',
  });
  const applied = await engine.checkout.applyPromotionCode(id, ' ciao15 ');
  expect(applied).toMatchObject({
    view: {
      session: { amount_subtotal: 999, amount_total: 849, total_details: { amount_discount: 150 } },
      lineItems: [{ amount_discount: 150, amount_total: 849 }],
    },
  });
  const expanded = await stripe.checkout.sessions.retrieve(id, { expand: ['discounts.promotion_code'] });
  expect(expanded.discounts).toMatchObject([{ coupon: null, promotion_code: { code: 'CIAO15' } }]);
  expect((await engine.checkout.removePromotionCode(id)).session.amount_total).toBe(999);
});

test('an amount off is spread so that the lines add up to the total', async () => {
  const { stripe } = await sandbox();
  const coupon = await stripe.coupons.create({ amount_off: 1000, currency: 'eur', duration: 'once' });
  const [a, b, c] = await Promise.all([3333, 3333, 3334].map((amount) => priceOf(stripe, amount)));
  const { id } = await sessionOf(stripe, 500, {
    line_items: [a, b, c].map((price) => ({ price: price?.id, quantity: 1 })),
    discounts: [{ coupon: coupon.id }],
  });
  const { data } = await stripe.checkout.sessions.listLineItems(id);
  expect(data.reduce((sum, line) => sum + line.amount_discount, 0)).toBe(1000);
  expect((await stripe.checkout.sessions.retrieve(id)).amount_total).toBe(9000);
});

test('a code with one redemption serves one buyer', async () => {
  const { engine, stripe } = await sandbox();
  const coupon = await stripe.coupons.create({ percent_off: 100, duration: 'once' });
  await stripe.promotionCodes.create({
    code: 'ONE',
    max_redemptions: 1,
    promotion: { type: 'coupon', coupon: coupon.id },
  });
  const [first, second] = await Promise.all(
    [1, 2].map(() => sessionOf(stripe, 1000, { allow_promotion_codes: true })),
  );
  await engine.checkout.applyPromotionCode(first?.id ?? '', 'ONE');
  const outcome = await engine.checkout.pay(first?.id ?? '', EMAIL);
  expect(outcome).toMatchObject({ outcome: 'complete', paymentStatus: 'no_payment_required' });
  expect(await engine.checkout.applyPromotionCode(second?.id ?? '', 'ONE')).toHaveProperty('refused');
  const free = await stripe.checkout.sessions.retrieve(first?.id ?? '');
  expect(free).toMatchObject({
    payment_intent: null,
    amount_total: 0,
    payment_status: 'no_payment_required',
  });
});

test('the first shipping option is chosen until the shopper takes another', async () => {
  const { engine, stripe } = await sandbox();
  const rate = (
    display_name: string,
    amount: number,
  ): Stripe.Checkout.SessionCreateParams.ShippingOption => ({
    shipping_rate_data: { display_name, type: 'fixed_amount', fixed_amount: { amount, currency: 'eur' } },
  });
  const { id, amount_total } = await sessionOf(stripe, 1000, {
    shipping_options: [rate('Post', 490), rate('Courier', 990)],
  });
  expect(amount_total).toBe(1490);
  const courier = engine.checkout.view(id)?.shippingRates[1];
  await engine.checkout.chooseShippingRate(id, courier?.id ?? '');
  await engine.checkout.pay(id, { ...EMAIL, instrument: VISA });
  const session = await stripe.checkout.sessions.retrieve(id, {
    expand: ['shipping_cost.shipping_rate', 'payment_intent'],
  });
  expect(session).toMatchObject({
    amount_total: 1990,
    shipping_cost: { amount_total: 990, shipping_rate: { display_name: 'Courier' } },
    total_details: { amount_shipping: 990 },
    payment_intent: { amount_received: 1990 },
  });
});

test('a currency, coupon or shipping rate in another currency than the prices is refused', async () => {
  const { stripe } = await sandbox();
  const coupon = await stripe.coupons.create({ amount_off: 100, currency: 'usd', duration: 'once' });
  const fixed_amount = { amount: 490, currency: 'usd' };
  const shipping_options = [{ shipping_rate_data: { display_name: 'Post', fixed_amount } }];
  const wrong: [Partial<Stripe.Checkout.SessionCreateParams>, string][] = [
    [{ currency: 'usd' }, 'currency'],
    [{ discounts: [{ coupon: coupon.id }] }, 'discounts[0]'],
    [{ shipping_options }, 'shipping_options[0]'],
  ];
  for (const [params, param] of wrong) {
    expect(await refusal(sessionOf(stripe, 1000, params))).toMatchObject({ statusCode: 400, param });
  }
});
