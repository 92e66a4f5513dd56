/** What bounds the batches of one function. */
export interface BatchOptions<Input> {
  /** Calls that one run answers at most. */
  batchSize: number;
  /** Runs under way at the same time. */
  inFlight: number;
  /**
   * Milliseconds for which the first call waits for others to join it, unless so many are there that a batch is full.
   * For work that is in no hurry and comes one by one: what a statement costs is shared by more.
   */
  gatherFor?: number;
  /** Milliseconds after which a run no longer counts as under way: what holds it up keeps nobody else waiting. */
  patience?: number;
  /** What one run may be asked about only once: a second call about it waits, and finds what the first has left. */
  keyOf?: (input: Input) => string;
  /** Whether a run that fails is repeated input by input, so that only the caller at fault hears of it. */
  isRepeatedAlone?: boolean;
}

interface Waiting<Input, Output> {
  input: Input;
  resolve: (output: Output) => void;
  reject: (error: unknown) => void;
}

/**
 * Answers calls that arrive together by one run: what is called while as many runs as may are under way waits, and is
 * taken together by the next. A call that arrives alone starts at once, unless `gatherFor` lets it wait.
 *
 * @param run answers all of the inputs, in their order, or rejects for all of them
 */
export function batchCalls<Input, Output>(
  run: (inputs: Input[]) => Promise<Output[]>,
  { batchSize, inFlight, gatherFor = 0, patience, keyOf, isRepeatedAlone = false }: BatchOptions<Input>,
): (input: Input) => Promise<Output> {
  const waiting: Waiting<Input, Output>[] = [];
  let running = 0;
  let isGathering = false;
  let isGathered = gatherFor === 0;

  /** Whether the calls that wait need not wait for others any longer. */
  function areGathered(): boolean {
    if (isGathered || waiting.length >= batchSize) return true;
    if (!isGathering) setTimeout(endGathering, gatherFor);
    isGathering = true;
    return false;
  }

  function endGathering(): void {
    isGathering = false;
    isGathered = true;
    startNext();
  }

  function startNext(): void {
    while (running < inFlight && waiting.length > 0 && areGathered()) {
      isGathered = gatherFor === 0;
      running += 1;
      const end = once(() => {
        running -= 1;
        startNext();
      });
      const timer = patience === undefined ? undefined : setTimeout(end, patience);
      void answer(takeBatch()).finally(() => {
        clearTimeout(timer);
        end();
      });
    }
  }

  function takeBatch(): Waiting<Input, Output>[] {
    if (!keyOf) return waiting.splice(0, batchSize);
    const batch = new Map<string, Waiting<Input, Output>>();
    for (const one of waiting) {
      if (batch.size === batchSize) break;
      const key = keyOf(one.input);
      if (!batch.has(key)) batch.set(key, one);
    }
    const taken = new Set(batch.values());
    const left = waiting.filter((one) => !taken.has(one));
    waiting.splice(0, waiting.length, ...left);
    return [...taken];
  }

  async function answer(batch: Waiting<Input, Output>[]): Promise<void> {
    try {
      const outputs = await run(batch.map(({ input }) => input));
      for (const [at, { resolve }] of batch.entries()) resolve(outputs[at] as Output);
    } catch (error) {
      if (isRepeatedAlone && batch.length > 1) for (const one of batch) await answer([one]);
      else for (const { reject } of batch) reject(error);
    }
  }

  return (input) => {
    const output = new Promise<Output>((resolve, reject) => waiting.push({ input, resolve, reject }));
    startNext();
    return output;
  };
}

/** Does something the first time it is called, and nothing later. */
function once(act: () => void): () => void {
  let isDone = false;
  return () => {
    if (isDone) return;
    isDone = true;
    act();
  };
}
