import { expect, test, vi } from 'vitest';
import { batchCalls } from '../../lib/batch-calls';

/** A function under test whose runs end when they are told to. */
function runs() {
  const begun: { inputs: string[]; end(): void; fail(error: Error): void }[] = [];
  const run = (inputs: string[]): Promise<string[]> =>
    new Promise((resolve, reject) => {
      begun.push({ inputs, end: () => resolve(inputs.map((input) => `${input}!`)), fail: reject });
    });
  return { begun, run, inputs: () => begun.map((one) => one.inputs) };
}

test('what is called while a run is under way is taken together by the next one', async () => {
  const { begun, run, inputs } = runs();
  const call = batchCalls(run, { batchSize: 2, inFlight: 1 });
  const answers = ['a', 'b', 'c', 'd'].map(call);
  expect(inputs()).toEqual([['a']]);
  begun[0]?.end();
  await answers[0];
  await vi.waitFor(() => expect(inputs()).toEqual([['a'], ['b', 'c']]));
  begun[1]?.end();
  await vi.waitFor(() => expect(begun).toHaveLength(3));
  begun[2]?.end();
  expect(await Promise.all(answers)).toEqual(['a!', 'b!', 'c!', 'd!']);
});

test('one run is asked about a key once', async () => {
  const { begun, run, inputs } = runs();
  const call = batchCalls(run, { batchSize: 9, inFlight: 1, keyOf: (input) => input.charAt(0) });
  const answers = ['a1', 'b1', 'b2', 'c1'].map(call);
  begun[0]?.end();
  await vi.waitFor(() => expect(inputs()[1]).toEqual(['b1', 'c1']));
  begun[1]?.end();
  await vi.waitFor(() => expect(inputs()[2]).toEqual(['b2']));
  begun[2]?.end();
  expect(await Promise.all(answers)).toHaveLength(4);
});

test('a run that is held up keeps the next one waiting no longer than its patience', async () => {
  vi.useFakeTimers();
  const { begun, run, inputs } = runs();
  const call = batchCalls(run, { batchSize: 9, inFlight: 1, patience: 250 });
  const answers = ['a', 'b', 'c'].map(call);
  await vi.advanceTimersByTimeAsync(249);
  expect(inputs()).toEqual([['a']]);
  await vi.advanceTimersByTimeAsync(1);
  expect(inputs()).toEqual([['a'], ['b', 'c']]);

  // The late end of the first makes no room for a second one beside what runs now.
  const last = call('d');
  begun[0]?.end();
  await vi.advanceTimersByTimeAsync(0);
  expect(begun).toHaveLength(2);
  begun[1]?.end();
  await vi.advanceTimersByTimeAsync(0);
  begun[2]?.end();
  expect(await Promise.all([...answers, last])).toEqual(['a!', 'b!', 'c!', 'd!']);
  vi.useRealTimers();
});

test('calls that come one by one are gathered for as long as they may be, or until a batch is full', async () => {
  vi.useFakeTimers();
  const { begun, run, inputs } = runs();
  const call = batchCalls(run, { batchSize: 3, inFlight: 1, gatherFor: 10 });
  void call('a');
  await vi.advanceTimersByTimeAsync(9);
  expect(begun).toHaveLength(0);
  void call('b');
  await vi.advanceTimersByTimeAsync(1);
  expect(inputs()).toEqual([['a', 'b']]);
  begun[0]?.end();
  await vi.advanceTimersByTimeAsync(0);
  for (const input of ['c', 'd', 'e']) void call(input);
  expect(inputs()[1]).toEqual(['c', 'd', 'e']);
  vi.useRealTimers();
});

test('of a run that fails each is tried alone where that may help, and else all of them hear of it', async () => {
  const refuse = async (inputs: string[]) => {
    if (inputs.includes('bad')) throw new Error('refused');
    return inputs;
  };
  const alone = batchCalls(refuse, { batchSize: 9, inFlight: 1, isRepeatedAlone: true });
  const some = await Promise.allSettled(['a', 'b', 'bad', 'c'].map(alone));
  expect(some.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);

  const together = batchCalls(refuse, { batchSize: 9, inFlight: 1 });
  const all = await Promise.allSettled(['a', 'b', 'bad', 'c'].map(together));
  expect(all.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'rejected']);
});
