import { expect, test } from 'vitest';
import { priceOf, SECRET, sandbox, VISA, webhook } from './harness';

const EMAIL = { email: 'ada@example.com' };

test('opening a link makes a session with its metadata, and paying leads to its redirect', async () => {
  const hook = await webhook();
  const { engine, stripe, url } = await sandbox({ defaultEndpoint: { url: hook.url, secret: SECRET } });
  const price = await priceOf(stripe, 4900);
  const link = await stripe.paymentLinks.create({
    line_items: [
      { price: price.id, quantity: 1, adjustable_quantity: { enabled: true, minimum: 1, maximum: 3 } },
    ],
    metadata: { product: 'print-1' },
    payment_intent_data: { metadata: { source: 'link' } },
    after_completion: {
      type: 'redirect',
      redirect: { url: 'https://shop.test/success?session_id={CHECKOUT_SESSION_ID}' },
    },
  });
  expect(link.url).toBe(`${url}/l/${link.id.replace('plink_', '')}`);

  const opened = await engine.checkout.openPaymentLink(link.url.split('/l/')[1] ?? '', 'it');
  if (!opened || 'closed' in opened) throw new Error('The link did not open.');
  const { id } = opened.session;
  expect(opened.session).toMatchObject({
    payment_link: link.id,
    metadata: { product: 'print-1' },
    locale: 'it',
  });
  expect(Object.values(opened.adjustable)).toEqual([{ minimum: 1, maximum: 3 }]);

  expect(await engine.checkout.pay(id, { ...EMAIL, instrument: VISA })).toMatchObject({
    returnTo: `https://shop.test/success?session_id=${id}`,
  });
  expect((await hook.has('checkout.session.completed')).data.object).toMatchObject({ payment_link: link.id });
  expect((await stripe.checkout.sessions.list({ payment_link: link.id })).data.map((row) => row.id)).toEqual([
    id,
  ]);
  expect((await stripe.paymentIntents.list()).data[0]?.metadata).toEqual({ source: 'link' });
});

test('a link closes when its sessions are used up or it is switched off, and says why', async () => {
  const { engine, stripe } = await sandbox();
  const price = await priceOf(stripe, 4900);
  const link = await stripe.paymentLinks.create({
    line_items: [{ price: price.id, quantity: 1 }],
    restrictions: { completed_sessions: { limit: 1 } },
    inactive_message: 'Sold out.',
  });
  const opened = await engine.checkout.openPaymentLink(link.id);
  if (!opened || 'closed' in opened) throw new Error('The link did not open.');
  expect(await engine.checkout.pay(opened.session.id, { ...EMAIL, instrument: VISA })).toMatchObject({
    returnTo: null,
  });
  expect(await engine.checkout.openPaymentLink(link.id)).toEqual({ closed: 'Sold out.' });
  expect((await stripe.paymentLinks.retrieve(link.id)).restrictions?.completed_sessions).toEqual({
    count: 1,
    limit: 1,
  });

  await stripe.paymentLinks.update(link.id, { restrictions: { completed_sessions: { limit: 5 } } });
  expect(await engine.checkout.openPaymentLink(link.id)).toHaveProperty('session');
  await stripe.paymentLinks.update(link.id, { active: false });
  expect(await engine.checkout.openPaymentLink(link.id)).toEqual({ closed: 'Sold out.' });
  expect(await engine.checkout.openPaymentLink('plink_none')).toBeNull();
});

test('a link lists its line items, and is found among the active ones', async () => {
  const { stripe } = await sandbox();
  const price = await priceOf(stripe, 4900);
  const link = await stripe.paymentLinks.create({ line_items: [{ price: price.id, quantity: 2 }] });
  const { data } = await stripe.paymentLinks.listLineItems(link.id);
  expect(data).toMatchObject([{ quantity: 2, amount_total: 9800, price: { id: price.id } }]);
  const line = data[0]?.id ?? '';
  await stripe.paymentLinks.update(link.id, { line_items: [{ id: line, quantity: 3 }] });
  expect((await stripe.paymentLinks.listLineItems(link.id)).data[0]?.quantity).toBe(3);
  expect((await stripe.paymentLinks.list({ active: true })).data.map((row) => row.id)).toEqual([link.id]);
  expect((await stripe.paymentLinks.list({ active: false })).data).toEqual([]);
});

test('of several who opened a link with one sale, one pays', async () => {
  const { engine, stripe } = await sandbox();
  const price = await priceOf(stripe, 4900);
  const link = await stripe.paymentLinks.create({
    line_items: [{ price: price.id, quantity: 1 }],
    restrictions: { completed_sessions: { limit: 1 } },
  });
  const opened = await Promise.all([1, 2, 3].map(() => engine.checkout.openPaymentLink(link.id)));
  const ids = opened.map((view) => (view && 'session' in view ? view.session.id : ''));
  const outcomes = await Promise.all(
    ids.map((id) => engine.checkout.pay(id, { ...EMAIL, instrument: VISA })),
  );
  expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(['closed', 'closed', 'complete']);
  expect((await stripe.charges.list()).data).toHaveLength(1);
});

test('what a link offers beside its lines is offered to who opens it', async () => {
  const { engine, stripe } = await sandbox();
  const [price, box] = [await priceOf(stripe, 4900), await priceOf(stripe, 500)];
  const link = await stripe.paymentLinks.create({
    line_items: [{ price: price.id, quantity: 1 }],
    name_collection: { individual: { enabled: true } },
    optional_items: [{ price: box.id, quantity: 1, adjustable_quantity: { enabled: true, maximum: 3 } }],
    tax_id_collection: { enabled: true },
  });
  const opened = await engine.checkout.openPaymentLink(link.id);
  if (!opened || 'closed' in opened) throw new Error('The link did not open.');
  expect(opened.optionalItems).toMatchObject([{ unitAmount: 500, minimum: 0, maximum: 3, quantity: 0 }]);
  expect(opened.session).toMatchObject({
    name_collection: { individual: { enabled: true, optional: false } },
    tax_id_collection: { enabled: true, required: 'never' },
  });
  const gone = { price: 'price_none', quantity: 1 };
  await expect(
    stripe.paymentLinks.create({ line_items: [{ price: price.id, quantity: 1 }], optional_items: [gone] }),
  ).rejects.toThrow("No such price: 'price_none'");
});

test('everything an update names is changed, and nothing else', async () => {
  const { engine, stripe } = await sandbox();
  const price = await priceOf(stripe, 4900);
  const link = await stripe.paymentLinks.create({
    line_items: [{ price: price.id, quantity: 1 }],
    payment_intent_data: { description: 'A print', metadata: { shelf: '1' } },
  });
  const change = {
    consent_collection: { terms_of_service: 'required' },
    custom_fields: [{ key: 'note', type: 'text', label: { type: 'custom', custom: 'A note' } }],
    custom_text: { submit: { message: 'Sent on Mondays.' } },
    invoice_creation: { enabled: true },
    payment_intent_data: { metadata: { shelf: '2' }, statement_descriptor: 'OTTAVIA' },
  } as const;
  const changed = await stripe.paymentLinks.update(link.id, change as never);
  expect(changed).toMatchObject({
    ...change,
    custom_fields: [{ key: 'note', optional: false, text: { default_value: null } }],
    payment_intent_data: { description: 'A print', ...change.payment_intent_data },
  });
  const untouched = Object.entries(link).filter(([name]) => !Object.hasOwn(change, name));
  expect(changed).toMatchObject(Object.fromEntries(untouched));
  const opened = await engine.checkout.openPaymentLink(link.id);
  expect(opened).toMatchObject({ session: { custom_fields: [{ key: 'note' }] } });
  const emptied = await stripe.paymentLinks.update(link.id, { custom_fields: '' });
  expect(emptied.custom_fields).toEqual([]);
});

test('a line’s bounds leave room for its quantity, and a refused update changes nothing', async () => {
  const { stripe } = await sandbox();
  const price = await priceOf(stripe, 4900);
  const link = await stripe.paymentLinks.create({ line_items: [{ price: price.id, quantity: 5 }] });
  const lines = async () => (await stripe.paymentLinks.listLineItems(link.id)).data;
  const [line] = await lines();
  const bounds = { enabled: true, maximum: 3 };
  for (const line_items of [
    [{ id: line?.id ?? '', adjustable_quantity: bounds }],
    [{ id: line?.id ?? '', quantity: 2 }, { id: 'li_none' }],
  ]) {
    await expect(stripe.paymentLinks.update(link.id, { line_items })).rejects.toThrow();
  }
  expect(await lines()).toEqual([line]);
});
