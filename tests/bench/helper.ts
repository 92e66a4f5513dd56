import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** What a helper does, by name; each takes one argument of its own. */
type Calls = Record<string, (argument: never) => unknown>;

interface Question {
  id: number;
  name: string;
  argument: unknown;
}
interface Answer {
  id: number;
  result?: unknown;
  error?: string;
}

/** A process of the bench's own that answers calls. */
export interface Helper<C extends Calls> {
  readonly pid: number;
  /** @throws Error with the helper's stack where the call failed or the process ended */
  call<Name extends keyof C & string>(
    name: Name,
    argument: Parameters<C[Name]>[0],
  ): Promise<Awaited<ReturnType<C[Name]>>>;
  stop(): Promise<void>;
}

/** Answers the bench's calls in this process, until the bench is gone. */
export function answerCalls(calls: Calls): void {
  process.on('message', async ({ id, name, argument }: Question) => {
    try {
      process.send?.({ id, result: await calls[name]?.(argument as never) } satisfies Answer);
    } catch (error) {
      const words = error instanceof Error ? (error.stack ?? error.message) : String(error);
      process.send?.({ id, error: words } satisfies Answer);
    }
  });
  process.on('disconnect', () => process.exit());
  process.send?.('ready');
}

/**
 * Starts a process of the bench and waits until it answers.
 *
 * @param file its name in this folder, without the extension
 * @param settings environment variables beside those of the bench itself
 */
export async function startHelper<C extends Calls>(
  file: string,
  settings: Record<string, string> = {},
): Promise<Helper<C>> {
  const child = fork(join(import.meta.dirname, `${file}.ts`), [], {
    execArgv: ['--import', 'tsx'],
    env: { ...process.env, ...settings },
    serialization: 'advanced',
  });
  await Promise.race([once(child, 'message'), ended(child, file)]);
  const waiting = new Map<number, { resolve(result: unknown): void; reject(error: Error): void }>();
  let last = 0;
  child.on('message', ({ id, result, error }: Answer) => {
    const asked = waiting.get(id);
    waiting.delete(id);
    if (error === undefined) asked?.resolve(result);
    else asked?.reject(new Error(`${file}: ${error}`));
  });
  child.once('exit', () => {
    for (const { reject } of waiting.values()) reject(new Error(`${file} ended in the middle of a call.`));
  });
  return {
    pid: child.pid ?? 0,
    call: (name, argument) =>
      new Promise((resolve, reject) => {
        last += 1;
        waiting.set(last, { resolve: resolve as (result: unknown) => void, reject });
        child.send({ id: last, name, argument } satisfies Question);
      }),
    async stop() {
      child.kill('SIGKILL');
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    },
  };
}

async function ended(child: ChildProcess, file: string): Promise<never> {
  const [code] = await once(child, 'exit');
  throw new Error(`${file} ended with ${code} before it was ready.`);
}
