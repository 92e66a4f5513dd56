import { expect, type Page } from '@playwright/test';

/** Waits until the mailbox holds a mail to this address with these words in its subject. */
export async function expectMail(sandbox: Page, to: string, subject: RegExp): Promise<void> {
  await expect(async () => {
    await sandbox.goto('/mail');
    await expect(sandbox.getByRole('row').filter({ hasText: to }).filter({ hasText: subject })).toHaveCount(
      1,
      {
        timeout: 1_000,
      },
    );
  }).toPass({ timeout: 60_000 });
}

/** The address behind a link in a mail that has come, as whoever opens it in the mailbox would follow it. */
export async function linkInMail(sandbox: Page, to: string, subject: RegExp, link: RegExp): Promise<string> {
  await expectMail(sandbox, to, subject);
  await sandbox
    .getByRole('row')
    .filter({ hasText: to })
    .filter({ hasText: subject })
    .getByRole('link')
    .first()
    .click();
  const address = await sandbox
    .frameLocator('iframe')
    .getByRole('link', { name: link })
    .first()
    .getAttribute('href');
  return address ?? '';
}

/** Opens the payment a shopper made, among all payments. */
export async function openPayment(sandbox: Page, email: string): Promise<void> {
  await sandbox.goto('/payments');
  await sandbox.getByRole('row').filter({ hasText: email }).getByRole('link').first().click();
}
