import fc from 'fast-check';
import { fulfillCheckout } from '@/lib/fulfillment/fulfill-checkout';
import { reconcile } from '@/lib/jobs/reconcile';
import { sweep } from '@/lib/jobs/sweep';
import { drainQueue } from '@/lib/jobs/worker';
import { movedTime } from '../../support/moved-time';
import { type Deed, deed, nothing } from './deed';
import { pick, type Run } from './run';

const which = fc.nat({ max: 9 });
const minute = 60_000;
const spans = {
  'three minutes': 3 * minute,
  'forty minutes': 40 * minute,
  'two days': 48 * 60 * minute,
  'a month': 32 * 24 * 60 * minute,
};

/** Moves everybody's time on, and lets what is due at Stripe by then happen. */
export async function passTime(run: Run, milliseconds: number): Promise<void> {
  movedTime.advance(milliseconds);
  await run.stripe.engine.faults.clock.advance(0);
}

/** How the shop learns of what happened. */
export const telling: Deed[] = [
  deed(
    'deliver',
    10,
    {
      which,
      copies: fc.constantFrom(1, 1, 1, 2, 3),
      twin: fc.constantFrom(false, false, false, true),
      work: fc.constantFrom(true, true, false),
    },
    async (run, args) => {
      const event = pick(run.untold(), args.which);
      if (!event) return nothing;
      await run.tell(event, args.twin);
      for (let copy = 1; copy < args.copies; copy++) await run.tell(event);
      if (args.work) await drainQueue();
      return event.type;
    },
  ),
  deed('deliverAgain', 2, { which, twin: fc.boolean() }, async (run, args) => {
    const event = pick(run.heard(), args.which);
    if (!event) return nothing;
    await run.tell(event, args.twin);
    await drainQueue();
    return event.type;
  }),
  deed(
    'deliverSeveral',
    3,
    { picks: fc.array(which, { minLength: 2, maxLength: 5 }) },
    async (run, { picks }) => {
      const events = picks.flatMap((number) => pick(run.untold(), number) ?? []);
      await Promise.all(events.map((event) => run.tell(event)));
      await drainQueue();
      return events.map(({ type }) => type).join(', ');
    },
  ),
  deed('work', 2, {}, async () => {
    await drainQueue();
    return 'worked';
  }),
  deed('land', 5, { which }, async (run, args) => {
    const session = pick(run.sessions(), args.which);
    if (!session) return nothing;
    const result = await fulfillCheckout(session.id, { trigger: 'landing' });
    return 'fulfillment' in result ? `${result.payment}, ${result.fulfillment}` : result.status;
  }),
  deed('sweep', 2, {}, async () => {
    await sweep();
    return 'swept';
  }),
  deed('reconcile', 2, {}, async () => {
    await reconcile();
    return 'reconciled';
  }),
  deed(
    'passTime',
    2,
    {
      span: fc.constantFrom(...(Object.keys(spans) as (keyof typeof spans)[])),
      debits: fc.constantFrom('succeed' as const, 'fail' as const),
    },
    async (run, args) => {
      if (args.span === 'a month') {
        // The shop is never deaf for so long, and Stripe hands out events for 30 days; and no debit takes that long.
        run.stripe.engine.faults.clear();
        await reconcile();
        for (const { id } of run.payments('processing')) await run.account.settleDebit(id, args.debits);
      }
      await passTime(run, spans[args.span]);
      return args.span;
    },
    // What was signed before would be too old to be believed.
    { alone: true },
  ),
];
