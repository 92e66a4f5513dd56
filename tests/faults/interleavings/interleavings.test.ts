import fc from 'fast-check';
import { afterEach, beforeAll, beforeEach, test, vi } from 'vitest';
import { useDatabase } from '../../support/database';
import { useMailbox } from '../../support/mailbox';
import { useReceiver } from '../../support/receiver';
import { useSandbox } from '../../support/stripe';
import { freshStarts } from './fresh-start';
import { perform, type Script, scripts } from './perform';

/**
 * `npm test` plays the same plays every time, so that one that fails fails because of a change. With a number in
 * INTERLEAVINGS_MINUTES new ones are made up for so many minutes; with INTERLEAVINGS_SCRIPT one is played as a failure
 * printed it (INTERLEAVINGS_SEED and INTERLEAVINGS_PATH do the same, and shrink it on).
 */
const { INTERLEAVINGS_MINUTES, INTERLEAVINGS_SCRIPT, INTERLEAVINGS_SEED, INTERLEAVINGS_PATH } = process.env;
const minutes = Number(INTERLEAVINGS_MINUTES ?? 0);
const plays = 30;

function settings(): fc.Parameters<[Script]> {
  if (INTERLEAVINGS_SCRIPT) {
    return { examples: [[JSON.parse(INTERLEAVINGS_SCRIPT) as Script]], numRuns: 1 };
  }
  const repeated = {
    ...(INTERLEAVINGS_SEED && { seed: Number(INTERLEAVINGS_SEED) }),
    ...(INTERLEAVINGS_PATH && { path: INTERLEAVINGS_PATH }),
  };
  return minutes > 0
    ? { ...repeated, numRuns: 1_000_000, interruptAfterTimeLimit: minutes * 60_000 }
    : { seed: 4, ...repeated, numRuns: plays };
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
