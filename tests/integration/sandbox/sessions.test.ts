import type Stripe from 'stripe';
import { expect, onTestFinished, test, vi } from 'vitest';
import { priceOf, refusal, SECRET, sandbox, sessionOf, VISA, webhook } from './harness';

const EMAIL = { email: 'ada@example.com' };

test('an embedded session has a client secret while it is open, and no url', async () => {
  const { engine, stripe } = await sandbox();
  const session = await sessionOf(stripe, 1000, {
    ui_mode: 'embedded_page',
    success_url: undefined,
    return_url: 'https://shop.test/success?session_id={CHECKOUT_SESSION_ID}',
  });
  expect(session).toMatchObject({ url: null, redirect_on_completion: 'always', status: 'open' });
  const view = engine.checkout.byClientSecret(session.client_secret ?? '');
  expect(view?.session.id).toBe(session.id);
  expect(engine.checkout.byClientSecret(`${session.client_secret}x`)).toBeUndefined();
  expect(await engine.checkout.pay(session.id, { ...EMAIL, instrument: VISA })).toMatchObject({
    returnTo: `https://shop.test/success?session_id=${session.id}`,
  });
  expect((await stripe.checkout.sessions.retrieve(session.id)).client_secret).toBeNull();
});

test.each(['if_required', 'never'] as const)(
  'a card on an embedded page that redirects %s stays there',
  async (when) => {
    const { engine, stripe } = await sandbox();
    const { id } = await sessionOf(stripe, 1000, {
      ui_mode: 'embedded_page',
      success_url: undefined,
      redirect_on_completion: when,
      ...(when === 'if_required' && { return_url: 'https://shop.test/' }),
    });
    expect(await engine.checkout.pay(id, { ...EMAIL, instrument: VISA })).toMatchObject({ returnTo: null });
  },
);

test('of a hundred line items ten come expanded, and the pages hold every one once', async () => {
  const { stripe } = await sandbox();
  const prices = await Promise.all(Array.from({ length: 100 }, (_, i) => priceOf(stripe, 100 + i)));
  const { id } = await stripe.checkout.sessions.create({
    line_items: prices.map((price) => ({ price: price.id, quantity: 2 })),
    success_url: 'https://shop.test/',
  });
  const session = await stripe.checkout.sessions.retrieve(id, { expand: ['line_items'] });
  expect([session.line_items?.data.length, session.line_items?.has_more]).toEqual([10, true]);

  const seen: string[] = [];
  for await (const line of stripe.checkout.sessions.listLineItems(id, { limit: 30 }))
    seen.push(String(line.price?.id));
  expect(seen).toEqual(prices.map((price) => price.id));
  const sum = prices.reduce((total, price) => total + 2 * (price.unit_amount ?? 0), 0);
  expect(session.amount_total).toBe(sum);
});

test('an open session can be expired once, and is told', async () => {
  const hook = await webhook();
  const { engine, stripe } = await sandbox({ defaultEndpoint: { url: hook.url, secret: SECRET } });
  const { id } = await sessionOf(stripe, 1000);
  expect(await stripe.checkout.sessions.expire(id)).toMatchObject({ status: 'expired', url: null });
  expect((await hook.has('checkout.session.expired')).data.object).toMatchObject({ id, status: 'expired' });
  expect(await refusal(stripe.checkout.sessions.expire(id))).toMatchObject({ statusCode: 400 });
  expect(await engine.checkout.pay(id, { ...EMAIL, instrument: VISA })).toEqual({
    outcome: 'closed',
    status: 'expired',
  });
});

test('expires_at is a day ahead unless told, and half an hour is the least', async () => {
  const { stripe } = await sandbox();
  const usual = await sessionOf(stripe, 1000);
  expect(usual.expires_at - usual.created).toBe(86_400);
  const soon = Math.floor(Date.now() / 1000) + 1800;
  expect((await sessionOf(stripe, 1000, { expires_at: soon })).expires_at).toBe(soon);
});

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

test('sessions are listed newest first, by page and by filter', async () => {
  const { engine, stripe } = await sandbox();
  const ids: string[] = [];
  for (let i = 0; i < 5; i++) ids.push((await sessionOf(stripe, 1000)).id);
  await engine.checkout.pay(ids[2] ?? '', { ...EMAIL, instrument: VISA });

  const first = await stripe.checkout.sessions.list({ limit: 2 });
  expect([first.data.map((row) => row.id), first.has_more]).toEqual([[ids[4], ids[3]], true]);
  const rest = await stripe.checkout.sessions.list({ limit: 3, starting_after: ids[3] });
  expect([rest.data.map((row) => row.id), rest.has_more]).toEqual([[ids[2], ids[1], ids[0]], false]);
  const back = await stripe.checkout.sessions.list({ limit: 2, ending_before: ids[2] });
  expect(back.data.map((row) => row.id)).toEqual([ids[4], ids[3]]);

  const only = async (params: Stripe.Checkout.SessionListParams) =>
    (await stripe.checkout.sessions.list(params)).data.map((row) => row.id);
  expect(await only({ status: 'complete' })).toEqual([ids[2]]);
  expect(await only({ customer_details: { email: 'ada@example.com' } })).toEqual([ids[2]]);
  expect(await only({ created: { gt: Math.floor(Date.now() / 1000) } })).toEqual([]);
  const missing = await refusal(stripe.checkout.sessions.list({ starting_after: 'cs_test_none' }));
  expect(missing).toMatchObject({ code: 'resource_missing', param: 'starting_after' });
});

test('what cannot be expanded is refused, what is not set stays null', async () => {
  const { stripe } = await sandbox();
  const { id } = await sessionOf(stripe, 1000);
  const nothing = [
    'customer',
    'invoice',
    'subscription',
    'payment_intent.latest_charge',
    'shipping_cost.shipping_rate',
  ];
  const session = await stripe.checkout.sessions.retrieve(id, { expand: nothing });
  expect(session).toMatchObject({ customer: null, invoice: null, subscription: null, payment_intent: null });
  for (const path of ['nonsense', 'amount_total', 'line_items.data.price.product.default_price']) {
    expect(await refusal(stripe.checkout.sessions.retrieve(id, { expand: [path] }))).toMatchObject({
      param: 'expand',
    });
  }
});

test('an inline price makes an archived price and product of its own', async () => {
  const { stripe } = await sandbox();
  const { id } = await sessionOf(stripe, 500, {
    line_items: [
      { quantity: 3, price_data: { currency: 'EUR', unit_amount: 250, product_data: { name: 'Postcard' } } },
    ],
  });
  const { data } = await stripe.checkout.sessions.listLineItems(id, { expand: ['data.price.product'] });
  expect(data).toMatchObject([
    {
      description: 'Postcard',
      amount_total: 750,
      currency: 'eur',
      price: { active: false, product: { active: false } },
    },
  ]);
});

test('metadata of an open session can be changed', async () => {
  const { stripe } = await sandbox();
  const { id } = await sessionOf(stripe, 500, { metadata: { a: '1', b: '2' } });
  expect((await stripe.checkout.sessions.update(id, { metadata: { a: '', c: '3' } })).metadata).toEqual({
    b: '2',
    c: '3',
  });
});

test('a session nobody pays expires by itself', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
  onTestFinished(() => void vi.useRealTimers());
  const { engine, stripe } = await sandbox();
  const soon = Math.floor(Date.now() / 1000) + 1800;
  const { id } = await sessionOf(stripe, 1000, { expires_at: soon });
  vi.advanceTimersByTime(1_799_000);
  expect(engine.checkout.view(id)?.session.status).toBe('open');
  vi.advanceTimersByTime(2000);
  expect(engine.checkout.view(id)?.session.status).toBe('expired');
  expect(engine.account.events()[0]).toMatchObject({ type: 'checkout.session.expired' });
});
