import { findOrder, findOrderWhen } from './support/merchant';
import { cards } from './support/payment-form';
import { expectMail } from './support/sandbox';
import { expect, test } from './support/test';

test('goods and files bought on Stripe’s page are the buyer’s when they land', async ({
  shopper,
  page,
  merchant,
  sandbox,
}) => {
  await shopper.putIntoCart('ottava');
  await shopper.putIntoCart('ciotola', 2);
  await shopper.goToCheckout();
  const form = await shopper.payOnStripesPage();
  await form.fillContact();
  await form.fillDelivery();
  await form.fillCard();
  await form.pay();

  const number = await shopper.land();
  await expect(page.getByRole('heading', { name: 'Thank you, Ada.' })).toBeVisible();
  await expect(page.getByText('Paid, we are packing')).toBeVisible();
  await expect(page.getByRole('region', { name: 'Goes to' })).toContainText('Via Po 1');
  await expect(page.getByRole('region', { name: 'Receipt' })).toContainText('€127.90');
  await expect(page.getByRole('button', { name: /^Copy key / })).toHaveCount(1);
  await expect(page.getByRole('link', { name: /^Cart.*(empty|0 items)/ })).toBeVisible();

  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: /^Download ottava/ }).click();
  expect((await download).suggestedFilename()).toBe('ottava-1.0.zip');

  await page.reload();
  await expect(page.getByRole('button', { name: /^Copy key / })).toHaveCount(1);

  await expectMail(sandbox, shopper.email, new RegExp(number));
  const row = await findOrder(merchant, number);
  await expect(row).toContainText('Paid');
  await expect(row).toContainText(shopper.email);
  await expect(row).toContainText("Stripe's page");
  await row.getByRole('link', { name: number }).click();
  await expect(merchant.getByRole('heading', { name: number })).toBeVisible();
  await expect(merchant.getByText(/^Payment received/)).toHaveCount(1);
  await expect(merchant.getByText(/^Fulfilled, 2 lines/)).toHaveCount(1);
});

test('a declined card is said so, and another one pays', async ({ shopper, page, merchant }) => {
  await shopper.putIntoCart('quaderno-pdf');
  await shopper.goToCheckout();
  const form = await shopper.payOnStripesPage();
  await form.fillContact();
  await form.fillCard(cards.declined);
  await form.pay();
  await expect(form.text('Your card was declined.')).toBeVisible();

  await form.fillCard(cards.good);
  await form.pay();
  const number = await shopper.land();
  await expect(page.getByText('Paid, yours to download')).toBeVisible();
  await expect(await findOrder(merchant, number)).toContainText('Fulfilled');
});

test('a double click on the button makes one session', async ({ shopper, page, sandbox }) => {
  // An amount nobody else pays tells this session from all others.
  await shopper.putIntoCart('refuso-4', 7);
  await shopper.goToCheckout();
  await page.getByRole('button', { name: 'Pay on Stripe’s page' }).dblclick();
  await page.waitForURL(/\/c\/pay\//);
  const amount = await page.getByRole('button', { name: /^Pay / }).textContent();

  await sandbox.goto('/payments');
  const figure = amount?.replace('Pay ', '') ?? '';
  await expect(sandbox.getByRole('row').filter({ hasText: figure })).toHaveCount(1);
});

test('the tab is closed before the landing page, and the order is fulfilled all the same', async ({
  shopper,
  page,
  merchant,
  sandbox,
}) => {
  await shopper.putIntoCart('listello');
  await shopper.goToCheckout();
  const form = await shopper.payOnStripesPage();
  await form.fillContact();
  await form.fillCard();
  // The way back is cut: the shop never sees this browser again.
  const left = page.waitForRequest(/\/success\?/);
  await page.route(/\/success\?/, (route) => route.abort());
  await form.pay();
  await left;
  await page.close();

  const row = await findOrderWhen(merchant, shopper.email, 'Fulfilled');
  await expect(row).toContainText('webhook');
  await expectMail(sandbox, shopper.email, /receipt/i);
});
