import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { batchCalls } from '@/lib/batch-calls';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A function that notes its batches, and gathers three calls for 25 ms. */
function gatherer(inFlight = 2) {
  const batches: number[][] = [];
  const call = batchCalls(
    async (inputs: number[]) => {
      batches.push(inputs);
      return inputs.map((input) => input * 10);
    },
    { batchSize: 3, inFlight, gatherFor: 25 },
  );
  return { batches, call };
}

test('a call waits for those that come while it may, and all are answered by one run', async () => {
  const { batches, call } = gatherer();
  const first = call(1);
  await vi.advanceTimersByTimeAsync(20);
  const second = call(2);
  expect(batches).toEqual([]);
  await vi.advanceTimersByTimeAsync(5);
  expect(await Promise.all([first, second])).toEqual([10, 20]);
  expect(batches).toEqual([[1, 2]]);
});

test('calls that fill a batch wait for nobody', async () => {
  const { batches, call } = gatherer();
  expect(await Promise.all([call(1), call(2), call(3)])).toEqual([10, 20, 30]);
  expect(batches).toEqual([[1, 2, 3]]);
});

test('a call alone is answered when it has waited', async () => {
  const { batches, call } = gatherer();
  const alone = call(7);
  await vi.advanceTimersByTimeAsync(25);
  expect(await alone).toBe(70);
  const next = call(8);
  await vi.advanceTimersByTimeAsync(25);
  expect(await next).toBe(80);
  expect(batches).toEqual([[7], [8]]);
});
