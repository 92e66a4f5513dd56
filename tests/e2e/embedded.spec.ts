import { findOrder } from './support/merchant';
import { cards } from './support/payment-form';
import { expect, test } from './support/test';

test('paying inside the shop leads to the same page as paying outside', async ({
  shopper,
  page,
  merchant,
}) => {
  await shopper.putIntoCart('quaderno-del-torchio');
  await shopper.goToCheckout();
  const form = await shopper.payHere();
  await form.fillContact();
  await form.fillDelivery();
  await form.fillCard();
  await form.pay();

  const number = await shopper.land();
  await expect(page.getByRole('heading', { name: 'Thank you, Ada.' })).toBeVisible();
  await expect(page.getByRole('link', { name: /^Download / })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Goes to' })).toContainText('Torino');
  const row = await findOrder(merchant, number);
  await expect(row).toContainText('Paid');
  await expect(row).toContainText('Embedded');
});

test('a card that asks for 3-D Secure pays after the bank’s question is answered', async ({
  shopper,
  page,
}) => {
  await shopper.putIntoCart('ottava');
  await shopper.goToCheckout();
  const form = await shopper.payHere();
  await form.fillContact();
  await form.fillCard(cards.challenged);
  await form.pay();
  await page.frameLocator('iframe').getByRole('button', { name: 'Complete authentication' }).click();

  await shopper.land();
  await expect(page.getByRole('button', { name: /^Copy key / })).toHaveCount(1);
});

test('without JavaScript the page promises no form, and leads to Stripe’s own', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, locale: 'en-GB' });
  const page = await context.newPage();
  await page.goto('/products/listello');
  await page.getByRole('button', { name: 'Add to cart' }).click();
  await expect(page.getByText('In your cart')).toBeVisible();
  await page.goto('/checkout');
  await page.getByRole('button', { name: 'Pay here' }).click();
  const wayOut = page.getByRole('button', { name: 'Pay on Stripe’s page instead' });
  await expect(wayOut).toBeVisible();
  await expect(page.getByText('Loading the payment form')).toBeHidden();
  await wayOut.click();
  await page.waitForURL(/\/c\/pay\//);
  await context.close();
});
