import Stripe from 'stripe';
import { afterAll, beforeAll } from 'vitest';
import { type Mailbox, startMailbox } from '@/sandbox/mailbox';
import { type Sandbox, startSandbox } from '@/sandbox/stripe/server';

type SessionParams = Stripe.Checkout.SessionCreateParams;

/** A sandbox of this test file's own, kept in memory, with Stripe's client pointed at it. */
export function useSandbox() {
  let running: { sandbox: Sandbox; mailbox: Mailbox; stripe: Stripe } | undefined;
  const parts = () => {
    if (!running) throw new Error('The sandbox starts with the first test.');
    return running;
  };
  beforeAll(async () => {
    const mailbox = await startMailbox({ port: 0, dataDir: null });
    const sandbox = await startSandbox({ port: 0, mailbox });
    const { hostname, port } = new URL(sandbox.url);
    const stripe = new Stripe('sk_test_4eC39HqLyjWDarjtT1zdp7dc', { host: hostname, port, protocol: 'http' });
    running = { sandbox, mailbox, stripe };
  });
  afterAll(async () => {
    await running?.sandbox.stop();
    await running?.mailbox.stop();
  });

  return {
    get stripe() {
      return parts().stripe;
    },
    get engine() {
      return parts().sandbox.engine;
    },
    get mailbox() {
      return parts().mailbox;
    },
    get url() {
      return parts().sandbox.url;
    },
    /** A page as a browser would get it, redirects followed unless told otherwise. */
    async page(
      path: string,
      init?: RequestInit,
    ): Promise<{ status: number; html: string; headers: Headers }> {
      const response = await fetch(parts().sandbox.url + path, init);
      return { status: response.status, html: await response.text(), headers: response.headers };
    },
    /** What the payment page's script posts. */
    async post(
      session: string,
      action: string,
      body: Record<string, unknown>,
    ): Promise<Record<string, unknown>> {
      const response = await fetch(`${parts().sandbox.url}/c/pay/${session}/${action}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      return (await response.json()) as Record<string, unknown>;
    },
    /** Presses a button of the sandbox's own pages and returns the page one lands on. */
    async press(path: string, fields: Record<string, string> = {}): Promise<string> {
      const response = await fetch(parts().sandbox.url + path, {
        method: 'POST',
        body: new URLSearchParams(fields),
      });
      return response.text();
    },
    /** A session for two mugs at €28, with what the test adds. */
    async session(extra: Partial<SessionParams> = {}): Promise<Stripe.Checkout.Session> {
      return parts().stripe.checkout.sessions.create({
        mode: 'payment',
        success_url: 'http://shop.example/success?session_id={CHECKOUT_SESSION_ID}',
        cancel_url: 'http://shop.example/cart',
        line_items: [mug(extra.locale === undefined ? 'Stoneware mug' : 'Tazza in gres')],
        ...extra,
      });
    },
  };
}

export function mug(
  name: string,
  currency = 'eur',
  amount = 2800,
): Stripe.Checkout.SessionCreateParams.LineItem {
  return {
    quantity: 2,
    adjustable_quantity: { enabled: true, minimum: 1, maximum: 5 },
    price_data: { currency, unit_amount: amount, product_data: { name } },
  };
}

/** The form as somebody fills it in who pays with the card that succeeds. */
export const card = (number = '4242 4242 4242 4242') => ({
  email: 'ada@example.com',
  method: 'card',
  cardNumber: number,
  cardExpiry: '12 / 34',
  cardCvc: '123',
  cardName: 'Ada Prova',
  billingCountry: 'IT',
  billingPostalCode: '10123',
});
