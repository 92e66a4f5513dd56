import type Stripe from 'stripe';
import { env } from '../env';
import { stripe } from './client';
import { callStripe } from './errors';
import { shippingOptions, shipsTo } from './shipping';

/** What a session is made from: everything in it comes from the shop's tables. */
export interface NewSession {
  /** Our attempt: the session carries it back to us, and it is the idempotency key. */
  checkoutId: string;
  mode: 'hosted' | 'embedded';
  locale: 'it' | 'en';
  expiresAt: Date;
  subscription: boolean;
  /** Something has to be sent: only then are address, phone and shipping asked for. */
  ships: boolean;
  lines: { stripePriceId: string; quantity: number; adjustableUpTo: number | null }[];
  /** What the shopper may add on Stripe's page, and how many at most; ten at most, and none to a subscription. */
  offered: { stripePriceId: string; upTo: number }[];
}

/** Where every way to pay leads back to: one landing page. https://docs.stripe.com/checkout/fulfillment */
export const landingUrl = (sessionId = '{CHECKOUT_SESSION_ID}'): string =>
  `${env().appUrl}/success?session_id=${sessionId}`;

const cancelUrl = (): string => `${env().appUrl}/checkout/cancelled`;

/** A session and the way into it: `url` for the hosted page, `clientSecret` for the embedded one, while it is open. */
export interface OpenedSession {
  id: string;
  status: Stripe.Checkout.Session['status'];
  url: string | null;
  clientSecret: string | null;
}

/**
 * Makes a Checkout Session. The attempt's ID is the idempotency key, so that a repeated call, even after a lost
 * connection, gets the session of the first. https://docs.stripe.com/api/checkout/sessions/create
 *
 * @throws {StripeUnavailable | StripeRefused}
 */
export async function createSession(wanted: NewSession): Promise<OpenedSession> {
  const session = await callStripe(() =>
    stripe().checkout.sessions.create(parameters(wanted), {
      idempotencyKey: `checkout:${wanted.checkoutId}`,
    }),
  );
  return opened(session);
}

/** A session made before, as it is now. @throws {StripeUnavailable | StripeRefused} */
export async function openedSession(sessionId: string): Promise<OpenedSession> {
  return opened(await callStripe(() => stripe().checkout.sessions.retrieve(sessionId)));
}

const opened = ({
  id,
  status,
  url,
  client_secret: clientSecret,
}: Stripe.Checkout.Session): OpenedSession => ({
  id,
  status,
  url,
  clientSecret,
});

function parameters(wanted: NewSession): Stripe.Checkout.SessionCreateParams {
  return {
    mode: wanted.subscription ? 'subscription' : 'payment',
    line_items: wanted.lines.map(({ stripePriceId, quantity, adjustableUpTo }) => ({
      price: stripePriceId,
      quantity,
      ...(adjustableUpTo !== null && {
        adjustable_quantity: { enabled: true, minimum: 1, maximum: adjustableUpTo },
      }),
    })),
    // https://docs.stripe.com/payments/checkout/optional-items
    ...(wanted.offered.length > 0 && {
      optional_items: wanted.offered.map(({ stripePriceId, upTo }) => ({
        price: stripePriceId,
        quantity: 1,
        ...(upTo > 1 && { adjustable_quantity: { enabled: true, minimum: 1, maximum: upTo } }),
      })),
    }),
    ...(wanted.mode === 'embedded'
      ? { ui_mode: 'embedded_page', return_url: landingUrl() }
      : {
          ui_mode: 'hosted_page',
          success_url: landingUrl(),
          cancel_url: cancelUrl(),
          // One that expired can be taken up again for a month, through the address Stripe gives it then.
          // https://docs.stripe.com/payments/checkout/abandoned-carts
          after_expiration: { recovery: { enabled: true, allow_promotion_codes: true } },
        }),
    ...(wanted.ships && {
      shipping_address_collection: { allowed_countries: shipsTo },
      shipping_options: shippingOptions(wanted.locale),
      phone_number_collection: { enabled: true },
    }),
    allow_promotion_codes: true,
    locale: wanted.locale,
    client_reference_id: wanted.checkoutId,
    expires_at: Math.floor(wanted.expiresAt.getTime() / 1000),
  };
}
