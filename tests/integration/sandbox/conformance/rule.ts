import assert from 'node:assert/strict';
import type Stripe from 'stripe';
import type { Engine, PaymentInstrument, PaymentOutcome } from '../../../../sandbox/stripe/engine';
import { priceOf, refusal, VISA } from '../shop';

/** A sandbox of its own for every rule, with the official client on it. */
export interface Bench {
  stripe: Stripe;
  engine: Engine;
  url: string;
}

/** One thing that holds at Stripe, and how to see that it holds here. */
export interface Rule {
  rule: string;
  shows(bench: Bench): Promise<void>;
}

/** Rules under a heading; the table in the sandbox's README is made of them. */
export interface Part {
  part: string;
  rules: Rule[];
}

export const EMAIL = { email: 'ada@example.com' };
export const SUCCESS = 'https://shop.test/success';
export const CARD = (number: string): PaymentInstrument => ({ ...VISA, number }) as PaymentInstrument;

/** Fails unless the actual value has all that the expected one has. */
export function has(actual: unknown, expected: object): void {
  assert.partialDeepStrictEqual(actual, expected);
}

export const same: (actual: unknown, expected: unknown) => void = assert.deepEqual;

/** A session for a print at 25.00 EUR, with anything changed. */
export async function open(
  { stripe }: Bench,
  params: Stripe.Checkout.SessionCreateParams = {},
): Promise<Stripe.Checkout.Session> {
  const price = await priceOf(stripe, 2500);
  return stripe.checkout.sessions.create({
    line_items: [{ price: price.id, quantity: 1 }],
    success_url: SUCCESS,
    ...params,
  });
}

/** A membership at 9.00 EUR a month. */
export async function openMembership(
  bench: Bench,
  params: Stripe.Checkout.SessionCreateParams = {},
): Promise<Stripe.Checkout.Session> {
  const price = await priceOf(bench.stripe, 900, { recurring: { interval: 'month' } });
  const line_items = [{ price: price.id, quantity: 1 }];
  return open(bench, { mode: 'subscription', line_items, ...params });
}

export async function pay(
  { engine, stripe }: Bench,
  id: string,
  instrument: PaymentInstrument = VISA,
): Promise<{
  outcome: PaymentOutcome;
  session: Stripe.Checkout.Session;
  intent: string;
  subscription: string;
}> {
  const outcome = await engine.checkout.pay(id, { ...EMAIL, instrument });
  const session = await stripe.checkout.sessions.retrieve(id);
  return {
    outcome,
    session,
    intent: String(session.payment_intent),
    subscription: String(session.subscription),
  };
}

/** The types of the events that something causes, in Stripe's order. */
export async function eventsOf({ stripe }: Bench, work: () => Promise<unknown>): Promise<string[]> {
  const before = (await stripe.events.list({ limit: 1 })).data[0]?.id;
  await work();
  const events = await stripe.events.list({ limit: 100, ...(before && { ending_before: before }) });
  return events.data.map((event) => event.type).reverse();
}

/** How a refusal looks: the request, and what Stripe answers to it. */
export interface Refused {
  status?: number;
  type?: string;
  code?: string;
  param?: string;
  message: string;
}

/** Compares the refusal of a call with Stripe's, member by member; what is not named must not be there. */
export async function refuses(call: Promise<unknown>, expected: Refused): Promise<void> {
  const { statusCode, rawType, code, param, message } = await refusal(call);
  const { status = 400, type = 'invalid_request_error' } = expected;
  assert.deepEqual(
    { status: statusCode, type: rawType, code, param, message },
    { status, type, code: expected.code, param: expected.param, message: expected.message },
  );
}

export function rule(name: string, shows: Rule['shows']): Rule {
  return { rule: name, shows };
}
