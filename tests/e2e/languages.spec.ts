import { expect, test } from './support/test';

test.describe('a browser that asks for Italian', () => {
  test.use({ locale: 'it-IT' });

  test('gets the shop in Italian, can switch, and stays switched', async ({ page }) => {
    await page.goto('/products/ciotola');
    await expect(page.locator('html')).toHaveAttribute('lang', 'it');
    await page.getByRole('button', { name: 'English' }).click();
    await expect(page.locator('html')).toHaveAttribute('lang', 'en');
    await expect(page.getByRole('button', { name: 'Add to cart' })).toBeVisible();
    await page.reload();
    await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  });
});
