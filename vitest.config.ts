import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('.', import.meta.url));

/**
 * Two projects, told apart by what they need: `unit` runs on nothing but Node (and covers the stand-in for Stripe),
 * `database` on a real PostgreSQL that `tests/support/global-setup.ts` starts once, only when one of its files runs.
 * Every file is a process of its own, because the shop reads its settings once per process.
 */
export default defineConfig({
  resolve: { alias: { '@': root.replace(/\/$/, '') } },
  oxc: { jsx: { runtime: 'automatic' } },
  test: {
    pool: 'forks',
    // Vitest would leave one core to itself: half of the machine, where there are two.
    maxWorkers: '100%',
    isolate: true,
    env: { LOG_LEVEL: 'silent', TZ: 'UTC' },
    // They end what hangs, nothing else: on a busy machine a test of fifty orders takes its time.
    testTimeout: 90_000,
    hookTimeout: 90_000,
    restoreMocks: true,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['tests/unit/**/*.test.{ts,tsx}', 'tests/integration/sandbox*/**/*.test.{ts,tsx}'],
        },
      },
      {
        extends: true,
        test: {
          name: 'database',
          include: ['tests/{integration,faults}/**/*.test.{ts,tsx}'],
          exclude: ['tests/integration/sandbox*/**'],
          globalSetup: ['tests/support/global-setup.ts'],
        },
      },
    ],
  },
});
