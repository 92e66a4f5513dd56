import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { root } from './env';

/**
 * Runs Next's command line with this process's settings and output, hands it the signals that ask to stop, and waits.
 *
 * @returns its exit code; 0 where it ended because it was asked to
 */
export async function runNext(args: string[]): Promise<number> {
  const next = spawn(process.execPath, [join(root, 'node_modules/next/dist/bin/next'), ...args], {
    cwd: root,
    stdio: 'inherit',
  });
  let asked = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      asked = true;
      next.kill(signal);
    });
  }
  return await new Promise((resolve, reject) => {
    next.once('error', reject);
    next.once('exit', (code) => resolve(asked ? 0 : (code ?? 1)));
  });
}
