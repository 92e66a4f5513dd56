import { findOrder } from './support/merchant';
import { expectMail } from './support/sandbox';
import { expect, test } from './support/test';

test('the merchant gives back one of two, and the shopper’s page says which is whose', async ({
  shopper,
  page,
  merchant,
  sandbox,
}) => {
  const form = await shopper.buyNow('ottava');
  await form.oneMore('Ottava, a synthesizer');
  await form.fillContact();
  await form.fillCard();
  await form.pay();
  const number = await shopper.land();
  await expect(page.getByRole('button', { name: /^Copy key / })).toHaveCount(2);

  const row = await findOrder(merchant, number);
  await row.getByRole('link', { name: number }).click();
  const refunds = merchant.getByRole('region', { name: 'Refunds' });
  await refunds.getByText('Refund …').click();
  await refunds.getByRole('radio', { name: 'A sum' }).check();
  await refunds.getByLabel('Amount').fill('1000');
  await expect(refunds.getByRole('button', { name: /^Refund/ })).toBeDisabled();
  await refunds.getByRole('radio', { name: 'Chosen items' }).check();
  await refunds.getByLabel('Ottava, a synthesizer').selectOption('1');
  await refunds.getByRole('button', { name: 'Refund €49.00' }).dblclick();
  await expect(refunds.getByText('Refund of €49.00 is made')).toBeVisible();
  await expect(refunds.getByRole('listitem').filter({ hasText: '1 × Ottava' })).toHaveCount(1);
  await expect(refunds).toContainText('€49.00 can still be given back.');
  await expect(merchant.getByText('Partly refunded').first()).toBeVisible();
  await expect(merchant.getByText('Taken back: 1 × Ottava, a synthesizer')).toBeVisible();
  // In Italian or in English: whoever buys by a Payment Link is written to in the language of their address.
  await expectMail(sandbox, shopper.email, /49[.,]00/);

  await page.reload();
  await expect(page.getByRole('button', { name: /^Copy key / })).toHaveCount(1);
  await expect(page.getByText('one of them refunded')).toBeVisible();
  await expect(page.getByRole('region', { name: 'Receipt' })).toContainText('−€49.00');
});

test('the merchant ends a subscription without a refund, first with its period, then now', async ({
  shopper,
  page,
  merchant,
  sandbox,
}) => {
  const number = await shopper.subscribe();

  const row = await findOrder(merchant, number);
  await row.getByRole('link', { name: number }).click();
  const subscription = merchant.getByRole('region', { name: 'Subscription' });
  await expect(subscription).toContainText('It renews until somebody ends it');
  await subscription.getByText('End the subscription').click();
  await subscription.getByRole('radio', { name: 'With the period that is paid' }).check();
  await subscription.getByRole('button', { name: 'End it' }).click();
  await expect(subscription.getByText(/^The subscription ends on /)).toBeVisible();
  await expect(subscription).toContainText('What it gives is open until');
  await page.reload();
  await expect(page.getByText(/^Open until /)).toBeVisible();

  await subscription.getByRole('radio', { name: 'Now' }).check();
  await subscription.getByRole('button', { name: 'End it' }).click();
  await expect(subscription.getByText('The subscription has ended.')).toBeVisible();
  await expect(merchant.getByText('Asked Stripe to end the subscription now')).toBeVisible();
  await page.reload();
  await expect(page.getByText(/^Ended on /)).toBeVisible();
  await expectMail(sandbox, shopper.email, /Membership ended/);
});
