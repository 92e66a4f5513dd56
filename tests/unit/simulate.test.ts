import { expect, test } from 'vitest';
import { simulate } from '../simulate/play';

/** Always the same, so that a failure is of the change that made it: `npm run simulate` plays others. */
const seed = 7;

test('20,000 schedules of everything that can happen keep every invariant', async () => {
  const { played, found } = await simulate(seed, 20_000);
  expect(found, `npm run simulate -- --seed ${seed} --replay ${found?.index}`).toBeNull();
  expect(played).toBe(20_000);
}, 300_000);
