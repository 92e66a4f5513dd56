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
