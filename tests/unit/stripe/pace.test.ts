import { expect, test } from 'vitest';
import { paced, turn } from '@/lib/stripe/pace';

const milliseconds = async (work: () => Promise<unknown>) => {
  const started = performance.now();
  await work();
  return performance.now() - started;
};
const turns = (count: number) => Promise.all(Array.from({ length: count }, turn));

test('what is not paced has its turn at once', async () => {
  expect(await milliseconds(() => turns(1000))).toBeLessThan(200);
});

test('paced work has a second’s worth of turns at once, and then one after the other', async () => {
  expect(await milliseconds(() => paced(100, () => turns(100)))).toBeLessThan(200);
  const took = await milliseconds(() => paced(100, () => turns(130)));
  expect(took).toBeGreaterThan(280);
  expect(took).toBeLessThan(1500);
});

test('what goes on beside it is not held up', async () => {
  const slow = paced(100, () => turns(130));
  expect(await milliseconds(() => turns(1000))).toBeLessThan(200);
  await slow;
});
