'use server';

import { redirect } from 'next/navigation';
import { getLocale } from 'next-intl/server';
import { ensureBrowserId } from '@/lib/checkout/browser-cookie';
import { readCart } from '@/lib/checkout/cart-cookie';
import { type StartResult, startCheckout } from '@/lib/checkout/start-checkout';
import { startProblem } from './start-problem';

/** Why the last press of a button led nowhere; null before the first. */
export type PaymentProblem = { message: string } | null;

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
 * twice starts one checkout. Leads away (303) unless there is a problem.
 * https://nextjs.org/docs/app/api-reference/functions/redirect
 */
export async function startPayment(_before: PaymentProblem, form: FormData): Promise<PaymentProblem> {
  const attemptKey = String(form.get('attemptKey') ?? '');
  const result = await start(attemptKey, form.get('mode') === 'embedded' ? 'embedded' : 'hosted');
  if (!result.ok) return { message: await startProblem(result) };
  redirect(
    result.mode === 'hosted' ? result.url : `/checkout/embedded?attempt=${encodeURIComponent(attemptKey)}`,
  );
}

/** The client secret of an attempt on the embedded form; asked again, it is the same one as long as it is open. */
export async function startEmbedded(attemptKey: string): Promise<EmbeddedStart> {
  const result = await start(String(attemptKey), 'embedded');
  if (!result.ok) return { problem: await startProblem(result) };
  return result.mode === 'embedded' ? { clientSecret: result.clientSecret } : { url: result.url };
}
