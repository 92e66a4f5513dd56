import { expectMail } from './support/sandbox';
import { expect, test } from './support/test';

test('an order goes out in two parcels, and the shopper follows both', async ({
  shopper,
  page,
  merchant,
  sandbox,
}) => {
  await shopper.putIntoCart('ciotola', 3);
  await shopper.goToCheckout();
  const form = await shopper.payOnStripesPage();
  await form.fillContact();
  await form.fillDelivery();
  await form.fillCard();
  await form.pay();
  const number = await shopper.land();

  // The merchant sends two of the three now.
  await merchant.goto('/merchant/parcels');
  const rows = merchant.getByRole('rowgroup').filter({ hasText: number });
  await expect(rows).toHaveCount(1);
  await expect(rows).toContainText('3 × Bowl');
  await expect(rows).toContainText('Torino, Italy');
  await rows.getByText('Ship', { exact: true }).click();
  await rows.getByLabel('Carrier').fill('poste');
  await rows.getByLabel('Tracking number').fill('RA123456789IT');
  await rows.getByText('Only a part of it').click();
  await rows.getByLabel('Units of Bowl that go now').fill('2');
  await rows.getByRole('button', { name: 'Mark as sent' }).click();
  await expect(merchant.getByText(`${number}: marked as sent.`)).toBeVisible();
  await expect(merchant.getByText('The rest waits as a parcel of its own.').first()).toBeVisible();
  await expectMail(sandbox, shopper.email, /parcel has left/i);

  await page.reload();
  const parcels = page.getByRole('region', { name: 'Goes to' });
  await expect(parcels).toContainText('Parcel 1 of 2');
  await expect(parcels).toContainText('2 × Bowl');
  const follow = parcels.getByRole('link', { name: 'Follow it at Poste Italiane' });
  await expect(follow).toHaveAttribute('href', /poste\.it.*RA123456789IT/);
  await expect(follow).toHaveAttribute('rel', /noopener/);

  // What was left waits as the second parcel, with a slip of its own.
  await merchant.goto('/merchant/parcels');
  await expect(rows).toContainText('Parcel 2 of 2');
  await expect(rows).toContainText('1 × Bowl');
  await rows.getByRole('checkbox').check();
  await merchant.getByRole('button', { name: 'Print slips of the selected' }).click();
  const slip = merchant.getByRole('article', { name: number });
  await expect(slip).toContainText('2 of 2');
  await expect(slip).toContainText('Sent before, parcel 1');
  await expect(slip).not.toContainText('€');

  await merchant.getByRole('link', { name: 'Parcels' }).click();
  await rows.getByText('Ship', { exact: true }).click();
  await rows.getByLabel('Carrier').fill('Zio Piero');
  await rows.getByRole('button', { name: 'Mark as sent' }).click();
  await expect(merchant.getByText(`${number}: marked as sent.`)).toBeVisible();
  await expect(rows).toHaveCount(0);

  // And the first one arrives.
  await merchant.goto('/merchant/parcels?state=shipped');
  const first = rows.filter({ hasText: 'Parcel 1 of 2' });
  await first.getByRole('button', { name: 'Mark as delivered' }).click();
  await expect(merchant.getByText(`${number}: marked as delivered.`)).toBeVisible();
  await expect(rows).toHaveCount(1);

  await page.reload();
  await expect(parcels.getByText('Delivered', { exact: true }).first()).toHaveClass(/font-medium/);
  await expect(parcels).toContainText('Zio Piero');

  // The second one was marked by mistake: it waits again, and the shopper sees no carrier.
  await rows.getByText('Not sent after all').click();
  await rows.getByRole('button', { name: 'Mark as not sent' }).click();
  await expect(merchant.getByText(`${number}: marked as not sent; it waits again.`)).toBeVisible();
  await expect(rows).toHaveCount(0);
  await merchant.goto('/merchant/parcels');
  await expect(rows).toContainText('Parcel 2 of 2');
  await page.reload();
  await expect(parcels).not.toContainText('Zio Piero');
});
