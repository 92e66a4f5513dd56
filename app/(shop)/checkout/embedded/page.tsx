import { randomUUID } from 'node:crypto';
import type { Metadata } from 'next';
import Link from 'next/link';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { env } from '@/lib/env';
import { isSessionId } from '@/lib/stripe/session-id';
import { takeUpEmbedded } from '../actions';
import { EmbeddedPayment } from './embedded-payment';
import { PayOnStripe } from './pay-on-stripe';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('checkout');
  return { title: t('payHere'), robots: { index: false } };
}

/**
 * Stripe's payment form in our page, for the session that was started on the checkout page. What the cart holds by now
 * does not matter: the session knows what it sells.
 */
export default async function EmbeddedCheckoutPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const [{ session_id: sessionId }, t] = await Promise.all([searchParams, getTranslations('checkout')]);
  if (!isSessionId(sessionId)) redirect('/checkout');
  const { stripePublishableKey, stripeJsUrl } = env();
  const wayOut = (
    <PayOnStripe idempotencyKey={randomUUID()} text={t('instead')} pendingText={t('starting')} />
  );
  return (
    <div className="wrap pt-10 sm:pt-14">
      <div className="mb-8 flex flex-wrap items-baseline justify-between gap-x-8 gap-y-2">
        <h1 className="display text-heading">{t('payHere')}</h1>
        <Link href="/checkout" className="link text-sm text-ink-soft">
          {t('toCheckout')}
        </Link>
      </div>
      <noscript>
        <p className="mb-4">{t('noScript')}</p>
        {wayOut}
      </noscript>
      <EmbeddedPayment
        publishableKey={stripePublishableKey}
        stripeJsUrl={stripeJsUrl ?? null}
        start={takeUpEmbedded.bind(null, sessionId)}
        wayOut={wayOut}
      />
    </div>
  );
}
