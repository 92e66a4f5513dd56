import { setImmediate as nextTurnOfTheLoop } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { turn, withRateLimit } from '@/lib/stripe/rate-limit';

const turns = (count: number) => Promise.all(Array.from({ length: count }, turn));
/** Whether work is over before anything that waits for a timer could be. */
const isAtOnce = (work: Promise<unknown>) =>
  Promise.race([work.then(() => true), nextTurnOfTheLoop().then(() => false)]);

test('what is not withRateLimit has its turn at once', async () => {
  expect(await isAtOnce(turns(1000))).toBe(true);
});

test('paced work has a second’s worth of turns at once, and then one after the other', async () => {
  expect(await isAtOnce(withRateLimit(100, () => turns(100)))).toBe(true);
  const started = performance.now();
  const ends: string[] = [];
  await Promise.all([
    withRateLimit(100, () => turns(130)).then(() => ends.push('30 more')),
    withRateLimit(100, () => turns(160)).then(() => ends.push('60 more')),
  ]);
  // 600 ms for the longer one, less what a timer may come early.
  expect(performance.now() - started).toBeGreaterThan(580);
  expect(ends).toEqual(['30 more', '60 more']);
});

test('what goes on beside it is not held up', async () => {
  const slow = withRateLimit(100, () => turns(130));
  expect(await isAtOnce(turns(1000))).toBe(true);
  await slow;
});
