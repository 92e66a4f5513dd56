import { expect, type FrameLocator, type Page } from '@playwright/test';

export const cards = {
  good: '4242 4242 4242 4242',
  declined: '4000 0000 0000 0002',
  challenged: '4000 0025 0000 3155',
};

export const accounts = { settles: 'AT321904300235473204', fails: 'AT861904300235473202' };

/** The payment form as a shopper meets it: a page of its own, or a frame inside the shop. */
export class PaymentForm {
  constructor(
    private readonly at: Page | FrameLocator,
    private readonly email: string,
  ) {}

  async fillContact(): Promise<void> {
    await this.at.getByLabel('Email').fill(this.email);
  }

  /** Where parcels go; only asked for when there is one. */
  async fillDelivery(): Promise<void> {
    await this.at.getByLabel('Phone number').fill('+39 011 555 0100');
    await this.at.getByLabel('Full name').fill('Ada Rossi');
    await this.at.getByLabel('Country').selectOption('Italy');
    await this.at.getByLabel('Address', { exact: true }).fill('Via Po 1');
    await this.at.getByLabel('Postal code').fill('10123');
    await this.at.getByLabel('City').fill('Torino');
  }

  async fillCard(number = cards.good): Promise<void> {
    await this.at.getByRole('radio', { name: 'Card' }).check();
    await this.at.getByLabel('Card number').fill(number);
    await this.at.getByLabel('Expiration').fill('12 / 40');
    await this.at.getByLabel('CVC').fill('123');
    await this.at.getByLabel('Name on card').fill('Ada Rossi');
    // Asked for only where no delivery address says it already.
    const method = this.at.getByRole('group', { name: 'Payment method' });
    if (!(await method.getByLabel('Country').isVisible())) return;
    await method.getByLabel('Country').selectOption('Italy');
    await method.getByLabel('Postal code').fill('10123');
  }

  async fillAccount(iban: string): Promise<void> {
    await this.at.getByRole('radio', { name: 'SEPA debit' }).check();
    await this.at.getByLabel('IBAN').fill(iban);
    await this.at.getByLabel('Account holder name').fill('Ada Rossi');
  }

  async oneMore(product: string): Promise<void> {
    await this.at.getByRole('button', { name: `One more ${product}` }).click();
    await expect(this.at.getByLabel(`Quantity of ${product}`)).toHaveValue('2');
  }

  async pay(): Promise<void> {
    await this.at.getByRole('button', { name: /^Pay / }).click();
  }

  text(words: string | RegExp) {
    return this.at.getByText(words);
  }
}
