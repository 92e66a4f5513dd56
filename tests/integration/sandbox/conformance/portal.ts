import type Stripe from 'stripe';
import { refusal } from '../shop';
import { type Bench, CARD, eventsOf, has, openMembership, type Part, pay, refuses, rule, same } from './rule';

const BACK = 'https://shop.test/order/1';

/** A member, and a way into the portal for them. */
async function enter(bench: Bench, params: Stripe.BillingPortal.SessionCreateParams = {}) {
  const { subscription } = await pay(bench, (await openMembership(bench)).id);
  const { customer } = await bench.stripe.subscriptions.retrieve(subscription);
  const session = await bench.stripe.billingPortal.sessions.create({
    customer: String(customer),
    return_url: BACK,
    ...params,
  });
  return { session, subscription, customer: String(customer), token: session.url.split('/').at(-1) ?? '' };
}

const card = (number: string) => {
  const instrument = CARD(number);
  if (instrument.type !== 'card') throw new Error('CARD makes a card.');
  return instrument;
};

export const portal: Part = {
  part: 'Customer portal',
  rules: [
    rule('a session names its customer and where it leads back, and has a `url`', async (bench) => {
      const { session, customer } = await enter(bench, { locale: 'it' });
      has(session, {
        object: 'billing_portal.session',
        customer,
        return_url: BACK,
        locale: 'it',
        flow: null,
      });
      const page = await fetch(session.url);
      same([page.status, new URL(session.url).pathname.startsWith('/p/session/')], [200, true]);
    }),
    rule('making one is told: `billing_portal.session.created`', async (bench) => {
      const { customer } = await enter(bench);
      const make = () => bench.stripe.billingPortal.sessions.create({ customer });
      same(await eventsOf(bench, make), ['billing_portal.session.created']);
    }),
    rule('a customer that does not exist', async ({ stripe }) => {
      await refuses(stripe.billingPortal.sessions.create({ customer: 'cus_none' }), {
        code: 'resource_missing',
        param: 'customer',
        message: "No such customer: 'cus_none'",
      });
    }),
    rule('no customer', async ({ stripe }) => {
      await refuses(stripe.billingPortal.sessions.create({ return_url: BACK }), {
        code: 'parameter_missing',
        param: 'customer',
        message: 'You must provide either `customer` or `customer_account`.',
      });
    }),
    rule('a `return_url` without scheme, and a language there is not', async (bench) => {
      const { customer } = await enter(bench);
      const { sessions } = bench.stripe.billingPortal;
      await refuses(sessions.create({ customer, return_url: 'shop.test/order' }), {
        code: 'url_invalid',
        param: 'return_url',
        message: 'Invalid URL: An explicit scheme (such as https) must be provided.',
      });
      const { statusCode, param } = await refusal(sessions.create({ customer, locale: 'tlh' }));
      same([statusCode, param], [400, 'locale']);
    }),
    rule('cancelled there: it ends with its period, and that can be taken back', async (bench) => {
      const { subscription, token } = await enter(bench);
      const { portal } = bench.engine;
      const cancel = async () => portal.setEnding(token, subscription, true);
      same(await eventsOf(bench, cancel), ['customer.subscription.updated']);
      const ending = await bench.stripe.subscriptions.retrieve(subscription);
      has(ending, { status: 'active', cancel_at_period_end: true });
      same(ending.cancel_at, ending.items.data[0]?.current_period_end);
      portal.setEnding(token, subscription, false);
      has(await bench.stripe.subscriptions.retrieve(subscription), {
        cancel_at: null,
        cancel_at_period_end: false,
      });
    }),
    rule('another card becomes the customer’s and the subscription’s', async (bench) => {
      const { subscription, customer, token } = await enter(bench);
      const change = async () =>
        same(bench.engine.portal.changeCard(token, subscription, card('5555555555554444')), null);
      same(await eventsOf(bench, change), [
        'payment_method.attached',
        'customer.updated',
        'customer.subscription.updated',
      ]);
      const after = await bench.stripe.subscriptions.retrieve(subscription, {
        expand: ['default_payment_method'],
      });
      has(after.default_payment_method as object, { customer, card: { brand: 'mastercard', last4: '4444' } });
      const payer = await bench.stripe.customers.retrieve(customer);
      const method = (after.default_payment_method as Stripe.PaymentMethod).id;
      has(payer, { invoice_settings: { default_payment_method: method } });
    }),
    rule('a card that is declined changes nothing', async (bench) => {
      const { subscription, token } = await enter(bench);
      const before = await bench.stripe.subscriptions.retrieve(subscription);
      const change = async () =>
        has(bench.engine.portal.changeCard(token, subscription, card('4000000000000002')) ?? {}, {
          outcome: 'refused',
          code: 'card_declined',
        });
      same(await eventsOf(bench, change), []);
      const after = await bench.stripe.subscriptions.retrieve(subscription);
      same(after.default_payment_method, before.default_payment_method);
    }),
    rule('shows its own customer’s subscriptions and invoices, and changes no other’s', async (bench) => {
      const mine = await enter(bench);
      const other = await enter(bench);
      const view = bench.engine.portal.open(mine.token);
      if (typeof view !== 'object') throw new Error('The portal is not open.');
      same(
        view.subscriptions.map((entry) => entry.subscription.id),
        [mine.subscription],
      );
      same(
        view.invoices.map((invoice) => invoice.customer),
        [mine.customer],
      );
      let refused = '';
      try {
        bench.engine.portal.setEnding(mine.token, other.subscription, true);
      } catch (error) {
        refused = String(error);
      }
      same(refused.includes('No such subscription'), true);
    }),
    rule('a `url` nobody has opened for five minutes opens nothing', async (bench) => {
      const { session } = await enter(bench);
      await bench.engine.faults.clock.advance(6 * 60_000);
      same((await fetch(session.url)).status, 410);
    }),
  ],
};
