import { spawn } from 'node:child_process';
import { join } from 'node:path';

export const root = join(import.meta.dirname, '../..');

/**
 * Runs one of the installed packages' command lines under this very Node.
 *
 * @param show takes what it prints; without it, the terminal does
 * @returns its exit code
 */
export async function runNode(
  args: string[],
  settings: Record<string, string> = {},
  show?: (text: string) => void,
): Promise<number> {
  const to = show ? 'pipe' : 'inherit';
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...process.env, ...settings },
    stdio: ['ignore', to, to],
  });
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', show ?? (() => {}));
  return await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 1));
  });
}
