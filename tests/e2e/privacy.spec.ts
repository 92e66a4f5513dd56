import { expectMail, linkInMail } from './support/sandbox';
import { expect, test } from './support/test';

test('somebody else with the address of the landing page sees state and number, and can have the link sent to the buyer', async ({
  shopper,
  page,
  browser,
  sandbox,
}) => {
  const number = await shopper.buyWithCard('ottava');
  const key = await page.getByRole('code').first().textContent();

  const context = await browser.newContext({ locale: 'en-GB' });
  const stranger = await context.newPage();
  await stranger.goto(page.url());
  await expect(stranger.getByRole('heading', { name: `Order ${number}` })).toBeVisible();
  await expect(stranger.getByText('The rest is shown only to whoever bought it')).toBeVisible();
  const shown = await stranger.content();
  for (const secret of [key ?? '', shopper.email, 'Ada']) expect(shown).not.toContain(secret);

  await stranger.getByRole('button', { name: 'Send me the link' }).click();
  await expect(stranger.getByText(/^On its way to /)).toBeVisible();
  await context.close();
  await expectMail(sandbox, shopper.email, /link/i);
});

test('the link in the receipt opens the order in full, on any device', async ({
  shopper,
  browser,
  sandbox,
}) => {
  const number = await shopper.buyWithCard('ottava');

  const address = await linkInMail(sandbox, shopper.email, new RegExp(number), /order/i);
  const context = await browser.newContext({ locale: 'en-GB' });
  const device = await context.newPage();
  await device.goto(address);
  await expect(device.getByRole('button', { name: /^Copy key / })).toHaveCount(1);
  await expect(device.getByText(number).first()).toBeVisible();
  const forged = await device.goto(`${address.slice(0, -2)}xx`);
  expect(forged?.status()).toBe(404);
  await context.close();
});

test('an address that is no order’s is a friendly 404', async ({ page }) => {
  for (const id of ['cs_test_none_of_ours', 'nonsense', '']) {
    const response = await page.goto(`/success?session_id=${id}`);
    expect(response?.status()).toBe(404);
    await expect(page.getByText('No order under this address.')).toBeVisible();
  }
});

test('the merchant’s pages ask who is there', async ({ page }) => {
  for (const path of [
    '/merchant',
    '/merchant/stock',
    '/merchant/orders/B-1001',
    '/merchant/buyers',
    '/merchant/events',
    '/merchant/integrations',
    '/merchant/stock/keys/registri',
  ]) {
    await page.goto(path);
    await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  }
});
