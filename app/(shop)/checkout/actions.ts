'use server';

import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { getLocale } from 'next-intl/server';
import { ensureBrowserId, readBrowserHash } from '@/lib/checkout/browser-cookie';
import { readCart } from '@/lib/checkout/cart-cookie';
import { startCheckout } from '@/lib/checkout/start-checkout';
import { type TakenUp, takeUpCheckout } from '@/lib/checkout/take-up-checkout';
import { log } from '@/lib/log';
import { StripeRefused, StripeUnavailable } from '@/lib/stripe/errors';
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
  const result = await startCheckout({
    attemptKey: String(form.get('attemptKey') ?? ''),
    mode: form.get('mode') === 'embedded' ? 'embedded' : 'hosted',
    locale,
    browserId,
    lines: lines.map(({ slug, quantity }) => ({ slug, quantity })),
  });
  if (!result.ok) return { problem: await startProblem(result) };
  if (result.mode === 'embedded') redirect(`/checkout/embedded?session_id=${result.sessionId}`);
  if ((await headers()).has('next-action')) return { url: result.url };
  redirect(result.url);
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
