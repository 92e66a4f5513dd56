import fc from 'fast-check';
import Stripe from 'stripe';
import { StripeUnavailable } from '@/lib/stripe/errors';
import type { TestStripe } from '../../support/stripe';
import { afterwards } from './afterwards';
import { expectAlways } from './always';
import { buying } from './buying';
import type { Step } from './deed';
import { buryTheDead, clear, disturbing } from './disturbing';
import { expectInTheEnd } from './in-the-end';
import { Run } from './run';
import { sending } from './sending';
import { type Ending, settle } from './settle';
import { telling } from './telling';
import { tending } from './tending';

const deeds = [...buying, ...telling, ...afterwards, ...tending, ...sending, ...disturbing];
const byName = new Map(deeds.map((one) => [one.name, one]));

const step: fc.Arbitrary<Step> = fc.oneof(
  ...deeds.map(({ name, weight, args }) => ({
    weight,
    arbitrary: args.map((drawn): Step => [name, drawn]),
  })),
);

const asWritten = { noNullPrototype: true };

const ending: fc.Arbitrary<Ending> = fc.record(
  { debits: fc.constantFrom('stay', 'succeed', 'fail'), order: fc.nat({ max: 999 }), lost: fc.boolean() },
  asWritten,
);

/** A whole run: moments one after the other, each of them the steps that happen in it at the same time. */
export interface Script {
  moments: Step[][];
  ending: Ending;
}

/** @param atOnce the most that happens at the same time */
export const scripts = (atOnce: number): fc.Arbitrary<Script> =>
  fc.record(
    {
      moments: fc.array(fc.array(step, { minLength: 1, maxLength: atOnce }), {
        minLength: 1,
        maxLength: 30,
        size: 'max',
      }),
      ending,
    },
    asWritten,
  );

/**
 * Performs a script from a fresh start, with the invariants after every moment and the shop where Stripe says it
 * should be in the end.
 *
 * @throws what did not hold, with everything that had happened until then
 */
export async function perform(stripe: TestStripe, { moments, ending }: Script): Promise<void> {
  const run = new Run(stripe);
  const story: string[] = [];
  try {
    for (const steps of moments) {
      const alone = steps.filter(([name]) => byName.get(name)?.alone);
      for (const one of alone) story.push(await take(run, one));
      const others = steps.filter((one) => !alone.includes(one));
      if (others.length > 0)
        story.push((await together(others.map((one) => take(run, one)))).join('\n   & '));
      await buryTheDead(run);
      await expectAlways(run);
    }
    clear(run);
    await settle(run, ending);
    await expectAlways(run);
    await expectInTheEnd(run);
  } catch (error) {
    const what = error instanceof Error ? (error.stack ?? error.message) : String(error);
    throw new Error(`${what}\n\nafter\n${story.map((line, at) => `${at + 1}. ${line}`).join('\n')}`, {
      cause: error,
    });
  }
}

/** Waits for all of them, also where one fails: what still runs would reach into the next run. */
async function together(doings: Promise<string>[]): Promise<string[]> {
  await Promise.allSettled(doings);
  return await Promise.all(doings);
}

async function take(run: Run, [name, args]: Step): Promise<string> {
  const found = byName.get(name);
  if (!found) throw new Error(`nobody knows how to ${name}`);
  const words = `${name} ${JSON.stringify(args)}`;
  try {
    return `${words} → ${await found.act(run, args)}`;
  } catch (error) {
    const excuse = excused(run, error);
    if (!excuse) throw new Error(`in ${words}`, { cause: error });
    return `${words} → ${excuse}`;
  }
}

/** Why a step may fail, in a word; null where it may not. */
function excused(run: Run, error: unknown): string | null {
  if (run.crashed) return 'crashed';
  if (!(error instanceof Error)) return null;
  // The page of a session that somebody else has just paid or ended.
  if (/^The session \S+ is (complete|expired)\.$/.test(error.message)) return 'too late';
  const unavailable = error instanceof StripeUnavailable || error instanceof Stripe.errors.StripeError;
  return run.busy && unavailable ? 'Stripe is busy' : null;
}
