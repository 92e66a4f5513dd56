'use server';

import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { getLocale } from 'next-intl/server';
import { ensureBrowserId } from '@/lib/checkout/browser-cookie';
import { readCart } from '@/lib/checkout/cart-cookie';
import { type StartResult, startCheckout } from '@/lib/checkout/start-checkout';
import { startProblem } from './start-problem';

/** Where the last press of a button leads, or why it led nowhere; null before the first. */
export type PaymentState = { url: string } | { problem: string } | null;

/** What the embedded form needs to appear, or where to go instead, or why it cannot. */
export type EmbeddedStart =
  | { clientSecret: string }
  /** This attempt has been paid already: its landing page. */
  | { url: string }
  | { problem: string };

async function start(attemptKey: string, mode: 'hosted' | 'embedded'): Promise<StartResult> {
  const [browserId, { lines }, locale] = await Promise.all([ensureBrowserId(), readCart(), getLocale()]);
  return await startCheckout({
    attemptKey,
    mode,
    locale,
    browserId,
    lines: lines.map(({ slug, quantity }) => ({ slug, quantity })),
  });
}

/**
 * Starts paying for the cart, on Stripe's page or here. The key was made when the form was rendered, so pressing
 * twice starts one checkout. Leads to the embedded form by itself; Stripe's address is handed back, for Next's router
 * would first try to fetch it as a page of ours. Without JavaScript there is no router, and no `next-action` header:
 * then it redirects. https://nextjs.org/docs/app/api-reference/functions/redirect
 */
export async function startPayment(_before: PaymentState, form: FormData): Promise<PaymentState> {
  const attemptKey = String(form.get('attemptKey') ?? '');
  const result = await start(attemptKey, form.get('mode') === 'embedded' ? 'embedded' : 'hosted');
  if (!result.ok) return { problem: await startProblem(result) };
  if (result.mode === 'embedded') {
    redirect(`/checkout/embedded?attempt=${encodeURIComponent(attemptKey)}`);
  }
  if ((await headers()).has('next-action')) return { url: result.url };
  redirect(result.url);
}

/** The client secret of an attempt on the embedded form; asked again, it is the same one as long as it is open. */
export async function startEmbedded(attemptKey: string): Promise<EmbeddedStart> {
  const result = await start(String(attemptKey), 'embedded');
  if (!result.ok) return { problem: await startProblem(result) };
  return result.mode === 'embedded' ? { clientSecret: result.clientSecret } : { url: result.url };
}
