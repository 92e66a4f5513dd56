import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { log } from '../log';
import { minute } from '../time';

const firstDelay = 1_000;
const longestDelay = 30_000;
/** A process that has run for so long has started well: what ends it later is another matter. */
const wellAfter = minute;

/**
 * How long to wait before a process that ended is started again: twice as long each time, unless it had run well.
 *
 * @param previous the last such delay, null where there was none; all in milliseconds
 */
export function restartDelay(ranFor: number, previous: number | null): number {
  if (previous === null || ranFor >= wellAfter) return firstDelay;
  return Math.min(previous * 2, longestDelay);
}

/** A process of this one's own that is up until it is stopped. */
export interface KeptProcess {
  /** Asks it to stop, and resolves when it has, to its exit code; 0 where a signal ended it, or none was up. */
  stop(): Promise<number>;
}

/**
 * Keeps a Node process up beside this one. One that ends is started again, with growing delays. Should this process
 * end without having stopped it, even killed, the other sees the channel between the two close and stops by itself
 * (`scripts/stop-request.ts`).
 *
 * @param name says in the log which process it is
 * @param command what Node runs, with this process's folder, settings and output
 */
export function keepProcess(name: string, command: readonly string[]): KeptProcess {
  let child: ChildProcess | undefined;
  let restart: NodeJS.Timeout | undefined;
  let delay: number | null = null;
  let isStopping = false;

  function start(): void {
    const startedAt = performance.now();
    child = spawn(process.execPath, command, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    child.on('error', (error) => log.error({ part: 'jobs', name, error: error.message }, 'process failed'));
    child.once('close', (code, signal) => {
      child = undefined;
      if (isStopping) return;
      delay = restartDelay(performance.now() - startedAt, delay);
      log.error({ part: 'jobs', name, code, signal, delay }, 'process ended, another takes its place');
      restart = setTimeout(start, delay).unref();
    });
  }

  start();
  return {
    async stop() {
      isStopping = true;
      clearTimeout(restart);
      if (!child) return 0;
      const ended = once(child, 'close');
      child.kill('SIGTERM');
      const [code] = (await ended) as [number | null];
      return code ?? 0;
    },
  };
}
