import { findOrder } from './support/merchant';
import { expect, test } from './support/test';

test('a Payment Link sells without a cart, in the quantity chosen there', async ({
  shopper,
  page,
  merchant,
}) => {
  const form = await shopper.buyNow('ottava');
  await form.oneMore('Ottava, a synthesizer');
  await form.fillContact();
  await form.fillCard();
  await form.pay();

  const number = await shopper.land();
  await expect(page.getByRole('button', { name: /^Copy key / })).toHaveCount(2);
  await expect(page.getByRole('region', { name: 'Receipt' })).toContainText('€98.00');
  const row = await findOrder(merchant, number);
  await expect(row).toContainText('Paid');
  await expect(row).toContainText('Payment Link');
});

test('a Payment Link for something that is sent asks where to', async ({ shopper, page, merchant }) => {
  const form = await shopper.buyNow('e-commerciale');
  await form.fillContact();
  await form.fillDelivery();
  await form.fillCard();
  await form.pay();

  const number = await shopper.land();
  await expect(page.getByRole('region', { name: 'Goes to' })).toContainText('Via Po 1');
  await expect(await findOrder(merchant, number)).toContainText('To ship');
});
