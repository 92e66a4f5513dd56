import { expect, type FrameLocator, type Page } from '@playwright/test';

export const cards = {
  good: '4242 4242 4242 4242',
  declined: '4000 0000 0000 0002',
  challenged: '4000 0025 0000 3155',
};

export const accounts = { settles: 'AT321904300235473204', fails: 'AT861904300235473202' };

/** Who buys, and where they live. */
export interface Buyer {
  name: string;
  email: string;
  street: string;
  postalCode: string;
  city: string;
  country: string;
}

/** The payment form as a shopper meets it: a page of its own, or a frame inside the shop. */
export class PaymentForm {
  constructor(
    private readonly at: Page | FrameLocator,
    private readonly buyer: Buyer,
  ) {}

  async fillContact(): Promise<void> {
    await this.at.getByLabel('Email').fill(this.buyer.email);
  }

  /** Where parcels go; only asked for when there is one. */
  async fillDelivery(): Promise<void> {
    await this.at.getByLabel('Phone number').fill('+39 011 555 0100');
    await this.at.getByLabel('Full name').fill(this.buyer.name);
    await this.at.getByLabel('Country').selectOption(this.buyer.country);
    await this.at.getByLabel('Address', { exact: true }).fill(this.buyer.street);
    await this.at.getByLabel('Postal code').fill(this.buyer.postalCode);
    await this.at.getByLabel('City').fill(this.buyer.city);
  }

  async fillCard(number = cards.good): Promise<void> {
    await this.at.getByRole('radio', { name: 'Card' }).check();
    await this.at.getByLabel('Card number').fill(number);
    await this.at.getByLabel('Expiration').fill('12 / 40');
    await this.at.getByLabel('CVC').fill('123');
    await this.at.getByLabel('Name on card').fill(this.buyer.name);
    // Asked for only where no delivery address says it already.
    const method = this.at.getByRole('group', { name: 'Payment method' });
    if (!(await method.getByLabel('Country').isVisible())) return;
    await method.getByLabel('Country').selectOption(this.buyer.country);
    await method.getByLabel('Postal code').fill(this.buyer.postalCode);
  }

  async fillAccount(iban: string): Promise<void> {
    await this.at.getByRole('radio', { name: 'SEPA debit' }).check();
    await this.at.getByLabel('IBAN').fill(iban);
    await this.at.getByLabel('Account holder name').fill(this.buyer.name);
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
