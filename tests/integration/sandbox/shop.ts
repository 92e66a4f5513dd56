import Stripe from 'stripe';
import type { PaymentInstrument } from '../../../sandbox/stripe/engine';

export function client(url: string, key = 'sk_test_tests'): Stripe {
  const { hostname, port } = new URL(url);
  return new Stripe(key, {
    host: hostname,
    port: Number(port),
    protocol: 'http',
    maxNetworkRetries: 0,
    telemetry: false,
  });
}

export function card(number: string, change: { expYear?: number; cvc?: string } = {}): PaymentInstrument {
  return {
    type: 'card',
    number,
    expMonth: 12,
    expYear: change.expYear ?? new Date().getUTCFullYear() + 3,
    cvc: change.cvc ?? '123',
    name: 'Ada Verdi',
    country: 'IT',
    postalCode: '50125',
  };
}

export const VISA = card('4242 4242 4242 4242');

/** How long a test waits for what has to come. On a machine at rest it comes at once; on a busy one in seconds. */
export const SOON = 15_000;

/** A price on a product of its own. */
export function priceOf(stripe: Stripe, unit_amount: number, params: Partial<Stripe.PriceCreateParams> = {}) {
  return stripe.prices.create({
    currency: 'eur',
    unit_amount,
    product_data: { name: 'A print' },
    ...params,
  });
}

/** An open session for one such price. */
export async function sessionOf(
  stripe: Stripe,
  unit_amount: number,
  params: Partial<Stripe.Checkout.SessionCreateParams> = {},
): Promise<Stripe.Checkout.Session> {
  const price = await priceOf(stripe, unit_amount);
  return stripe.checkout.sessions.create({
    mode: 'payment',
    line_items: [{ price: price.id, quantity: 1 }],
    success_url: 'https://shop.test/success?session_id={CHECKOUT_SESSION_ID}',
    ...params,
  });
}

/** The error the call is refused with; fails where it is not refused. */
export async function refusal(call: Promise<unknown>): Promise<Stripe.errors.StripeError> {
  try {
    await call;
  } catch (error) {
    if (error instanceof Stripe.errors.StripeError) return error;
    throw error;
  }
  throw new Error('Stripe would have refused this call.');
}
