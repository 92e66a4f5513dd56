import type Stripe from 'stripe';
import { type Bench, eventsOf, has, openMembership, type Part, pay, refuses, rule, same } from './rule';

async function member(bench: Bench, params: Stripe.Checkout.SessionCreateParams = {}): Promise<string> {
  return (await pay(bench, (await openMembership(bench, params)).id)).subscription;
}

export const subscriptions: Part = {
  part: 'Subscriptions',
  rules: [
    rule('start: the events, in their order', async (bench) => {
      const { id } = await openMembership(bench);
      same(await eventsOf(bench, () => pay(bench, id)), [
        'customer.created',
        'payment_intent.created',
        'charge.succeeded',
        'payment_intent.succeeded',
        'invoice.created',
        'invoice.finalized',
        'customer.subscription.created',
        'invoice_payment.paid',
        'invoice.paid',
        'invoice.payment_succeeded',
        'checkout.session.completed',
      ]);
    }),
    rule('an invoice names the PaymentIntent it was paid with', async (bench) => {
      const { id } = await openMembership(bench);
      await pay(bench, id);
      const session = await bench.stripe.checkout.sessions.retrieve(id, { expand: ['invoice.payments'] });
      const [intent] = (await bench.stripe.paymentIntents.list()).data;
      const payment = { type: 'payment_intent', payment_intent: intent?.id };
      has(session.invoice, { payments: { data: [{ status: 'paid', amount_paid: 900, payment }] } });
    }),
    rule('a renewal that is paid: a new invoice, and the period moves on', async (bench) => {
      const id = await member(bench);
      const before = (await bench.stripe.subscriptions.retrieve(id)).items.data[0];
      same(await eventsOf(bench, () => bench.engine.account.renewSubscription(id, 'paid')), [
        'invoice.created',
        'customer.subscription.updated',
        'invoice.finalized',
        'payment_intent.created',
        'charge.succeeded',
        'payment_intent.succeeded',
        'invoice_payment.paid',
        'invoice.paid',
        'invoice.payment_succeeded',
      ]);
      const after = await bench.stripe.subscriptions.retrieve(id, { expand: ['latest_invoice'] });
      same(after.items.data[0]?.current_period_start, before?.current_period_end);
      has(after.latest_invoice, { billing_reason: 'subscription_cycle', status: 'paid', amount_paid: 900 });
    }),
    rule('a renewal that fails: past due, the invoice stays open', async (bench) => {
      const id = await member(bench);
      same(await eventsOf(bench, () => bench.engine.account.renewSubscription(id, 'failed')), [
        'invoice.created',
        'customer.subscription.updated',
        'invoice.finalized',
        'payment_intent.created',
        'charge.failed',
        'payment_intent.payment_failed',
        'invoice.payment_failed',
        'customer.subscription.updated',
      ]);
      const after = await bench.stripe.subscriptions.retrieve(id, { expand: ['latest_invoice'] });
      has(after, { status: 'past_due', latest_invoice: { status: 'open', attempt_count: 1 } });
    }),
    rule('a later attempt that is paid makes it active again', async (bench) => {
      const id = await member(bench);
      await bench.engine.account.renewSubscription(id, 'failed');
      const types = await eventsOf(bench, () => bench.engine.account.renewSubscription(id, 'paid'));
      same(types.slice(-3), ['invoice.paid', 'invoice.payment_succeeded', 'customer.subscription.updated']);
      has(await bench.stripe.subscriptions.retrieve(id), { status: 'active' });
    }),
    rule('the fourth attempt that fails ends it', async (bench) => {
      const id = await member(bench);
      for (let i = 0; i < 3; i++) await bench.engine.account.renewSubscription(id, 'failed');
      const types = await eventsOf(bench, () => bench.engine.account.renewSubscription(id, 'failed'));
      same(types.slice(-2), ['invoice.payment_failed', 'customer.subscription.deleted']);
      has(await bench.stripe.subscriptions.retrieve(id), {
        status: 'canceled',
        cancellation_details: { reason: 'payment_failed' },
      });
    }),
    rule('a trial that is over is paid for', async (bench) => {
      const id = await member(bench, { subscription_data: { trial_period_days: 7 } });
      await bench.engine.account.renewSubscription(id, 'paid');
      const after = await bench.stripe.subscriptions.retrieve(id, { expand: ['latest_invoice'] });
      has(after, { status: 'active', latest_invoice: { amount_paid: 900 } });
    }),
    rule('the clock passes the end of a period, or of a trial: it is renewed', async (bench) => {
      const id = await member(bench, { subscription_data: { trial_period_days: 7 } });
      await bench.engine.faults.clock.advance(45 * 86_400_000);
      const after = await bench.stripe.subscriptions.retrieve(id);
      const invoices = await bench.stripe.invoices.list({ subscription: id });
      same([after.status, invoices.data.map(({ amount_paid }) => amount_paid)], ['active', [900, 900, 0]]);
    }),
    rule('a discount for ever is on every invoice', async (bench) => {
      const coupon = await bench.stripe.coupons.create({ percent_off: 50, duration: 'forever' });
      const id = await member(bench, { discounts: [{ coupon: coupon.id }] });
      await bench.engine.account.renewSubscription(id, 'paid');
      const after = await bench.stripe.subscriptions.retrieve(id, { expand: ['latest_invoice'] });
      has(after.latest_invoice, { subtotal: 900, total: 450, amount_paid: 450 });
    }),
    rule('cancelled now', async (bench) => {
      const id = await member(bench);
      const types = await eventsOf(bench, () => bench.stripe.subscriptions.cancel(id));
      same(types, ['customer.subscription.deleted']);
      has(await bench.stripe.subscriptions.retrieve(id), { status: 'canceled' });
      await refuses(bench.stripe.subscriptions.cancel(id), {
        status: 404,
        param: 'id',
        code: 'resource_missing',
        message: `No such subscription: '${id}'`,
      });
    }),
    rule('what the customer said on leaving is kept; one that has ended takes words only', async (bench) => {
      const id = await member(bench);
      const words = { comment: 'Moving house', feedback: 'unused' } as const;
      await bench.stripe.subscriptions.update(id, { cancellation_details: words });
      const { canceled_at } = await bench.stripe.subscriptions.cancel(id);
      const ended = await bench.stripe.subscriptions.update(id, { metadata: { seen: 'yes' } });
      has(ended, { canceled_at, cancellation_details: { ...words, reason: 'cancellation_requested' } });
      await refuses(bench.stripe.subscriptions.update(id, { cancel_at_period_end: true }), {
        message: 'A canceled subscription can only update its cancellation_details and metadata.',
      });
    }),
    rule('cancelled at the end of the period: it runs until then', async (bench) => {
      const id = await member(bench);
      const cancel = () => bench.stripe.subscriptions.update(id, { cancel_at_period_end: true });
      same(await eventsOf(bench, cancel), ['customer.subscription.updated']);
      has(await bench.stripe.subscriptions.retrieve(id), { status: 'active', cancel_at_period_end: true });
      const types = await eventsOf(bench, () => bench.engine.account.renewSubscription(id, 'paid'));
      same(types, ['customer.subscription.deleted']);
    }),
    rule('an `updated` event tells the former values', async (bench) => {
      const id = await member(bench);
      await bench.stripe.subscriptions.update(id, { cancel_at_period_end: true });
      const [event] = (await bench.stripe.events.list({ type: 'customer.subscription.updated' })).data;
      has(event?.data, {
        object: { cancel_at_period_end: true },
        previous_attributes: { cancel_at_period_end: false },
      });
    }),
  ],
};
