import type Stripe from 'stripe';
import { type Bench, CARD, eventsOf, has, open, type Part, pay, refuses, rule, same } from './rule';

async function paid(bench: Bench, card = '4242424242424242'): Promise<string> {
  return (await pay(bench, (await open(bench)).id, CARD(card))).intent;
}

async function chargeOf({ stripe }: Bench, payment_intent: string): Promise<Stripe.Charge | undefined> {
  return (await stripe.charges.list({ payment_intent })).data[0];
}

/** Lets the time pass after which a test card does what it is for. */
async function comes({ engine, stripe }: Bench, type: string): Promise<void> {
  await engine.faults.clock.advance(2000);
  same((await stripe.events.list({ type })).data.length, 1);
}

export const refunds: Part = {
  part: 'Refunds',
  rules: [
    rule('in full: `refund.created`, `charge.refunded`', async (bench) => {
      const payment_intent = await paid(bench);
      const types = await eventsOf(bench, () => bench.stripe.refunds.create({ payment_intent }));
      same(types, ['refund.created', 'charge.refunded']);
      has(await chargeOf(bench, payment_intent), { amount_refunded: 2500, refunded: true });
    }),
    rule('in parts, no more than what was paid', async (bench) => {
      const payment_intent = await paid(bench);
      await bench.stripe.refunds.create({ payment_intent, amount: 2000 });
      has(await chargeOf(bench, payment_intent), { amount_refunded: 2000, refunded: false });
      await refuses(bench.stripe.refunds.create({ payment_intent, amount: 501 }), {
        param: 'amount',
        message: 'Refund amount (501 eur) is greater than unrefunded amount on charge (500 eur)',
      });
      await bench.stripe.refunds.create({ payment_intent });
      const charge = await chargeOf(bench, payment_intent);
      has(charge, { refunded: true });
      await refuses(bench.stripe.refunds.create({ payment_intent }), {
        code: 'charge_already_refunded',
        message: `Charge ${charge?.id} has already been refunded.`,
      });
    }),
    rule('of what does not exist, or of nothing named', async ({ stripe }) => {
      await refuses(stripe.refunds.create({ payment_intent: 'pi_none' }), {
        param: 'payment_intent',
        code: 'resource_missing',
        message: "No such payment_intent: 'pi_none'",
      });
      await refuses(stripe.refunds.create({}), {
        code: 'parameter_missing',
        message: 'One of the following params should be provided for this request: payment_intent or charge.',
      });
    }),
    rule('that fails: the money is back, `refund.failed` and two updates of one change', async (bench) => {
      const payment_intent = await paid(bench);
      const { id } = await bench.stripe.refunds.create({ payment_intent });
      const types = await eventsOf(bench, () => bench.engine.account.failRefund(id));
      same(types, ['refund.failed', 'refund.updated', 'charge.refund.updated']);
      const failed = await bench.stripe.refunds.retrieve(id);
      has(failed, { status: 'failed', failure_reason: 'lost_or_stolen_card' });
      has(await chargeOf(bench, payment_intent), { amount_refunded: 0, refunded: false });
    }),
    rule('on card …5126 succeed at first and fail later by themselves', async (bench) => {
      const payment_intent = await paid(bench, '4000000000005126');
      has(await bench.stripe.refunds.create({ payment_intent }), { status: 'succeeded' });
      await comes(bench, 'refund.failed');
    }),
    rule('on card …7726 are pending at first and succeed later by themselves', async (bench) => {
      const payment_intent = await paid(bench, '4000000000007726');
      const { id, status } = await bench.stripe.refunds.create({ payment_intent });
      same(status, 'pending');
      await comes(bench, 'refund.updated');
      same((await bench.stripe.refunds.retrieve(id)).status, 'succeeded');
    }),
  ],
};

export const disputes: Part = {
  part: 'Disputes',
  rules: [
    rule('opened: the charge is disputed and the money and a fee are gone', async (bench) => {
      const intent = await paid(bench);
      const types = await eventsOf(bench, () => bench.engine.account.openDispute(intent));
      same(types, ['charge.dispute.created', 'charge.dispute.funds_withdrawn']);
      const [dispute] = (await bench.stripe.disputes.list({ payment_intent: intent })).data;
      has(dispute, { status: 'needs_response', reason: 'fraudulent', amount: 2500 });
      has(dispute?.balance_transactions, [{ amount: -2500, fee: 1500, net: -4000 }]);
      has(await chargeOf(bench, intent), { disputed: true });
    }),
    rule('a disputed charge cannot be refunded', async (bench) => {
      const intent = await paid(bench);
      await bench.engine.account.openDispute(intent);
      const charge = await chargeOf(bench, intent);
      await refuses(bench.stripe.refunds.create({ payment_intent: intent }), {
        code: 'charge_disputed',
        message: `Charge ${charge?.id} has been charged back; cannot issue a refund.`,
      });
    }),
    rule('won: the money and the fee come back', async (bench) => {
      const intent = await paid(bench);
      await bench.engine.account.openDispute(intent);
      const types = await eventsOf(bench, () => bench.engine.account.closeDispute(intent, 'won'));
      same(types, ['charge.dispute.closed', 'charge.dispute.funds_reinstated']);
      const [dispute] = (await bench.stripe.disputes.list()).data;
      has(dispute, { status: 'won' });
      same(
        dispute?.balance_transactions.map(({ net }) => net),
        [-4000, 4000],
      );
    }),
    rule('lost, or accepted: nothing comes back', async (bench) => {
      for (const close of [
        (intent: string) => bench.engine.account.closeDispute(intent, 'lost'),
        async () => {
          const [dispute] = (await bench.stripe.disputes.list()).data;
          await bench.stripe.disputes.close(dispute?.id ?? '');
        },
      ]) {
        const intent = await paid(bench);
        await bench.engine.account.openDispute(intent);
        same(await eventsOf(bench, () => close(intent)), ['charge.dispute.closed']);
        has((await bench.stripe.disputes.list({ payment_intent: intent })).data[0], { status: 'lost' });
      }
    }),
    rule('card …0259 is disputed by itself shortly after it has paid', async (bench) => {
      const intent = await paid(bench, '4000000000000259');
      await comes(bench, 'charge.dispute.funds_withdrawn');
      has((await bench.stripe.disputes.list()).data[0], { payment_intent: intent, reason: 'fraudulent' });
    }),
  ],
};
