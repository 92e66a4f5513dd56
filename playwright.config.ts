import { defineConfig } from '@playwright/test';
import { quietFlags } from './tests/runner/find-browser';

const { SHOP_URL, CHROMIUM_PATH, CHROMIUM_SANDBOX } = process.env;
if (!SHOP_URL) throw new Error('The end-to-end tests run against a shop started for them: npm test -- e2e');

/** End to end, on the production build, in Chromium. `tests/run.ts` starts the shop and names it in `SHOP_URL`. */
export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results',
  fullyParallel: true,
  workers: 2,
  retries: 0,
  // As in vitest.config.ts: long enough for a busy machine.
  timeout: 180_000,
  expect: { timeout: 30_000 },
  reporter: [['list'], ['json']],
  use: {
    baseURL: SHOP_URL,
    locale: 'en-GB',
    timezoneId: 'Europe/Rome',
    actionTimeout: 30_000,
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: CHROMIUM_PATH,
      chromiumSandbox: CHROMIUM_SANDBOX === '1',
      args: CHROMIUM_SANDBOX === '1' ? quietFlags : [...quietFlags, '--no-sandbox'],
    },
  },
});
