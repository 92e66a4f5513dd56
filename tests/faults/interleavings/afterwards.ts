import fc from 'fast-check';
import { type Deed, deed, nothing } from './deed';
import { pick, type Run } from './run';

const which = fc.nat({ max: 9 });

/** Payments that Stripe would still give money back for. */
function refundable(run: Run) {
  const disputed = new Set(run.account.disputes().map((dispute) => dispute.payment_intent));
  return run
    .payments('succeeded')
    .map((intent) => ({ intent, left: intent.amount - givenBack(run, intent.id) }))
    .filter(({ intent, left }) => left > 0 && !disputed.has(intent.id));
}

/** What went back of a payment, or is on its way. */
export const givenBack = (run: Run, paymentIntentId: string): number =>
  run.account
    .refunds()
    .filter(
      ({ payment_intent, status }) =>
        payment_intent === paymentIntentId && status !== 'failed' && status !== 'canceled',
    )
    .reduce((sum, refund) => sum + refund.amount, 0);

/** Subscriptions that run, and whose first payment is not still on its way: nobody renews those. */
function begun(run: Run) {
  const unpaid = run.sessions(({ payment_status: status }) => status === 'unpaid');
  const first = new Set(unpaid.map(({ subscription }) => subscription));
  const subscriptions = run.account.subscriptions().reverse();
  return subscriptions.filter(({ id, status }) => status !== 'canceled' && !first.has(id));
}

/** What happens at Stripe once the shopper has gone: in the Dashboard, at the banks, with time. */
export const afterwards: Deed[] = [
  deed(
    'settleDebit',
    3,
    { which, outcome: fc.constantFrom('succeed' as const, 'succeed' as const, 'fail' as const) },
    async (run, args) => {
      const intent = pick(run.payments('processing'), args.which);
      if (!intent) return nothing;
      await run.account.settleDebit(intent.id, args.outcome);
      return args.outcome;
    },
  ),
  deed('refundAtStripe', 4, { which, part: fc.constantFrom(1, 1, 0.5, 0.1) }, async (run, args) => {
    const found = pick(refundable(run), args.which);
    if (!found) return nothing;
    const amount = Math.max(1, Math.floor(found.left * args.part));
    await run.account.refund(found.intent.id, amount);
    return `${amount} of ${found.left}`;
  }),
  deed('failRefund', 2, { which }, async (run, args) => {
    const refunds = run.account.refunds().filter(({ status }) => status === 'succeeded');
    const refund = pick(refunds.reverse(), args.which);
    if (!refund) return nothing;
    await run.account.failRefund(refund.id);
    return String(refund.amount);
  }),
  deed('dispute', 2, { which }, async (run, args) => {
    const disputed = new Set(run.account.disputes().map((dispute) => dispute.payment_intent));
    const paid = run.payments('succeeded').filter((intent) => !disputed.has(intent.id));
    const intent = pick(paid, args.which);
    if (!intent) return nothing;
    await run.account.openDispute(intent.id);
    return 'disputed';
  }),
  deed(
    'decideDispute',
    2,
    { which, outcome: fc.constantFrom('won' as const, 'lost' as const) },
    async (run, args) => {
      const open = run.account.disputes().filter(({ status }) => status !== 'won' && status !== 'lost');
      const dispute = pick(open.reverse(), args.which);
      if (!dispute) return nothing;
      await run.account.closeDispute(String(dispute.payment_intent), args.outcome);
      return args.outcome;
    },
  ),
  deed(
    'renew',
    2,
    { which, outcome: fc.constantFrom('paid' as const, 'failed' as const) },
    async (run, args) => {
      const subscription = pick(begun(run), args.which);
      if (!subscription) return nothing;
      await run.account.renewSubscription(subscription.id, args.outcome);
      return args.outcome;
    },
  ),
  deed(
    'cancelSubscription',
    1,
    { which, when: fc.constantFrom('now' as const, 'period_end' as const) },
    async (run, args) => {
      const running = run.account.subscriptions().filter(({ status }) => status !== 'canceled');
      const subscription = pick(running.reverse(), args.which);
      if (!subscription) return nothing;
      await run.account.cancelSubscription(subscription.id, args.when);
      return args.when;
    },
  ),
];
