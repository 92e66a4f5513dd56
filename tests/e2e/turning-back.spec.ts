import { expect, test } from './support/test';

test('the browser’s back button finds the cart as it was', async ({ shopper, page }) => {
  await shopper.putIntoCart('brocca', 2);
  await shopper.goToCheckout();
  await shopper.payOnStripesPage();
  await page.goBack();
  await page.goto('/cart');
  await expect(page.getByRole('heading', { name: 'One-litre jug' })).toBeVisible();
  await expect(page.getByRole('status').filter({ hasText: '2' })).toBeVisible();
});

test('the link back from Stripe’s page cancels, and gives the last piece back', async ({
  shopper,
  page,
  browser,
}) => {
  await shopper.putIntoCart('luna-su-superga');
  await shopper.goToCheckout();
  await shopper.payOnStripesPage();

  const stranger = await (await browser.newContext({ locale: 'en-GB' })).newPage();
  await stranger.goto('/products/luna-su-superga');
  await expect(stranger.getByRole('button', { name: 'Add to cart' })).toBeHidden();

  await page.getByRole('link', { name: /^Back to/ }).click();
  await page.waitForURL(/\/cart/);
  await expect(page.getByText('Your cart is as it was.')).toBeVisible();
  await expect(page.getByRole('heading', { name: /Moon over Superga/ })).toBeVisible();

  await stranger.reload();
  await expect(stranger.getByRole('button', { name: 'Add to cart' })).toBeVisible();
  await stranger.context().close();
});
