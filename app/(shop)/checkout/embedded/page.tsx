import { randomUUID } from 'node:crypto';
import type { Metadata } from 'next';
import Link from 'next/link';
import { redirect } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import { currentCart } from '@/lib/checkout/current-cart';
import { env } from '@/lib/env';
import { startEmbedded } from '../actions';
import { EmbeddedPayment } from './embedded-payment';
import { PayOnStripe } from './pay-on-stripe';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('checkout');
  return { title: t('payHere'), robots: { index: false } };
}

/** Stripe's payment form in our page, for the attempt that was started on the checkout page. */
export default async function EmbeddedCheckoutPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const [{ attempt }, t, locale] = await Promise.all([
    searchParams,
    getTranslations('checkout'),
    getLocale(),
  ]);
  if (typeof attempt !== 'string' || !/^[\w-]{8,80}$/.test(attempt)) redirect('/checkout');
  if (!(await currentCart(locale)).ready) redirect('/cart');
  const { stripePublishableKey, stripeJsUrl } = env();
  const wayOut = <PayOnStripe attemptKey={randomUUID()} text={t('instead')} pendingText={t('starting')} />;
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
        start={startEmbedded.bind(null, attempt)}
        wayOut={wayOut}
      />
    </div>
  );
}
