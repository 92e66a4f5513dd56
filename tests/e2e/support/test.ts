import { type BrowserContext, test as base, type Page } from '@playwright/test';
import { demoMerchant } from '../../../sandbox/demo/settings';
import { Shopper } from './shopper';

const sandboxUrl = process.env.SANDBOX_URL ?? '';

interface TestFixtures {
  shopper: Shopper;
  /** A merchant's browser, signed in. */
  merchant: Page;
  /** A page of the sandbox: what Stripe's Dashboard and the shopper's mail would show. */
  sandbox: Page;
}

interface WorkerFixtures {
  merchantState: Awaited<ReturnType<BrowserContext['storageState']>>;
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  shopper: async ({ page }, provide) => provide(new Shopper(page)),

  // Signed in once per worker: signing in for each test would meet the limit on tries.
  merchantState: [
    async ({ browser }, provide) => {
      const context = await browser.newContext({ baseURL: process.env.SHOP_URL, locale: 'en-GB' });
      const page = await context.newPage();
      await page.goto('/merchant');
      await page.getByLabel('E-mail').fill(demoMerchant.email);
      await page.getByLabel('Password').fill(demoMerchant.password);
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.getByRole('heading', { name: 'Orders', level: 1 }).waitFor();
      await provide(await context.storageState());
      await context.close();
    },
    { scope: 'worker' },
  ],

  merchant: async ({ browser, merchantState }, provide) => {
    const context = await browser.newContext({
      baseURL: process.env.SHOP_URL,
      locale: 'en-GB',
      storageState: merchantState,
    });
    await provide(await context.newPage());
    await context.close();
  },

  sandbox: async ({ browser }, provide) => {
    const context = await browser.newContext({ baseURL: sandboxUrl, locale: 'en-GB' });
    await provide(await context.newPage());
    await context.close();
  },
});

export { expect } from '@playwright/test';
