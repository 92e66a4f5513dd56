import { findOrderWhen } from './support/merchant';
import { expectMail, linkInMail } from './support/sandbox';
import { expect, test } from './support/test';

test('a shopper finds all of their orders again through their own mailbox', async ({
  shopper,
  page,
  browser,
  sandbox,
}) => {
  const first = await shopper.buyWithCard('ottava');
  const second = await shopper.buyWithCard('listello');

  const context = await browser.newContext({ locale: 'en-GB' });
  const device = await context.newPage();
  await device.goto('/');
  await device.getByRole('link', { name: 'Find your orders' }).click();
  const ask = async (email: string) => {
    await device.getByLabel('E-mail address').fill(email);
    await device.getByRole('button', { name: 'Send me the link' }).click();
    await expect(device.getByText(`If there are orders with ${email}`)).toBeVisible();
  };
  await ask(`nobody.${shopper.email}`);
  await ask(shopper.email);

  const address = await linkInMail(sandbox, shopper.email, /link to your orders/i, /open your orders/i);
  await device.goto(address);
  await expect(device.getByRole('heading', { name: 'Your orders', level: 1 })).toBeVisible();
  for (const number of [first, second])
    await expect(device.getByRole('link', { name: number })).toBeVisible();
  await device.getByRole('link', { name: second }).click();
  await expect(device.getByRole('region', { name: 'Receipt' }).getByText(second)).toBeVisible();

  const forged = await device.goto(`${address.slice(0, -2)}xx`);
  expect(forged?.status()).toBe(404);
  await sandbox.goto('/mail');
  await expect(sandbox.getByRole('row').filter({ hasText: `nobody.${shopper.email}` })).toHaveCount(0);
  await context.close();
  await page.close();
});

test('a member cancels in the customer portal, and sees on the order until when the door is open', async ({
  shopper,
  page,
}) => {
  await shopper.subscribe();
  await expect(page.getByText('Open as long as the membership runs')).toBeVisible();

  await page.getByRole('button', { name: 'Manage subscription' }).click();
  await page.waitForURL(/\/p\/session\//);
  await expect(page.getByText('•••• 4242')).toBeVisible();
  await page.getByRole('link', { name: 'Cancel subscription' }).click();
  await page.getByRole('button', { name: 'Cancel subscription' }).click();
  await expect(page.getByText('The subscription ends with its period.')).toBeVisible();
  await page.getByRole('link', { name: 'Back to Bottega Ottavia' }).click();
  await page.waitForURL(/\/order\//);
  await expect(async () => {
    await page.reload();
    await expect(page.getByText(/^Open until /)).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 60_000 });
});

test('a merchant erases an order’s details; what was bought stays with whoever has the link', async ({
  shopper,
  browser,
  merchant,
  sandbox,
}) => {
  const number = await shopper.buyWithCard('ottava');
  await expectMail(sandbox, shopper.email, new RegExp(number));
  const address = await linkInMail(sandbox, shopper.email, new RegExp(number), /order/i);

  const row = await findOrderWhen(merchant, shopper.email, /Fulfilled/);
  await row.getByRole('link', { name: number }).click();
  await merchant.getByText('Erase personal details').click();
  const confirm = merchant.getByLabel(`To confirm, type ${number}`);
  await confirm.fill('B-1');
  await merchant.getByRole('button', { name: 'Erase for good' }).click();
  await expect(merchant.getByText('Nothing was erased')).toBeVisible();
  await confirm.fill(number);
  await merchant.getByRole('button', { name: 'Erase for good' }).click();
  await expect(merchant.getByText('From one order.')).toBeVisible();
  await merchant.reload();
  await expect(merchant.getByText(shopper.email)).toHaveCount(0);

  const context = await browser.newContext({ locale: 'en-GB' });
  const device = await context.newPage();
  await device.goto(address);
  await expect(device.getByText('Your details were erased.')).toBeVisible();
  await expect(device.getByRole('button', { name: /^Copy key / })).toHaveCount(1);
  expect(await device.content()).not.toContain(shopper.email);
  await context.close();
});
