import { readFile } from 'node:fs/promises';
import { expect, it, vi } from 'vitest';

it('takes a worker to be in production unless something else is said', async () => {
  vi.stubEnv('NODE_ENV', '');
  await import('../../../scripts/production');
  expect(process.env.NODE_ENV).toBe('production');

  vi.resetModules();
  vi.stubEnv('NODE_ENV', 'test');
  await import('../../../scripts/production');
  expect(process.env.NODE_ENV).toBe('test');
  vi.unstubAllEnvs();
});

it('says so before the worker loads anything that asks', async () => {
  const worker = await readFile('scripts/worker.ts', 'utf8');
  expect(worker.split('\n')[0]).toBe("import './production';");
});
