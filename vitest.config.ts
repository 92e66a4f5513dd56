import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { ownProcess } from './tests/support/own-process.ts';

const root = fileURLToPath(new URL('.', import.meta.url)).replace(/\/$/, '');

const onNode = ['tests/unit/**/*.test.{ts,tsx}', 'tests/integration/sandbox*/**/*.test.{ts,tsx}'];
const onPostgres = ['tests/{integration,faults}/**/*.test.{ts,tsx}'];
const notOnPostgres = ['tests/integration/sandbox*/**'];
/** For both kinds of files on PostgreSQL. */
const ground = {
  globalSetup: ['tests/support/global-setup.ts'],
  setupFiles: ['tests/support/fast-passwords.ts'],
};
const faults = 'tests/faults/**/*.test.ts';

/**
 * Two kinds of files, told apart by what they need: `unit` runs on nothing but Node (and covers the stand-in for
 * Stripe), `database` on a real PostgreSQL that `tests/support/global-setup.ts` starts once, only when one of its
 * files runs.
 *
 * Files of a kind share processes, one after the other: a process of its own costs a file more than a second. Those
 * that would disturb another (see own-process.ts), and the faults, get one: they are `unit-alone`, `database-alone`.
 */
export default defineConfig({
  resolve: { alias: { '@': root } },
  oxc: { jsx: { runtime: 'automatic' } },
  test: {
    pool: 'forks',
    // Vitest would leave one core to itself: half of the machine, where there are two.
    maxWorkers: '100%',
    env: { LOG_LEVEL: 'silent', TZ: 'UTC' },
    // They end what hangs, nothing else: on a busy machine a test of fifty orders takes its time.
    testTimeout: 90_000,
    hookTimeout: 90_000,
    restoreMocks: true,
    projects: [
      project('unit', { include: onNode, exclude: ownProcess(onNode, root), isolate: false }),
      project('unit-alone', { include: ownProcess(onNode, root), isolate: true }),
      project('database', {
        include: onPostgres,
        exclude: [...notOnPostgres, faults, ...ownProcess(onPostgres, root)],
        isolate: false,
        ...ground,
      }),
      project('database-alone', {
        include: [faults, ...ownProcess(onPostgres, root)],
        exclude: notOnPostgres,
        isolate: true,
        ...ground,
      }),
    ],
  },
});

interface Files {
  include: string[];
  exclude?: string[];
  isolate: boolean;
  globalSetup?: string[];
  setupFiles?: string[];
}

function project(name: string, files: Files) {
  return { extends: true as const, test: { name, ...files } };
}
