import { randomUUID } from 'node:crypto';
import type { PaymentInstrument, PaymentSubmission } from '../../sandbox/stripe/engine';
import type { TestStripe } from './stripe';

/** A card that pays. */
export const goodCard: PaymentInstrument = {
  type: 'card',
  number: '4242424242424242',
  expMonth: 12,
  expYear: 2040,
  cvc: '123',
  name: 'Ada Rossi',
  country: 'IT',
  postalCode: '10123',
};

/** A bank account whose debit settles, and one whose debit fails, days later. */
export const goodAccount: PaymentInstrument = {
  type: 'sepa_debit',
  iban: 'AT321904300235473204',
  name: 'Ada Rossi',
};
export const emptyAccount: PaymentInstrument = { ...goodAccount, iban: 'AT861904300235473202' };

const address = {
  line1: 'Via Po 1',
  line2: null,
  city: 'Torino',
  state: 'TO',
  postal_code: '10123',
  country: 'IT',
};

/** What a shopper types on the payment page. */
export function submission(instrument: PaymentInstrument = goodCard): PaymentSubmission {
  return {
    email: 'ada@example.com',
    phone: '+390115550100',
    shipping: { name: 'Ada Rossi', address },
    instrument,
  };
}

/** Presses the shop's button, and returns the session that came of it. */
export async function startSession(
  lines: { slug: string; quantity: number }[],
  options: {
    mode?: 'hosted' | 'embedded';
    browserId?: string;
    idempotencyKey?: string;
    locale?: 'it' | 'en';
  } = {},
): Promise<string> {
  const { startCheckout } = await import('@/lib/checkout/start-checkout');
  const result = await startCheckout({
    idempotencyKey: options.idempotencyKey ?? randomUUID(),
    mode: options.mode ?? 'hosted',
    lines,
    locale: options.locale ?? 'it',
    browserId: options.browserId ?? randomUUID(),
  });
  if (!result.ok) throw new Error(`the checkout did not start: ${JSON.stringify(result)}`);
  return result.sessionId;
}

/** Pays a session on Stripe's page; the shop hears of it only if an endpoint is registered. */
export async function pay(stripe: TestStripe, sessionId: string, instrument = goodCard): Promise<void> {
  const view = stripe.engine.checkout.view(sessionId);
  const rate = view?.shippingRates[0];
  if (rate) await stripe.engine.checkout.chooseShippingRate(sessionId, rate.id);
  const outcome = await stripe.engine.checkout.pay(sessionId, submission(instrument));
  if (outcome.outcome !== 'complete') throw new Error(`not paid: ${JSON.stringify(outcome)}`);
}

/** A paid session for these goods. */
export async function buy(
  stripe: TestStripe,
  lines: { slug: string; quantity: number }[],
  options: Parameters<typeof startSession>[1] & { instrument?: PaymentInstrument } = {},
): Promise<string> {
  const sessionId = await startSession(lines, options);
  await pay(stripe, sessionId, options.instrument);
  return sessionId;
}
