import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Stripe from 'stripe';
import { describe, expect, it } from 'vitest';
import { isPostalCode, regionCode } from '@/sandbox/stripe/pages/addresses';
import { factsOf } from '@/sandbox/stripe/pages/checkout/facts';
import { readSubmission } from '@/sandbox/stripe/pages/checkout/submission';
import { speechFor } from '@/sandbox/stripe/pages/locale';
import { startSandbox } from '@/sandbox/stripe/server';
import { card, mug, useSandbox } from './support';

const sandbox = useSandbox();
type SessionParams = Stripe.Checkout.SessionCreateParams;

const viewOf = (id: string) => {
  const view = sandbox.engine.checkout.view(id);
  if (!view) throw new Error(`There is no session ${id}.`);
  return view;
};

describe('optional items', () => {
  const price = (name: string, amount: number) =>
    sandbox.stripe.prices.create({ currency: 'eur', unit_amount: amount, product_data: { name } });

  it('are offered, added with their quantity, changed and taken out again', async () => {
    const [wrapping, note] = await Promise.all([price('Gift wrapping', 900), price('Card', 450)]);
    const { id } = await sandbox.session({
      optional_items: [
        { price: wrapping.id, quantity: 1 },
        { price: note.id, quantity: 1, adjustable_quantity: { enabled: true, minimum: 1, maximum: 3 } },
      ],
    });
    const { html } = await sandbox.page(`/c/pay/${id}`);
    expect(html).toContain('Add to your order');
    expect(html).toContain('aria-label="Add Gift wrapping"');
    const item = viewOf(id).optionalItems.find(({ description }) => description === 'Card')?.id;

    const added = await sandbox.post(id, 'optional', { item, quantity: 1 });
    expect(added).toMatchObject({ total: 6050, payLabel: 'Pay €60.50' });
    expect(added.summary).toContain('aria-label="Remove Card"');
    expect(added.summary).toContain('aria-label="Quantity of Card"');
    expect(added.summary).not.toContain('aria-label="Add Card"');

    expect(await sandbox.post(id, 'optional', { item, quantity: 3 })).toMatchObject({ total: 6950 });
    expect(await sandbox.post(id, 'optional', { item, quantity: 4 })).toHaveProperty('refused');
    expect(await sandbox.post(id, 'optional', { item, quantity: 0 })).toMatchObject({ total: 5600 });
    expect((await sandbox.page(`/c/pay/${id}`)).html).toContain('aria-label="Add Card"');
  });
});

describe('shipping options', () => {
  const option = (name: string, amount: number) => ({
    shipping_rate_data: {
      display_name: name,
      type: 'fixed_amount' as const,
      fixed_amount: { amount, currency: 'eur' },
    },
  });

  it('change the total', async () => {
    const { id } = await sandbox.session({
      shipping_options: [option('Post', 590), option('Courier', 1490)],
    });
    const { html } = await sandbox.page(`/c/pay/${id}`);
    expect(html).toContain('Pay €61.90');
    const courier = viewOf(id).shippingRates.find(({ display_name }) => display_name === 'Courier')?.id;
    const changed = await sandbox.post(id, 'shipping', { rate: courier });
    expect(changed).toMatchObject({ total: 7090, payLabel: 'Pay €70.90' });
    expect(changed.summary).toContain('€14.90');
  });
});

describe('the shop’s own questions', () => {
  const label = (custom: string) => ({ type: 'custom' as const, custom });
  const custom_fields: SessionParams['custom_fields'] = [
    {
      key: 'engraving',
      type: 'text',
      label: label('Engraving'),
      optional: true,
      text: { minimum_length: 2, maximum_length: 5 },
    },
    { key: 'door', type: 'numeric', label: label('Door code') },
    {
      key: 'paper',
      type: 'dropdown',
      label: label('Paper'),
      dropdown: { options: [{ label: 'Ivory', value: 'ivory' }] },
    },
  ];

  it('are asked with their labels, in the words of the page’s language', async () => {
    const { id } = await sandbox.session({ custom_fields, locale: 'it' });
    const { html } = await sandbox.page(`/c/pay/${id}`);
    for (const words of ['Altre informazioni', 'Engraving (facoltativo)', 'Door code', '>Ivory</option>']) {
      expect(html).toContain(words);
    }
  });

  it('say beside each what is wrong, and keep the answers', async () => {
    const { id } = await sandbox.session({ custom_fields });
    const wrong = { custom_engraving: 'A', custom_door: '12a', custom_paper: 'gold' };
    expect(await sandbox.post(id, 'pay', { ...card(), ...wrong })).toMatchObject({
      errors: {
        custom_engraving: 'At least 2 characters.',
        custom_door: 'Only digits.',
        custom_paper: 'Required.',
      },
    });
    const right = { custom_engraving: '', custom_door: '1234', custom_paper: 'ivory' };
    expect(await sandbox.post(id, 'pay', { ...card(), ...right })).toMatchObject({ outcome: 'complete' });
    const { custom_fields: answered } = viewOf(id).session;
    expect(answered.map((field) => field.numeric?.value ?? field.dropdown?.value ?? null)).toEqual([
      null,
      '1234',
      'ivory',
    ]);
  });
});

describe('terms of service', () => {
  it('have to be agreed to where the session asks, in the shop’s own words', async () => {
    const { id } = await sandbox.session({
      consent_collection: { terms_of_service: 'required' },
      custom_text: {
        terms_of_service_acceptance: { message: 'I accept the [terms of sale](https://shop.example/terms).' },
      },
    });
    const { html } = await sandbox.page(`/c/pay/${id}`);
    expect(html).toMatch(/I accept the <a href="https:\/\/shop.example\/terms"[^>]*>terms of sale<\/a>/);
    expect(await sandbox.post(id, 'pay', card())).toMatchObject({
      errors: { termsOfService: 'Agree to the terms to continue.' },
    });
    expect(await sandbox.post(id, 'pay', { ...card(), termsOfService: 'on' })).toMatchObject({
      outcome: 'complete',
    });
    expect(viewOf(id).session.consent?.terms_of_service).toBe('accepted');
  });

  it('are not mentioned where it does not', async () => {
    const { id } = await sandbox.session();
    expect((await sandbox.page(`/c/pay/${id}`)).html).not.toContain('termsOfService');
  });
});

describe('what is known of the shopper', () => {
  it('shows the address of a known customer and does not ask for it', async () => {
    const customer = await sandbox.stripe.customers.create({ email: 'known@example.com' });
    const { id } = await sandbox.session({ customer: customer.id });
    const { html } = await sandbox.page(`/c/pay/${id}`);
    expect(html).toMatch(/<input[^>]*name="email"[^>]*value="known@example.com"[^>]*readonly/);
    const { email, ...rest } = card();
    expect(email).toBeDefined();
    expect(await sandbox.post(id, 'pay', rest)).toMatchObject({ outcome: 'complete' });
  });

  it.each(['ada', 'ada@', '@example.com', 'ada@example', 'ada lovelace@example.com', 'ada@example.com.'])(
    'does not take “%s” for an e-mail address',
    async (email) => {
      const { id } = await sandbox.session();
      expect(await sandbox.post(id, 'pay', { ...card(), email })).toMatchObject({
        errors: { email: 'Your email is invalid.' },
      });
    },
  );
});

describe('addresses', () => {
  it.each([
    ['10123', 'IT', true],
    ['1012', 'IT', false],
    ['94107', 'US', true],
    ['94107-1234', 'US', true],
    ['9410', 'US', false],
    ['k1a 0b1', 'CA', true],
    ['K1A 0B', 'CA', false],
    ['SW1A 1AA', 'GB', true],
    ['SW1A', 'GB', false],
    ['1011 AB', 'NL', true],
    ['whatever it is', 'UZ', true],
  ])('a postal code %s in %s can be one: %s', (code, country, good) => {
    expect(isPostalCode(code, country)).toBe(good);
  });

  it.each([
    ['california', 'US', 'CA'],
    ['ny', 'US', 'NY'],
    ['Bavaria', 'US', null],
    ['Ontario', 'CA', 'ON'],
    ['TO', 'IT', 'TO'],
  ])('the region %s of %s is %s', (typed, country, code) => {
    expect(regionCode(typed, country)).toBe(code);
  });

  const delivery = {
    name: 'Ada Prova',
    country: 'US',
    line1: '1 Main St',
    city: 'Springfield',
    sameAsDelivery: 'on',
  };

  it('are checked as their country writes them, and kept with the region’s code', async () => {
    const { id } = await sandbox.session({ shipping_address_collection: { allowed_countries: ['US'] } });
    const wrong = { ...card(), ...delivery, postalCode: '123', region: 'Atlantis' };
    expect(await sandbox.post(id, 'pay', wrong)).toMatchObject({
      errors: {
        postalCode: 'Your ZIP code is invalid.',
        region: 'There is no such state or province in this country.',
      },
    });
    const right = { ...card(), ...delivery, postalCode: '62704', region: 'Illinois' };
    expect(await sandbox.post(id, 'pay', right)).toMatchObject({ outcome: 'complete' });
    expect(viewOf(id).session.collected_information?.shipping_details?.address).toMatchObject({
      state: 'IL',
      postal_code: '62704',
    });
  });

  it('have no postal code where there are none', async () => {
    const { id } = await sandbox.session({ shipping_address_collection: { allowed_countries: ['AE'] } });
    const facts = factsOf(viewOf(id), speechFor('en', undefined), {
      preferredCountry: null,
      discountName: null,
      shopName: undefined,
      linkRedirect: undefined,
    });
    const read = readSubmission({ ...card(), ...delivery, country: 'AE', postalCode: '1' }, facts);
    expect(read).toMatchObject({
      submission: { shipping: { address: { country: 'AE', postal_code: null } } },
    });
  });
});

describe('the tag beside a discount', () => {
  it('says the code as the shop wrote it, also after a restart', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'bottega-pages-'));
    const options = { port: 0, dataDir };
    const first = await startSandbox(options);
    const { hostname, port } = new URL(first.url);
    const stripe = new Stripe('sk_test_1234567890', { host: hostname, port, protocol: 'http' });
    const coupon = await stripe.coupons.create({ percent_off: 50, duration: 'once', name: 'Half price' });
    await stripe.promotionCodes.create({
      promotion: { type: 'coupon', coupon: coupon.id },
      code: 'Estate50',
    });
    const created = (extra: Partial<SessionParams>) =>
      stripe.checkout.sessions.create({
        mode: 'payment',
        success_url: 'http://shop.example/ok',
        line_items: [mug('Mug')],
        ...extra,
      });
    const typed = await created({ allow_promotion_codes: true });
    const given = await created({ discounts: [{ coupon: coupon.id }] });
    await fetch(`${first.url}/c/pay/${typed.id}/promotion`, {
      method: 'POST',
      body: JSON.stringify({ code: 'estate50' }),
    });
    await first.stop();

    const second = await startSandbox(options);
    const page = async (id: string) => (await fetch(`${second.url}/c/pay/${id}`)).text();
    expect(await page(typed.id)).toContain('Estate50');
    expect(await page(given.id)).toContain('Half price');
    await second.stop();
    await rm(dataDir, { recursive: true });
  });
});
