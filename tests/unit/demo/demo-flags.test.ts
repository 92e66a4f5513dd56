import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';

async function demo(...flags: string[]): Promise<{ code: number; said: string; complained: string }> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'sandbox/demo.ts', ...flags]);
  const [said, complained, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit'),
  ]);
  return { code, said, complained };
}

test('the demo tells how it is used, and starts nothing', async () => {
  const { code, said } = await demo('--help');
  expect(code).toBe(0);
  expect(said).toContain('npm run demo -- --reset');
});

test('a flag the demo does not know is named, with those it knows', async () => {
  const { code, complained } = await demo('--rest');
  expect(code).toBe(1);
  expect(complained).toContain('--rest');
  expect(complained).toContain('npm run demo -- --reset');
  expect(complained).not.toContain('    at ');
});
