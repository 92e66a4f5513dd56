import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { root } from './env';

/** What Node runs for Next's command line. */
export const nextCommand = (args: readonly string[]): string[] => [
  join(root, 'node_modules/next/dist/bin/next'),
  ...args,
];

/**
 * Runs Next's command line with this process's settings and output, and waits.
 *
 * @returns its exit code
 * @throws where a signal ended it, as too little memory does
 */
export async function runNext(args: readonly string[]): Promise<number> {
  const next = spawn(process.execPath, nextCommand(args), { cwd: root, stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => next.kill(signal));
  const [code, ending] = (await once(next, 'exit')) as [number | null, NodeJS.Signals | null];
  if (code === null) throw new Error(`next ${args[0]} ended by ${ending}:`);
  return code;
}
