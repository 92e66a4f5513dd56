import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';

const child = `
  import('./scripts/parent.ts').then(({ whenParentGoes }) => {
    const alive = setInterval(() => {}, 1_000);
    whenParentGoes(() => { console.log('alone'); clearInterval(alive); }, 20);
    console.log('watching');
  });`;

/** Runs the child below a shell, as npm does; the shell stays for as long as the child. */
function startBelowShell(settings: Record<string, string | undefined>) {
  return spawn('sh', ['-c', `"$0" --import tsx -e "$1"; true`, process.execPath, child], {
    env: { ...process.env, ...settings },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

test('started by npm, the demo notices that its shell has gone', async () => {
  const shell = startBelowShell({ npm_lifecycle_event: 'demo' });
  const said: string[] = [];
  shell.stdout.setEncoding('utf8').on('data', (text: string) => {
    said.push(text);
    if (text.includes('watching')) shell.kill('SIGKILL');
  });
  await once(shell.stdout, 'end');
  expect(said.join('')).toBe('watching\nalone\n');
});
