'use server';

import { refresh } from 'next/cache';
import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { getLocale } from 'next-intl/server';
import { ensureBrowserId, readBrowserHash } from '@/lib/checkout/browser-cookie';
import { readCart } from '@/lib/checkout/cart-cookie';
import { currentCart } from '@/lib/checkout/current-cart';
import { startCheckout } from '@/lib/checkout/start-checkout';
import { type TakenUp, takeUpCheckout } from '@/lib/checkout/take-up-checkout';
import type { Locale } from '@/lib/i18n/locales';
import { log } from '@/lib/log';
import { StripeRefused, StripeUnavailable } from '@/lib/stripe/errors';
import { amountShown } from './amount-shown';
import { startProblem } from './start-problem';

/** Where the last press of a button leads, or why it led nowhere; null before the first. */
export type PaymentState = { url: string } | { problem: string } | null;

/** What the embedded form needs to appear, or where to go instead, or why it cannot. */
export type EmbeddedStart = TakenUp | { problem: string };

/**
 * Starts paying for the cart, on Stripe's page or here. The key was made when the form was rendered, so pressing
 * twice starts one checkout. Leads to the embedded form by itself; Stripe's address is handed back, for Next's router
 * would first try to fetch it as a page of ours. Without JavaScript there is no router, and no `next-action` header:
 * then it redirects. https://nextjs.org/docs/app/api-reference/functions/redirect
 */
export async function startPayment(_before: PaymentState, form: FormData): Promise<PaymentState> {
  const [browserId, { lines }, locale] = await Promise.all([ensureBrowserId(), readCart(), getLocale()]);
  if (await costsOtherThanShown(form, locale)) {
    refresh();
    return { problem: await startProblem({ ok: false, reason: 'total_changed' }) };
  }
  const result = await startCheckout({
    idempotencyKey: String(form.get('idempotencyKey') ?? ''),
    mode: form.get('mode') === 'embedded' ? 'embedded' : 'hosted',
    locale,
    browserId,
    lines: lines.map(({ slug, quantity }) => ({ slug, quantity })),
  });
  if (!result.ok) {
    // The cart beside the button is no longer as it was. Where only Stripe did not answer it is, and the next press is
    // to find this attempt again by its key.
    if (result.reason !== 'stripe_unavailable') refresh();
    return { problem: await startProblem(result) };
  }
  if (result.mode === 'embedded') redirect(`/checkout/embedded?session_id=${result.sessionId}`);
  if ((await headers()).has('next-action')) return { url: result.url };
  redirect(result.url);
}

/**
 * Whether the cart comes to something else than the page with the button said: that is shown before anybody pays it.
 * What the form says is compared and nothing more (I6); the form on the payment page itself says nothing. A cart that
 * cannot be paid for is refused with its own reason.
 */
async function costsOtherThanShown(form: FormData, locale: Locale): Promise<boolean> {
  const shown = form.get('shown');
  if (shown === null) return false;
  const cart = await currentCart(locale);
  return cart.ready && shown !== amountShown(cart);
}

/** The client secret of a session of this browser; asked again, it is the same one as long as the session is open. */
export async function takeUpEmbedded(sessionId: string): Promise<EmbeddedStart> {
  try {
    return await takeUpCheckout(String(sessionId), await readBrowserHash());
  } catch (error) {
    if (!(error instanceof StripeUnavailable || error instanceof StripeRefused)) throw error;
    log.error({ part: 'checkout', error: error.message }, 'a session could not be taken up again');
    return { problem: await startProblem({ ok: false, reason: 'stripe_unavailable' }) };
  }
}
