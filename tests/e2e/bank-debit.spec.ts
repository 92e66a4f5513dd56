import { findOrder, findOrderWhen } from './support/merchant';
import { accounts } from './support/payment-form';
import { expectMail, openPayment } from './support/sandbox';
import { expect, test } from './support/test';

test('a bank debit is on its way at first, and the page tells when it has settled', async ({
  shopper,
  page,
  merchant,
  sandbox,
}) => {
  await shopper.putIntoCart('listello');
  await shopper.goToCheckout();
  const form = await shopper.payOnStripesPage();
  await form.fillContact();
  await form.fillAccount(accounts.settles);
  await form.pay();

  const number = await shopper.land();
  await expect(page.getByRole('heading', { name: 'Your payment is on its way.' })).toBeVisible();
  await expect(page.getByRole('link', { name: /^Download / })).toHaveCount(0);
  await expect(await findOrder(merchant, number)).toContainText('Awaiting');

  await openPayment(sandbox, shopper.email);
  await sandbox.getByRole('button', { name: 'Settle payment' }).click();

  await expect(page.getByRole('link', { name: /^Download / })).toBeVisible();
  await expect(page.getByText('Paid, yours to download')).toBeVisible();
  await expect(await findOrderWhen(merchant, number, 'Fulfilled')).toContainText('Paid');
  await expectMail(sandbox, shopper.email, /receipt/i);

  // The longest name of an event there is: on a phone it has to find room beside its state.
  await merchant.setViewportSize({ width: 390, height: 844 });
  await merchant.goto('/merchant/events');
  const event = merchant.getByRole('link', { name: 'checkout.session.async_payment_succeeded' });
  await expect(event.first()).toBeVisible();
  expect(await merchant.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
});

test('a bank debit that fails takes nothing, gives nothing, and can be paid again', async ({
  shopper,
  page,
  merchant,
  sandbox,
}) => {
  await shopper.putIntoCart('ciotola', 2);
  await shopper.goToCheckout();
  const form = await shopper.payOnStripesPage();
  await form.fillContact();
  await form.fillDelivery();
  await form.fillAccount(accounts.fails);
  await form.pay();
  const number = await shopper.land();

  await openPayment(sandbox, shopper.email);
  await sandbox.getByRole('button', { name: 'Fail payment' }).click();

  await expect(page.getByRole('heading', { name: 'Payment failed, nothing was taken.' })).toBeVisible();
  await findOrderWhen(merchant, number, 'Payment failed');

  await page.getByRole('button', { name: 'Pay again' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/Checkout|Cart/);
  await expect(page.getByText('Bowl').first()).toBeVisible();
});
