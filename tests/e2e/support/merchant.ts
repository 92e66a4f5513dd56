import { expect, type Locator, type Page } from '@playwright/test';

/** Searches the merchant's page for an order, as a merchant would who has a buyer on the phone. */
export async function findOrder(merchant: Page, words: string): Promise<Locator> {
  await merchant.goto('/merchant');
  await merchant.getByRole('searchbox').fill(words);
  await merchant.getByRole('button', { name: 'Search' }).click();
  const row = merchant.getByRole('row').filter({ hasText: words });
  await expect(row).toHaveCount(1);
  return row;
}

/** Searches until the order is there in the state expected: the worker may be on it just now. */
export async function findOrderWhen(merchant: Page, words: string, state: string | RegExp): Promise<Locator> {
  const row = merchant.getByRole('row').filter({ hasText: words });
  await expect(async () => {
    await merchant.goto(`/merchant?q=${encodeURIComponent(words)}`);
    await expect(row).toContainText(state, { timeout: 1_000 });
  }).toPass({ timeout: 60_000 });
  return row;
}
