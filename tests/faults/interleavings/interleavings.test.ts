import { randomInt } from 'node:crypto';
import fc from 'fast-check';
import { afterEach, beforeAll, beforeEach, test, vi } from 'vitest';
import { useDatabase } from '../../support/database';
import { useMailbox } from '../../support/mailbox';
import { useReceiver } from '../../support/receiver';
import { rounds } from '../../support/rounds';
import { useSandbox } from '../../support/stripe';
import { freshStarts } from './fresh-start';
import { perform, type Script, scripts } from './perform';

/**
 * `npm test` plays the same plays every time, so that one that fails fails because of a change. The scheduled workflow
 * (TEST_ROUNDS=many) makes up new ones, and for so many minutes where INTERLEAVINGS_MINUTES says it. Their seed is
 * printed: INTERLEAVINGS_SEED plays them again, INTERLEAVINGS_SEED with INTERLEAVINGS_PATH the one that failed, and
 * INTERLEAVINGS_SCRIPT one as a failure printed it.
 */
const { INTERLEAVINGS_MINUTES, INTERLEAVINGS_SCRIPT, INTERLEAVINGS_SEED, INTERLEAVINGS_PATH } = process.env;
const minutes = Number(INTERLEAVINGS_MINUTES ?? 0);
const few = 10;
const plays = rounds(few, 30);
const fixed = 4;

function settings(): fc.Parameters<[Script]> {
  if (INTERLEAVINGS_SCRIPT) {
    return { examples: [[JSON.parse(INTERLEAVINGS_SCRIPT) as Script]], numRuns: 1 };
  }
  const fresh = minutes > 0 || plays > few;
  const seed = Number(INTERLEAVINGS_SEED ?? (fresh ? randomInt(2 ** 31) : fixed));
  if (fresh) console.log(`These plays again: INTERLEAVINGS_SEED=${seed}`);
  const path = INTERLEAVINGS_PATH ? { path: INTERLEAVINGS_PATH } : {};
  return minutes > 0
    ? { seed, ...path, numRuns: 1_000_000, interruptAfterTimeLimit: minutes * 60_000 }
    : { seed, ...path, numRuns: plays };
}
const patience = (minutes + 5) * 60_000;

useDatabase();
useMailbox();
const receiver = useReceiver();
const stripe = useSandbox();
let begin: () => Promise<void>;
beforeAll(async () => {
  begin = await freshStarts(stripe, receiver);
});

/** What is being played: a time limit ends the test in the middle of it. */
let current: Promise<void> = Promise.resolve();
afterEach(() => current.catch(() => {}), patience);

/** The sweep asks Stripe slowly, to leave the account's limit to the shoppers: by this clock it is never too fast. */
beforeEach(() => {
  const real = performance.now.bind(performance);
  vi.spyOn(performance, 'now').mockImplementation(() => real() * 100);
});

const play = (atOnce: number) =>
  fc.assert(
    fc
      .asyncProperty(scripts(atOnce), (script) => {
        current = perform(stripe, script);
        return current;
      })
      .beforeEach(begin),
    settings(),
  );

test('whatever happens in whatever order, every promise holds after every step', () => play(1), patience);

test('and so it is where several things happen at the same time', () => play(3), patience);
