import { expect, test } from 'vitest';
import { restartDelay } from '@/lib/jobs/keep-process';

test.each([
  ['the first time, a second', 500, null, 1_000],
  ['soon after, twice as long', 500, 1_000, 2_000],
  ['again and again, no longer than half a minute', 500, 16_000, 30_000],
  ['still, no longer than half a minute', 500, 30_000, 30_000],
  ['after it had run well, a second again', 60_000, 30_000, 1_000],
])('a process that ended is started again: %s', (_, ranFor, previous, expected) => {
  expect(restartDelay(ranFor, previous)).toBe(expected);
});
