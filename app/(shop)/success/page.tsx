import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { loadOrderHead } from '@/lib/buyer-view/buyer-order';
import { readBrowserHash } from '@/lib/checkout/browser-cookie';
import { type FulfillResult, fulfillCheckout } from '@/lib/fulfillment/fulfill-checkout';
import { log } from '@/lib/log';
import { mayAskStripe } from '@/lib/orders/buyer/landing-budget';
import { wayBack } from '@/lib/orders/buyer/way-back';
import { StripeUnavailable } from '@/lib/stripe/errors';
import { isSessionId } from '@/lib/stripe/session-id';
import { privatePage } from '../order/page-metadata';
import { Away } from './away';
import { Bought } from './bought';
import { Unfinished } from './unfinished';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('order');
  return { ...privatePage, title: t('meta') };
}

/**
 * Where Stripe sends the shopper after paying, from its page, from ours and from a Payment Link alike. It fulfils
 * first and renders what came of it, so the shopper never waits for the webhook; and it is never relied on: who
 * closes the tab gets everything all the same.
 * https://docs.stripe.com/checkout/fulfillment#create-landing-page
 */
export default async function SuccessPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const { session_id: sessionId } = await searchParams;
  if (!isSessionId(sessionId)) notFound();
  const [result, browserHash] = await Promise.all([attempt(sessionId), readBrowserHash()]);
  switch (result.status) {
    case 'order':
      return <Bought sessionId={sessionId} orderId={result.orderId} browserHash={browserHash} />;
    case 'open':
      return <Unfinished sessionId={sessionId} state="open" back={await wayBack(result, browserHash)} />;
    case 'expired':
      return <Unfinished sessionId={sessionId} state="expired" back={null} />;
    case 'away':
      return <Away />;
    case 'unknown':
      notFound();
  }
}

/**
 * Fulfils the session. With Stripe out of reach, or where Stripe has forgotten the session, as test data that was
 * deleted, an order we have is still shown as it stands.
 */
async function attempt(sessionId: string): Promise<FulfillResult | { status: 'away' }> {
  try {
    if (!(await mayAskStripe(sessionId))) return { status: 'away' };
    const result = await fulfillCheckout(sessionId, { trigger: 'landing' });
    return result.status === 'unknown' ? ((await orderWeHave(sessionId)) ?? result) : result;
  } catch (error) {
    if (!(error instanceof StripeUnavailable)) throw error;
    log.warn({ part: 'landing', session: sessionId, error: error.message }, 'Stripe could not be reached');
    return (await orderWeHave(sessionId)) ?? { status: 'away' };
  }
}

async function orderWeHave(sessionId: string): Promise<FulfillResult | null> {
  const head = await loadOrderHead({ sessionId });
  return head && { status: 'order', orderId: head.id, payment: head.payment, fulfillment: head.fulfillment };
}
