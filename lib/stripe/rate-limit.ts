import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAnswer, afterCall, afterRefusal, type CallRate, firstRate, waitFor } from './call-rate';
import { type Refusal, waitBeforeRetry } from './refusal';

const background = new AsyncLocalStorage<true>();
const now = (): number => performance.now();

/** What this process has learnt of the account's limit. */
let rate: CallRate | undefined;
const current = (): CallRate => {
  rate ??= firstRate(now());
  return rate;
};
/** The last in the queue of calls that wait for their turn. */
let turns: Promise<void> = Promise.resolve();

/**
 * Runs work that asks Stripe for much and that nobody waits for. The account's limit is shared with the shoppers who
 * want to pay right now, whose calls come first:
 *
 * - in this process no other call waits, each is taken off what the background may still ask;
 * - other processes are not seen, but what they ask counts towards the limit that Stripe shows us by refusing: the
 *   background halves its rate then, and stays a fifth below that limit but for a slow try whether it has risen;
 * - a shopper's call that meets the limit all the same is repeated after a moment, while the background pauses.
 *
 * @param work its calls through `callStripe` wait for their turn, however many are made at the same time
 */
export const inBackground = <T>(work: () => Promise<T>): Promise<T> => background.run(true, work);

/** Waits until a call may go out: at once, but in the background. @returns when it goes */
export async function turn(): Promise<number> {
  if (background.getStore()) {
    const mine = turns.then(myTurn);
    turns = mine;
    await mine;
  } else rate = afterCall(current(), now());
  return now();
}

async function myTurn(): Promise<void> {
  for (;;) {
    const ms = waitFor(current(), now());
    if (ms <= 0) break;
    await wait(Math.ceil(ms));
  }
  rate = afterCall(current(), now());
}

/** Learns from an answer. @param sentAt what `turn` returned */
export function learnAnswered(sentAt: number): void {
  rate = afterAnswer(current(), sentAt, now());
}

/**
 * Learns from a 429, and waits until the call may be repeated.
 *
 * @param tries how many times it was sent
 * @param since when it was first sent, and `sentAt` when last
 * @returns whether to repeat it
 */
export async function learnRefused(
  refusal: Refusal,
  { tries, since, sentAt }: { tries: number; since: number; sentAt: number },
): Promise<boolean> {
  const { retryAfter, isOfRate } = refusal;
  if (isOfRate) rate = afterRefusal(current(), { sentAt, retryAfter }, now());
  const caller = background.getStore() ? 'background' : 'shopper';
  const ms = waitBeforeRetry(refusal, caller, { tries, since, now: now(), random: Math.random() });
  if (ms === null) return false;
  await wait(ms);
  return true;
}
