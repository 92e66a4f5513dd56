import assert from 'node:assert/strict';
import { priceOf, VISA } from '../shop';
import { EMAIL, has, open, openMembership, type Part, pay, refuses, rule, SUCCESS, same } from './rule';

const ADDRESS = {
  line1: 'Via Roma 1',
  line2: null,
  city: 'Firenze',
  postal_code: '50125',
  state: 'FI',
  country: 'IT',
};
const EMBEDDED = { ui_mode: 'embedded_page', success_url: undefined, return_url: SUCCESS } as const;

export const sessions: Part = {
  part: 'Life of a session',
  rules: [
    rule('a new session is open, unpaid, ends in 24 hours and has a `url`', async (bench) => {
      const session = await open(bench);
      has(session, { status: 'open', payment_status: 'unpaid', amount_total: 2500, client_secret: null });
      same([session.expires_at - session.created, session.payment_intent], [86_400, null]);
      assert.match(session.url ?? '', /\/c\/pay\/cs_test_/);
    }),
    rule('an ID has 66 characters; a longer one is refused without a look', async (bench) => {
      same((await open(bench)).id.length, 66);
      await refuses(bench.stripe.checkout.sessions.retrieve(`cs_test_${'a'.repeat(59)}`), {
        param: 'session',
        message: 'Invalid string: cs_test_aa...aaaaaa; must be at most 66 characters',
      });
    }),
    rule('a session that does not exist is a 404', async ({ stripe }) => {
      await refuses(stripe.checkout.sessions.retrieve('cs_test_none'), {
        status: 404,
        code: 'resource_missing',
        param: 'session',
        message: "No such checkout.session: 'cs_test_none'",
      });
    }),
    rule('an embedded session has a `client_secret` instead of a `url`', async (bench) => {
      const session = await open(bench, EMBEDDED);
      has(session, { url: null, ui_mode: 'embedded_page', redirect_on_completion: 'always' });
      assert.ok(session.client_secret?.startsWith(`${session.id}_secret_`));
    }),
    rule('complete: `url` and `client_secret` are gone', async (bench) => {
      const hosted = await pay(bench, (await open(bench)).id);
      has(hosted.session, { status: 'complete', payment_status: 'paid', url: null });
      const embedded = await pay(bench, (await open(bench, EMBEDDED)).id);
      has(embedded.session, { status: 'complete', client_secret: null });
    }),
    rule('complete: it names its PaymentIntent, the buyer and the address shipped to', async (bench) => {
      const { id } = await open(bench, { shipping_address_collection: { allowed_countries: ['IT'] } });
      const shipping = { name: 'Ada', address: ADDRESS };
      await bench.engine.checkout.pay(id, { ...EMAIL, shipping, instrument: VISA });
      const session = await bench.stripe.checkout.sessions.retrieve(id, { expand: ['payment_intent'] });
      has(session, {
        collected_information: { shipping_details: shipping },
        customer: null,
        customer_details: { email: EMAIL.email, name: 'Ada Verdi' },
        payment_intent: { status: 'succeeded', amount_received: 2500 },
      });
    }),
    rule('expired by hand: `url` is gone, and the event tells', async (bench) => {
      const { id } = await open(bench);
      const session = await bench.stripe.checkout.sessions.expire(id);
      has(session, { status: 'expired', url: null, payment_status: 'unpaid' });
      const [event] = (await bench.stripe.events.list({ type: 'checkout.session.expired' })).data;
      has(event?.data.object, { id, status: 'expired' });
    }),
    rule('expired by itself at its `expires_at`, by the clock', async (bench) => {
      const expires_at = Math.floor(Date.now() / 1000) + 3600;
      const { id } = await open(bench, { expires_at });
      await bench.engine.faults.clock.advance(3_500_000);
      same((await bench.stripe.checkout.sessions.retrieve(id)).status, 'open');
      await bench.engine.faults.clock.advance(200_000);
      has(await bench.stripe.checkout.sessions.retrieve(id), { status: 'expired', expires_at });
    }),
    rule('only an open session can be expired', async (bench) => {
      const { id } = await open(bench);
      await bench.stripe.checkout.sessions.expire(id);
      await refuses(bench.stripe.checkout.sessions.expire(id), {
        param: 'session',
        message:
          'Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of expired.',
      });
    }),
    rule('an expired session can be recovered; the new one says from which', async (bench) => {
      const { id } = await open(bench, {
        after_expiration: { recovery: { enabled: true, allow_promotion_codes: true } },
      });
      const { after_expiration, created } = await bench.stripe.checkout.sessions.expire(id);
      const recovery = after_expiration?.recovery;
      assert.ok(recovery?.url && (recovery.expires_at ?? 0) >= created + 30 * 86_400);
      const { headers, status } = await fetch(recovery.url, { redirect: 'manual' });
      same(status, 303);
      const next = await bench.stripe.checkout.sessions.retrieve(
        headers.get('location')?.split('/').at(-1) ?? '',
      );
      has(next, { status: 'open', recovered_from: id, amount_total: 2500, allow_promotion_codes: true });
      has((await pay(bench, next.id)).session, { status: 'complete', recovered_from: id });
    }),
    rule('without `after_expiration` nothing is recovered', async (bench) => {
      const { id } = await open(bench);
      same((await bench.stripe.checkout.sessions.expire(id)).after_expiration, null);
      same((await fetch(`${bench.url}/recover/${id}`, { redirect: 'manual' })).status, 404);
    }),
    rule('100 % off needs no payment', async (bench) => {
      const coupon = await bench.stripe.coupons.create({ percent_off: 100 });
      const { id } = await open(bench, { discounts: [{ coupon: coupon.id }] });
      same(await bench.engine.checkout.pay(id, EMAIL), {
        outcome: 'complete',
        paymentStatus: 'no_payment_required',
        returnTo: SUCCESS,
      });
      has(await bench.stripe.checkout.sessions.retrieve(id), {
        status: 'complete',
        payment_status: 'no_payment_required',
        payment_intent: null,
        amount_total: 0,
        total_details: { amount_discount: 2500 },
      });
    }),
    rule('a discount, a shipping option and a changed quantity are in the totals', async (bench) => {
      const price = await priceOf(bench.stripe, 1000);
      const { id } = await open(bench, {
        allow_promotion_codes: true,
        line_items: [
          { price: price.id, quantity: 1, adjustable_quantity: { enabled: true, minimum: 1, maximum: 5 } },
        ],
        shipping_options: [
          { shipping_rate_data: { display_name: 'Post', fixed_amount: { amount: 700, currency: 'eur' } } },
        ],
      });
      const coupon = await bench.stripe.coupons.create({ percent_off: 10 });
      await bench.stripe.promotionCodes.create({
        promotion: { type: 'coupon', coupon: coupon.id },
        code: 'TEN',
      });
      const lines = await bench.stripe.checkout.sessions.listLineItems(id);
      await bench.engine.checkout.setQuantity(id, lines.data[0]?.id ?? '', 3);
      await bench.engine.checkout.applyPromotionCode(id, 'ten');
      has((await pay(bench, id)).session, {
        amount_subtotal: 3000,
        amount_total: 3400,
        shipping_cost: { amount_total: 700 },
        total_details: { amount_discount: 300, amount_shipping: 700, amount_tax: 0 },
      });
      has((await bench.stripe.checkout.sessions.listLineItems(id)).data[0], {
        quantity: 3,
        amount_subtotal: 3000,
        amount_discount: 300,
        amount_total: 2700,
      });
    }),
    rule('an optional item that is added becomes a line item', async (bench) => {
      const extra = await priceOf(bench.stripe, 300);
      const { id } = await open(bench, {
        optional_items: [
          { price: extra.id, quantity: 1, adjustable_quantity: { enabled: true, maximum: 3 } },
        ],
      });
      const [item] = bench.engine.checkout.view(id)?.optionalItems ?? [];
      has(item, { description: 'A print', unitAmount: 300, quantity: 0, maximum: 3 });
      await bench.engine.checkout.setOptionalItem(id, item?.id ?? '', 2);
      has((await pay(bench, id)).session, { amount_total: 3100 });
      const lines = await bench.stripe.checkout.sessions.listLineItems(id);
      same(
        lines.data.map(({ quantity, amount_total }) => [quantity, amount_total]),
        [
          [1, 2500],
          [2, 600],
        ],
      );
    }),
    rule('answers to custom fields are on the session, and checked', async (bench) => {
      const label = (custom: string) => ({ type: 'custom', custom }) as const;
      const { id } = await open(bench, {
        custom_fields: [
          { key: 'note', type: 'text', label: label('Note'), text: { maximum_length: 5 } },
          { key: 'floor', type: 'numeric', label: label('Floor'), optional: true },
        ],
      });
      const answer = (customFields: Record<string, string>) =>
        bench.engine.checkout.pay(id, { ...EMAIL, instrument: VISA, customFields });
      for (const wrong of [{}, { note: 'too long' }, { note: 'Hi', floor: 'two' }] as Record<
        string,
        string
      >[]) {
        has(await answer(wrong), { outcome: 'refused' });
      }
      has(await answer({ note: 'Hi' }), { outcome: 'complete' });
      const session = await bench.stripe.checkout.sessions.retrieve(id);
      same(
        session.custom_fields.map((field) => field.text?.value ?? field.numeric?.value),
        ['Hi', null],
      );
    }),
    rule('metadata can be changed, a key removed with an empty value', async (bench) => {
      const { id } = await open(bench, { metadata: { cart: 'c1', note: 'n' } });
      const changed = await bench.stripe.checkout.sessions.update(id, { metadata: { note: '', size: 'L' } });
      same(changed.metadata, { cart: 'c1', size: 'L' });
    }),
    rule('metadata: an empty value makes no key, and a change cannot make more than 50', async (bench) => {
      const many = (count: number) =>
        Object.fromEntries(Array.from({ length: count }, (_, i) => [`k${i}`, 'v']));
      const { id, metadata } = await open(bench, { metadata: { ...many(49), empty: '' } });
      same(metadata, many(49));
      await refuses(bench.stripe.checkout.sessions.update(id, { metadata: { a: '1', b: '2' } }), {
        param: 'metadata',
        message:
          "Metadata can have up to 50 keys, but you've set 51. Email us at support+metadata@stripe.com for more information.",
      });
    }),
    rule('`submit_type` is for both modes', async (bench) => {
      same((await openMembership(bench, { submit_type: 'subscribe' })).submit_type, 'subscribe');
    }),
    rule('a subscription session ends with customer, subscription and invoice', async (bench) => {
      const { id } = await openMembership(bench);
      await pay(bench, id);
      const expand = ['customer', 'subscription', 'invoice'];
      has(await bench.stripe.checkout.sessions.retrieve(id, { expand }), {
        payment_intent: null,
        payment_status: 'paid',
        customer: { email: EMAIL.email },
        subscription: { status: 'active' },
        invoice: { status: 'paid', amount_paid: 900, billing_reason: 'subscription_create' },
      });
    }),
    rule('a trial needs no payment now, but keeps the card', async (bench) => {
      const { id } = await openMembership(bench, { subscription_data: { trial_period_days: 14 } });
      const { session, subscription } = await pay(bench, id);
      has(session, { payment_status: 'no_payment_required', amount_total: 0 });
      const expand = ['default_payment_method'];
      const started = await bench.stripe.subscriptions.retrieve(subscription, { expand });
      has(started, { status: 'trialing', default_payment_method: { card: { last4: '4242' } } });
      same((started.trial_end ?? 0) - (started.trial_start ?? 0), 14 * 86_400);
    }),
    rule('a session of a Payment Link has its metadata and names it', async ({ engine, stripe }) => {
      const price = await priceOf(stripe, 900);
      const link = await stripe.paymentLinks.create({
        line_items: [{ price: price.id, quantity: 1 }],
        metadata: { shelf: '3' },
        restrictions: { completed_sessions: { limit: 1 } },
        inactive_message: 'Sold out',
      });
      const view = await engine.checkout.openPaymentLink(link.id);
      assert.ok(view && 'session' in view);
      has(view.session, { payment_link: link.id, metadata: { shelf: '3' }, client_reference_id: null });
      await engine.checkout.pay(view.session.id, { ...EMAIL, instrument: VISA });
      same(await engine.checkout.openPaymentLink(link.id), { closed: 'Sold out' });
    }),
  ],
};
