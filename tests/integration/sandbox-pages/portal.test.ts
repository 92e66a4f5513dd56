import type Stripe from 'stripe';
import { describe, expect, test } from 'vitest';
import { card, useSandbox } from './support';

const bench = useSandbox();

/** Someone with a membership at €8 a month, and the portal's page for them. */
async function member(locale: 'en' | 'it' = 'en') {
  const { stripe } = bench;
  const session = await bench.session({
    mode: 'subscription',
    line_items: [
      {
        quantity: 1,
        price_data: {
          currency: 'eur',
          unit_amount: 800,
          recurring: { interval: 'month' },
          product_data: { name: 'Friends of the shop' },
        },
      },
    ],
  });
  expect(await bench.post(session.id, 'pay', card())).toMatchObject({ outcome: 'complete' });
  const { customer, subscription } = await stripe.checkout.sessions.retrieve(session.id);
  const portal = await stripe.billingPortal.sessions.create({
    customer: String(customer),
    return_url: 'http://shop.example/order/abc',
    locale,
  });
  return {
    path: new URL(portal.url).pathname,
    subscription: String(subscription),
    customer: String(customer),
  };
}

const now = (id: string): Promise<Stripe.Subscription> => bench.stripe.subscriptions.retrieve(id);

describe('the customer portal', () => {
  test('shows the subscription, what is next, the card, the invoices and the way back', async () => {
    const { path } = await member();
    const { status, html, headers } = await bench.page(path);
    expect(status).toBe(200);
    for (const part of [
      'Friends of the shop',
      '€8.00 per month',
      'Renews on',
      '•••• 4242',
      'Expires 12/2034',
      'Invoice history',
      'Paid',
      'ada@example.com',
      'href="http://shop.example/order/abc"',
      'Back to shop.example',
    ]) {
      expect(html).toContain(part);
    }
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
  });

  test('speaks Italian where it was asked to', async () => {
    const { path } = await member('it');
    const { html } = await bench.page(path, { headers: { 'accept-language': 'en' } });
    expect(html).toContain('lang="it"');
    expect(html).toContain('Si rinnova il');
    expect(html).toContain('Annulla abbonamento');
    expect(html).not.toContain('Invoice history');
  });

  test('asks once more before it cancels, and takes it back', async () => {
    const { path, subscription } = await member();
    const asked = await bench.page(`${path}/cancel/${subscription}`);
    expect(asked.html).toContain('is still yours until');
    expect((await now(subscription)).cancel_at_period_end).toBe(false);

    const cancelled = await bench.press(`${path}/cancel/${subscription}`);
    expect(cancelled).toContain('The subscription ends with its period.');
    expect(cancelled).toContain('and is not charged again');
    expect((await now(subscription)).cancel_at_period_end).toBe(true);

    const resumed = await bench.press(`${path}/resume/${subscription}`);
    expect(resumed).toContain('Renews on');
    expect((await now(subscription)).cancel_at_period_end).toBe(false);
  });

  test('fills in a test card, takes it, and says what is wrong with another', async () => {
    const { path, subscription } = await member();
    const here = `${path}/card/${subscription}`;
    expect((await bench.page(`${here}?fill=5555555555554444`)).html).toContain('5555 5555 5555 4444');

    const typed = { cardNumber: '5555 5555 5555 4444', cardExpiry: '11 / 33', cardCvc: '123' };
    expect(await bench.press(here, { ...typed, cardNumber: '4242' })).toContain(
      'Your card number is incomplete.',
    );
    expect(await bench.press(here, { ...typed, cardExpiry: '11 / 20' })).toContain('is in the past');
    expect(await bench.press(here, { ...typed, cardNumber: '4000 0000 0000 0002' })).toContain(
      'Your card was declined.',
    );
    const saved = await bench.press(here, typed);
    expect(saved).toContain('The card has been changed.');
    expect(saved).toContain('•••• 4444');
  });

  test('says of a payment that failed that the card has to change', async () => {
    const { path, subscription } = await member();
    await bench.engine.account.renewSubscription(subscription, 'failed');
    const { html } = await bench.page(path);
    expect(html).toContain('The last payment failed.');
    expect(html).toContain('Due');
  });

  test('shows nothing that runs once it has ended, and still the invoices', async () => {
    const { path, subscription } = await member();
    await bench.engine.account.cancelSubscription(subscription, 'now');
    const { html } = await bench.page(path);
    expect(html).toContain('No subscription is running.');
    expect(html).toContain('€8.00');
  });

  test('leads home for a subscription of somebody else’s, and changes nothing there', async () => {
    const mine = await member();
    const other = await member();
    for (const action of ['cancel', 'resume', 'card']) {
      await bench.press(`${mine.path}/${action}/${other.subscription}`, { cardNumber: '4242424242424242' });
    }
    expect((await now(other.subscription)).cancel_at_period_end).toBe(false);
    const { html } = await bench.page(`${mine.path}/cancel/${other.subscription}`);
    expect(html).toContain('Current subscription');
  });

  test('opens by no address that was not made', async () => {
    const { path } = await member();
    expect((await bench.page('/p/session/test_nothing')).status).toBe(404);
    expect((await bench.page(`${path}x`)).status).toBe(404);
  });
});
