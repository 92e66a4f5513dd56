/** What bounds the batches of one function. */
export interface BatchLimits {
  /** Calls that one run answers at most. */
  batchSize: number;
  /** Runs under way at the same time. */
  inFlight: number;
}

interface Waiting<Input, Output> {
  input: Input;
  resolve: (output: Output) => void;
  reject: (error: unknown) => void;
}

/**
 * Answers calls that arrive together by one run: what is called while as many runs as may are under way waits, and is
 * taken together by the next. A call that arrives alone starts at once.
 *
 * @param run answers all of the inputs, in their order, or rejects for all of them
 */
export function batchCalls<Input, Output>(
  run: (inputs: Input[]) => Promise<Output[]>,
  { batchSize, inFlight }: BatchLimits,
): (input: Input) => Promise<Output> {
  const waiting: Waiting<Input, Output>[] = [];
  let running = 0;

  function startNext(): void {
    while (running < inFlight && waiting.length > 0) {
      running += 1;
      void answer(waiting.splice(0, batchSize)).finally(() => {
        running -= 1;
        startNext();
      });
    }
  }

  return (input) => {
    const output = new Promise<Output>((resolve, reject) => waiting.push({ input, resolve, reject }));
    startNext();
    return output;
  };

  async function answer(batch: Waiting<Input, Output>[]): Promise<void> {
    try {
      const outputs = await run(batch.map(({ input }) => input));
      for (const [at, { resolve }] of batch.entries()) resolve(outputs[at] as Output);
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  }
}
