import { randomUUID } from 'node:crypto';
import { expect, type Page } from '@playwright/test';
import { type Buyer, PaymentForm } from './payment-form';

/** What a person does in the shop. */
export class Shopper {
  readonly buyer: Buyer;

  constructor(
    readonly page: Page,
    buyer?: Buyer,
  ) {
    this.buyer = buyer ?? {
      name: 'Ada Rossi',
      // Nobody else's: finds this shopper's orders and mails among all others.
      email: `ada.${randomUUID().slice(0, 8)}@example.com`,
      street: 'Via Po 1',
      postalCode: '10123',
      city: 'Torino',
      country: 'Italy',
    };
  }

  get email(): string {
    return this.buyer.email;
  }

  async putIntoCart(slug: string, quantity = 1): Promise<void> {
    await this.page.goto(`/products/${slug}`);
    if (quantity > 1) await this.page.getByLabel('Quantity').selectOption(String(quantity));
    await this.page.getByRole('button', { name: 'Add to cart' }).click();
    await expect(this.page.getByText('In your cart')).toBeVisible();
  }

  async goToCheckout(): Promise<void> {
    await this.page.goto('/cart');
    await this.page.getByRole('link', { name: 'Checkout' }).click();
    await expect(this.page.getByRole('heading', { name: 'Checkout', level: 1 })).toBeVisible();
  }

  /** Pays on Stripe's page: leaves the shop. */
  async payOnStripesPage(): Promise<PaymentForm> {
    await this.page.getByRole('button', { name: 'Pay on Stripe’s page' }).click();
    await this.page.waitForURL(/\/c\/pay\//);
    return new PaymentForm(this.page, this.buyer);
  }

  /** Pays inside the shop. */
  async payHere(): Promise<PaymentForm> {
    await this.page.getByRole('button', { name: 'Pay here' }).click();
    return new PaymentForm(this.page.frameLocator('iframe'), this.buyer);
  }

  /** Presses "Buy now" on a product's page: a Payment Link. */
  async buyNow(slug: string): Promise<PaymentForm> {
    await this.page.goto(`/products/${slug}`);
    await this.page.getByRole('link', { name: 'Buy now' }).click();
    await this.page.waitForURL(/\/(l|c\/pay)\//);
    return new PaymentForm(this.page, this.buyer);
  }

  /** Buys something that needs no address, with a card that pays. @returns the order's number */
  async buyWithCard(slug: string): Promise<string> {
    await this.putIntoCart(slug);
    await this.goToCheckout();
    const form = await this.payOnStripesPage();
    await form.fillContact();
    await form.fillCard();
    await form.pay();
    return await this.land();
  }

  /** Begins the membership, with a card that pays. @returns the order's number */
  async subscribe(): Promise<string> {
    await this.page.goto('/products/amici');
    await this.page.getByRole('button', { name: 'Join' }).click();
    await expect(this.page.getByText('In your cart')).toBeVisible();
    await this.goToCheckout();
    const form = await this.payOnStripesPage();
    await form.fillContact();
    await form.fillCard();
    await this.page.getByRole('button', { name: 'Subscribe' }).click();
    return await this.land();
  }

  /** Arrives on the page that every way to pay leads to, and reads the order's number off the receipt. */
  async land(): Promise<string> {
    await this.page.waitForURL(/\/success\?session_id=cs_test_/);
    const receipt = this.page.getByRole('region', { name: 'Receipt' });
    const number = await receipt.getByText(/^B-\d+$/).textContent();
    return number ?? '';
  }
}
