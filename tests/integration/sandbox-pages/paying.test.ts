import { describe, expect, it } from 'vitest';
import { card, mug, useSandbox } from './support';

const sandbox = useSandbox();

const succeeded = (session: string) => {
  const intent = sandbox.engine.checkout.view(session)?.session.payment_intent;
  return sandbox.engine.account
    .events()
    .filter((event) => event.type === 'payment_intent.succeeded' && event.data.object.id === intent);
};

describe('paying', () => {
  it('sends the shopper on, and the page then says that it is done', async () => {
    const { id } = await sandbox.session();
    expect(await sandbox.post(id, 'pay', card())).toEqual({
      outcome: 'complete',
      paymentStatus: 'paid',
      returnTo: `http://shop.example/success?session_id=${id}`,
    });
    const { html } = await sandbox.page(`/c/pay/${id}`);
    expect(html).toContain('You are all done here');
    expect(html).toContain(`http://shop.example/success?session_id=${id}`);
    expect(html).not.toContain('payment-form');
  });

  it('says beside each field what is missing, in the language of the page, and takes nothing', async () => {
    const { id } = await sandbox.session({
      locale: 'it',
      phone_number_collection: { enabled: true },
      shipping_address_collection: { allowed_countries: ['IT', 'US'] },
    });
    const { errors } = await sandbox.post(id, 'pay', {
      method: 'card',
      country: 'US',
      email: 'ada@',
      cardNumber: '4242',
    });
    expect(errors).toMatchObject({
      email: 'L’indirizzo email non è valido.',
      phone: 'Campo obbligatorio.',
      line1: 'Campo obbligatorio.',
      region: 'Campo obbligatorio.',
      cardNumber: 'Il numero della carta è incompleto.',
      cardExpiry: 'La data di scadenza della carta è incompleta.',
    });
    expect(sandbox.engine.checkout.view(id)?.session.status).toBe('open');
  });

  it.each([
    ['4000000000000002', 'cardNumber', 'Your card was declined. Please try a different card.'],
    [
      '4000000000009995',
      'cardNumber',
      'Your credit card was declined because of insufficient funds. Try paying with a debit card instead.',
    ],
    ['4000000000009987', 'cardNumber', 'Your card was declined. Please try a different card.'],
    ['4000000000009979', 'cardNumber', 'Your card was declined. Please try a different card.'],
    ['4000000000000069', 'cardExpiry', 'Your card is expired. Try a different card.'],
    ['4000000000000127', 'cardCvc', 'Your card’s CVC is incorrect.'],
  ])('shows the refusal of %s at %s and stays open for another card', async (number, field, message) => {
    const { id } = await sandbox.session();
    expect(await sandbox.post(id, 'pay', card(number))).toEqual({
      outcome: 'refused',
      errors: { [field]: message },
    });
    expect(await sandbox.post(id, 'pay', card())).toMatchObject({ outcome: 'complete' });
    expect(succeeded(id)).toHaveLength(1);
  });

  it('says above the button what no input is to blame for', async () => {
    const { id } = await sandbox.session();
    expect(await sandbox.post(id, 'pay', card('4000000000000119'))).toEqual({
      outcome: 'refused',
      message: 'An error occurred while processing your card. Try again.',
    });
  });

  it('lets 3-D Secure be refused and passed', async () => {
    const { id } = await sandbox.session();
    const first = await sandbox.post(id, 'pay', card('4000002500003155'));
    expect(first.outcome).toBe('challenge');
    expect(
      await sandbox.post(id, `challenge/${first.challengeId}`, { passed: 'no', method: 'card' }),
    ).toMatchObject({
      outcome: 'refused',
      message: expect.stringContaining('unable to authenticate'),
    });
    const second = await sandbox.post(id, 'pay', card('4000002500003155'));
    expect(await sandbox.post(id, `challenge/${second.challengeId}`, { passed: 'yes' })).toMatchObject({
      outcome: 'complete',
      paymentStatus: 'paid',
    });
  });

  it('takes one payment from ten presses at once', async () => {
    const { id } = await sandbox.session();
    const outcomes = await Promise.all(Array.from({ length: 10 }, () => sandbox.post(id, 'pay', card())));
    expect(outcomes.filter(({ outcome }) => outcome === 'complete')).toHaveLength(1);
    expect(outcomes.filter(({ outcome }) => outcome === 'closed')).toHaveLength(9);
    expect(succeeded(id)).toHaveLength(1);
  });

  it('does not take a total the shopper has not seen', async () => {
    const { id } = await sandbox.session();
    const line = sandbox.engine.checkout.view(id)?.lineItems[0]?.id;
    await sandbox.post(id, 'quantity', { line, quantity: 5 });
    const answer = await sandbox.post(id, 'pay', { ...card(), total: 5600 });
    expect(answer).toMatchObject({ outcome: 'refused', changed: { total: 14_000 } });
    expect(sandbox.engine.checkout.view(id)?.session.status).toBe('open');
  });

  it('bills the card to the delivery address where the shopper says they are the same', async () => {
    const { id } = await sandbox.session({ shipping_address_collection: { allowed_countries: ['IT'] } });
    const { billingCountry, billingPostalCode, ...rest } = card();
    expect([billingCountry, billingPostalCode]).toEqual(['IT', '10123']);
    const delivery = {
      name: 'Ada Prova',
      country: 'IT',
      line1: 'Via Po 1',
      postalCode: '10123',
      city: 'Torino',
    };
    const paid = await sandbox.post(id, 'pay', { ...rest, ...delivery, sameAsDelivery: 'on' });
    expect(paid).toMatchObject({ outcome: 'complete' });
    const session = sandbox.engine.checkout.view(id)?.session;
    expect(session?.collected_information?.shipping_details).toMatchObject({
      name: 'Ada Prova',
      address: { line1: 'Via Po 1', city: 'Torino', postal_code: '10123', country: 'IT' },
    });
    expect(session?.customer_details?.address).toMatchObject({ country: 'IT', postal_code: '10123' });
  });

  it('keeps a bank debit unpaid until it settles', async () => {
    const { id } = await sandbox.session();
    const form = {
      email: 'ada@example.com',
      method: 'sepa_debit',
      iban: 'AT32 1904 3002 3547 3204',
      holder: 'Ada',
    };
    expect(await sandbox.post(id, 'pay', { ...form, iban: 'AT00' })).toEqual({
      outcome: 'refused',
      errors: { iban: 'Your IBAN is invalid.' },
    });
    expect(await sandbox.post(id, 'pay', form)).toMatchObject({
      outcome: 'complete',
      paymentStatus: 'unpaid',
    });
  });

  it.each([
    ['000123456789', 'succeed', 'paid'],
    ['000111111116', 'fail', 'unpaid'],
    ['000222222227', 'fail', 'unpaid'],
  ] as const)('takes the American account %s, which will %s', async (accountNumber, outcome, status) => {
    const { id } = await sandbox.session({ line_items: [mug('Mug', 'usd')] });
    const form = {
      email: 'ada@example.com',
      method: 'us_bank_account',
      routingNumber: '110000000',
      accountNumber,
      holder: 'Ada',
    };
    expect(await sandbox.post(id, 'pay', { ...form, routingNumber: '110000001' })).toEqual({
      outcome: 'refused',
      errors: { routingNumber: 'Your routing number is invalid.' },
    });
    expect(await sandbox.post(id, 'pay', form)).toMatchObject({
      outcome: 'complete',
      paymentStatus: 'unpaid',
    });
    await sandbox.press(`/payments/${id}/${outcome === 'fail' ? 'fail' : 'settle'}`);
    expect(sandbox.engine.checkout.view(id)?.session.payment_status).toBe(status);
  });

  it('tells an expired session from a paid one', async () => {
    const { id } = await sandbox.session();
    await sandbox.stripe.checkout.sessions.expire(id);
    expect((await sandbox.page(`/c/pay/${id}`)).html).toContain('This page has expired');
    expect(await sandbox.post(id, 'pay', card())).toEqual({ outcome: 'closed' });
  });
});

describe('a Payment Link', () => {
  it('opens a session of its own for every visit, until it is closed', async () => {
    const price = await sandbox.stripe.prices.create({
      currency: 'eur',
      unit_amount: 1900,
      product_data: { name: 'Typeface' },
    });
    const link = await sandbox.stripe.paymentLinks.create({
      line_items: [{ price: price.id, quantity: 1 }],
      after_completion: {
        type: 'redirect',
        redirect: { url: 'http://shop.example/ok?s={CHECKOUT_SESSION_ID}' },
      },
    });
    const path = new URL(link.url).pathname;
    const visit = () => fetch(sandbox.url + path, { redirect: 'manual' });
    const [first, second] = await Promise.all([visit(), visit()]);
    expect(first.status).toBe(303);
    const id = first.headers.get('location')?.split('/').at(-1) ?? '';
    expect(second.headers.get('location')).not.toContain(id);
    expect((await sandbox.page(`/c/pay/${id}`)).html).toContain('Pay shop.example');
    expect(await sandbox.post(id, 'pay', card())).toMatchObject({
      returnTo: `http://shop.example/ok?s=${id}`,
    });
    await sandbox.stripe.paymentLinks.update(link.id, { active: false });
    const closed = await sandbox.page(path);
    expect(closed.status).toBe(410);
    expect(closed.html).toContain('This link is no longer active');
  });
});

describe('the embedded page', () => {
  const embedded = () =>
    sandbox.session({
      ui_mode: 'embedded_page',
      success_url: undefined,
      cancel_url: undefined,
      return_url: 'http://shop.example/done?s={CHECKOUT_SESSION_ID}',
    });

  it('opens with its client secret only, tells its parent, and is not the hosted page', async () => {
    const { id, client_secret } = await embedded();
    const { status, html } = await sandbox.page(
      `/embedded/${client_secret}?parent=http%3A%2F%2Fshop.example`,
    );
    expect(status).toBe(200);
    expect(html).toContain('data-parent-origin="http://shop.example"');
    expect(html).toContain('Pay €56.00');
    // The shop's page around it has these already, and one of each is enough.
    expect(html).not.toMatch(/<(main|footer|header|nav)[ >]/);
    expect((await sandbox.page(`/embedded/${id}_secret_wrong`)).status).toBe(404);
    expect((await sandbox.page(`/c/pay/${id}`)).status).toBe(404);
    const hosted = await sandbox.session();
    expect((await sandbox.page(`/embedded/${hosted.id}`)).status).toBe(404);
    expect(await sandbox.post(id, 'pay', card())).toMatchObject({
      returnTo: `http://shop.example/done?s=${id}`,
    });
  });

  it.each(['/v3/stripe.js', '/endive/stripe.js'])(
    'comes with a stand-in for Stripe.js at %s',
    async (path) => {
      const { status, html, headers } = await sandbox.page(path);
      expect(status).toBe(200);
      expect(headers.get('content-type')).toContain('text/javascript');
      expect(html).toContain('createEmbeddedCheckoutPage');
      expect(html).not.toContain('__PUBLIC_URL__');
    },
  );
});
