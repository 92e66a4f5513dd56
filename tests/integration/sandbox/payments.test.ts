import { expect, test } from 'vitest';
import { card, priceOf, SECRET, sandbox, sessionOf, VISA, webhook } from './harness';

const EMAIL = { email: 'ada@example.com' };

test('a card payment completes the session, names its charge and tells the webhook before it returns', async () => {
  const hook = await webhook();
  const { engine, stripe } = await sandbox({ defaultEndpoint: { url: hook.url, secret: SECRET } });
  const session = await sessionOf(stripe, 2500, { metadata: { cart: 'c1' } });
  expect(session).toMatchObject({ status: 'open', payment_status: 'unpaid', amount_total: 2500 });
  expect(session.url).toMatch(/\/c\/pay\/cs_test_/);

  const outcome = await engine.checkout.pay(session.id, { ...EMAIL, instrument: VISA });
  expect(outcome).toEqual({
    outcome: 'complete',
    paymentStatus: 'paid',
    returnTo: `https://shop.test/success?session_id=${session.id}`,
  });
  expect(hook.types()).toContain('checkout.session.completed');

  const paid = await stripe.checkout.sessions.retrieve(session.id, {
    expand: ['line_items.data.price.product', 'payment_intent.latest_charge'],
  });
  expect(paid).toMatchObject({
    status: 'complete',
    payment_status: 'paid',
    url: null,
    metadata: { cart: 'c1' },
    customer_details: { email: 'ada@example.com', name: 'Ada Verdi' },
    payment_intent: { status: 'succeeded', latest_charge: { status: 'succeeded', amount: 2500 } },
    line_items: { data: [{ price: { product: { name: 'A print' } } }], has_more: false },
  });
  await Promise.all(['payment_intent.created', 'charge.succeeded', 'payment_intent.succeeded'].map(hook.has));
  expect(hook.types().filter((type) => type === 'checkout.session.completed')).toHaveLength(1);
});

test.each([
  ['4000 0000 0000 0002', 'card_declined', 'generic_decline', undefined],
  ['4000 0000 0000 9995', 'card_declined', 'insufficient_funds', undefined],
  ['4000 0000 0000 0069', 'expired_card', undefined, 'expiry'],
  ['4000 0000 0000 0127', 'incorrect_cvc', undefined, 'cvc'],
  ['4242 4242 4242 4241', 'incorrect_number', undefined, 'number'],
  ['4111 1111 1111 1111', 'card_declined', 'test_mode_live_card', 'number'],
])(
  'the card %s is refused with %s %s and the session stays open',
  async (number, code, declineCode, field) => {
    const { engine, stripe } = await sandbox();
    const { id } = await sessionOf(stripe, 900);
    const outcome = await engine.checkout.pay(id, { ...EMAIL, instrument: card(number) });
    expect(outcome).toMatchObject({ outcome: 'refused', code });
    expect(outcome).toHaveProperty('declineCode', declineCode);
    expect(outcome).toHaveProperty('field', field);
    expect((await stripe.checkout.sessions.retrieve(id)).status).toBe('open');

    const again = await engine.checkout.pay(id, { ...EMAIL, instrument: card('5555 5555 5555 4444') });
    expect(again).toMatchObject({ outcome: 'complete', paymentStatus: 'paid' });
  },
);

test('a declined card is told as a failed charge, and the next try uses the same PaymentIntent', async () => {
  const { engine, stripe } = await sandbox();
  const { id } = await sessionOf(stripe, 900);
  await engine.checkout.pay(id, { ...EMAIL, instrument: card('4000000000000002') });
  await engine.checkout.pay(id, { ...EMAIL, instrument: VISA });
  const intents = await stripe.paymentIntents.list();
  expect(intents.data).toHaveLength(1);
  expect(intents.data[0]).toMatchObject({ status: 'succeeded', last_payment_error: null });
  const types = (await stripe.events.list({ limit: 100 })).data.map((event) => event.type).reverse();
  expect(types.slice(2)).toEqual([
    'payment_intent.created',
    'charge.failed',
    'payment_intent.payment_failed',
    'charge.succeeded',
    'payment_intent.succeeded',
    'checkout.session.completed',
  ]);
});

test.each([
  [{ expYear: 2020 }, 'invalid_expiry_year', 'expiry'],
  [{ cvc: '12' }, 'invalid_cvc', 'cvc'],
])('a card with %o is refused before anything is charged', async (change, code, field) => {
  const { engine, stripe } = await sandbox();
  const { id } = await sessionOf(stripe, 900);
  const instrument = card('4242424242424242', change);
  expect(await engine.checkout.pay(id, { ...EMAIL, instrument })).toMatchObject({
    outcome: 'refused',
    code,
    field,
  });
  expect((await stripe.paymentIntents.list()).data).toHaveLength(0);
});

test('an American Express card pays with its four-digit code', async () => {
  const { engine, stripe } = await sandbox();
  const { id } = await sessionOf(stripe, 900);
  const instrument = card('3782 822463 10005', { cvc: '1234' });
  expect(await engine.checkout.pay(id, { ...EMAIL, instrument })).toMatchObject({ paymentStatus: 'paid' });
});

test.each([
  ['4000002500003155', true],
  ['4000002760003184', false],
])('3-D Secure with %s asks first, and passing it (%s) decides', async (number, passed) => {
  const { engine, stripe } = await sandbox();
  const { id } = await sessionOf(stripe, 900);
  const asked = await engine.checkout.pay(id, { ...EMAIL, instrument: card(number) });
  if (asked.outcome !== 'challenge') throw new Error(`No challenge but ${asked.outcome}.`);
  const outcome = await engine.checkout.finishChallenge(asked.challengeId, passed);
  const { status } = await stripe.checkout.sessions.retrieve(id);
  expect([outcome.outcome, status]).toEqual(passed ? ['complete', 'complete'] : ['refused', 'open']);
  expect(await engine.checkout.finishChallenge(asked.challengeId, true)).toMatchObject({ outcome: 'closed' });
});

test('a missing e-mail, address or phone is named and nothing is paid', async () => {
  const { engine, stripe } = await sandbox();
  const { id } = await sessionOf(stripe, 900, {
    shipping_address_collection: { allowed_countries: ['IT', 'DE'] },
    phone_number_collection: { enabled: true },
  });
  const address = {
    line1: 'Via Roma 1',
    line2: null,
    city: 'Firenze',
    postal_code: '50125',
    state: 'FI',
    country: 'IT',
  };
  const good = { ...EMAIL, phone: '+39 055 123456', shipping: { name: 'Ada', address }, instrument: VISA };
  const wrong: [object, string][] = [
    [{ email: '' }, 'email'],
    [{ email: 'ada@' }, 'email'],
    [{ phone: '' }, 'phone'],
    [{ shipping: undefined }, 'shippingName'],
    [{ shipping: { name: 'Ada', address: { ...address, city: '' } } }, 'shippingCity'],
    [{ shipping: { name: 'Ada', address: { ...address, country: 'US' } } }, 'shippingCountry'],
  ];
  for (const [change, field] of wrong) {
    expect(await engine.checkout.pay(id, { ...good, ...change })).toMatchObject({
      outcome: 'refused',
      field,
    });
  }
  expect(await engine.checkout.pay(id, good)).toMatchObject({ outcome: 'complete' });
  const session = await stripe.checkout.sessions.retrieve(id);
  expect(session.collected_information?.shipping_details).toEqual({ name: 'Ada', address });
});

test('pressing "Pay" twice at once pays once', async () => {
  const { engine, stripe } = await sandbox();
  const { id } = await sessionOf(stripe, 900);
  const submission = { ...EMAIL, instrument: VISA };
  const outcomes = await Promise.all([
    engine.checkout.pay(id, submission),
    engine.checkout.pay(id, submission),
  ]);
  expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(['closed', 'complete']);
  expect((await stripe.charges.list()).data).toHaveLength(1);
});

test.each([
  ['AT321904300235473204', 'succeed', 'paid', 'checkout.session.async_payment_succeeded'],
  ['AT861904300235473202', 'fail', 'unpaid', 'checkout.session.async_payment_failed'],
] as const)(
  'a debit of %s is unpaid at first and then told to %s by hand',
  async (iban, way, status, event) => {
    const hook = await webhook();
    const { engine, stripe } = await sandbox({ defaultEndpoint: { url: hook.url, secret: SECRET } });
    const { id } = await sessionOf(stripe, 900);
    const outcome = await engine.checkout.pay(id, {
      ...EMAIL,
      instrument: { type: 'sepa_debit', iban, name: 'Ada' },
    });
    expect(outcome).toMatchObject({ outcome: 'complete', paymentStatus: 'unpaid' });
    const waiting = await stripe.checkout.sessions.retrieve(id, { expand: ['payment_intent'] });
    expect(waiting).toMatchObject({
      status: 'complete',
      payment_status: 'unpaid',
      payment_intent: { status: 'processing' },
    });

    await engine.account.settleDebit(
      String((await stripe.checkout.sessions.retrieve(id)).payment_intent),
      way,
    );
    expect((await hook.has(event)).data.object).toMatchObject({ id, payment_status: status });
    await hook.has(way === 'succeed' ? 'payment_intent.succeeded' : 'payment_intent.payment_failed');
    await hook.has(way === 'succeed' ? 'charge.succeeded' : 'charge.failed');
    expect((await stripe.checkout.sessions.retrieve(id)).payment_status).toBe(status);
  },
);

test.each([
  ['000123456789', 'checkout.session.async_payment_succeeded'],
  ['000111111116', 'checkout.session.async_payment_failed'],
])('an ACH debit of %s settles by itself when the sandbox is told so: %s', async (accountNumber, event) => {
  const hook = await webhook();
  const { engine, stripe } = await sandbox({
    autoSettleDebitsAfterMs: 20,
    defaultEndpoint: { url: hook.url, secret: SECRET },
  });
  const price = await priceOf(stripe, 900, { currency: 'usd' });
  const session = await stripe.checkout.sessions.create({
    mode: 'payment',
    line_items: [{ price: price.id, quantity: 1 }],
    success_url: 'https://shop.test/',
  });
  expect(session.payment_method_types).toEqual(['card', 'us_bank_account']);
  await engine.checkout.pay(session.id, {
    ...EMAIL,
    instrument: { type: 'us_bank_account', routingNumber: '110000000', accountNumber, name: 'Ada' },
  });
  expect((await hook.has(event)).data.object).toMatchObject({ id: session.id });
});

test('a debit cannot be settled twice', async () => {
  const { engine, stripe } = await sandbox();
  const { id } = await sessionOf(stripe, 900);
  const instrument = { type: 'sepa_debit', iban: 'AT321904300235473204', name: 'Ada' } as const;
  await engine.checkout.pay(id, { ...EMAIL, instrument });
  const intent = String((await stripe.checkout.sessions.retrieve(id)).payment_intent);
  await engine.account.settleDebit(intent, 'succeed');
  await expect(engine.account.settleDebit(intent, 'fail')).rejects.toThrow('No bank debit');
});
