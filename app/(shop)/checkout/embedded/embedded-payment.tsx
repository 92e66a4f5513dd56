'use client';

import { EmbeddedCheckout, EmbeddedCheckoutProvider } from '@stripe/react-stripe-js';
import type { Stripe } from '@stripe/stripe-js';
import { useTranslations } from 'next-intl';
import { type ReactNode, useEffect, useState } from 'react';
import { Notice } from '@/app/ui/notice';
import { Skeleton } from '@/app/ui/skeleton';
import type { EmbeddedStart } from '../actions';
import { loadStripeJs } from './load-stripe';

/** A form that has not come by then is not coming: the page says so, and goes on waiting. */
const timeoutMs = 15_000;

/**
 * Stripe's payment form inside our page. https://docs.stripe.com/checkout/embedded/quickstart
 *
 * @param start a server action that gives the client secret; asked again, it gives the same one
 * @param wayOut what to offer where the form does not come: the hosted page
 */
export function EmbeddedPayment({
  publishableKey,
  stripeJsUrl,
  start,
  wayOut,
}: {
  publishableKey: string;
  stripeJsUrl: string | null;
  start: () => Promise<EmbeddedStart>;
  wayOut: ReactNode;
}) {
  const t = useTranslations('clientShop');
  const [stripe, setStripe] = useState<Stripe | null>(null);
  const [missing, setMissing] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  // The form takes its options once and must not be given others, so they are made once.
  const [options] = useState(() => ({
    fetchClientSecret: async () => {
      const result = await start();
      if ('clientSecret' in result) return result.clientSecret;
      if ('url' in result) window.location.assign(result.url);
      else setProblem(result.problem);
      throw new Error('this attempt has no payment form');
    },
  }));

  useEffect(() => {
    let here = true;
    const timer = setTimeout(() => setMissing(true), timeoutMs);
    loadStripeJs(publishableKey, stripeJsUrl).then(
      (loaded) => {
        clearTimeout(timer);
        if (!here) return;
        setMissing(false);
        setStripe(loaded);
      },
      () => here && setMissing(true),
    );
    return () => {
      here = false;
      clearTimeout(timer);
    };
  }, [publishableKey, stripeJsUrl]);

  if (problem) {
    return (
      <Notice tone="attention" title={problem} live>
        {wayOut}
      </Notice>
    );
  }
  return (
    <div>
      {missing && (
        <Notice tone="attention" title={t('stripeMissing')} live className="mb-6">
          <p>{t('stripeMissingText')}</p>
          <button type="button" onClick={() => window.location.reload()} className="link mt-2 font-medium">
            {t('reload')}
          </button>
          <div className="mt-4">{wayOut}</div>
        </Notice>
      )}
      {stripe ? (
        <EmbeddedCheckoutProvider stripe={stripe} options={options}>
          <EmbeddedCheckout className="min-h-[32rem]" />
        </EmbeddedCheckoutProvider>
      ) : (
        !missing && <LoadingForm text={t('loadingPayment')} />
      )}
    </div>
  );
}

/** The shape of the form to come; without scripts none does. */
function LoadingForm({ text }: { text: string }) {
  return (
    <div role="status" className="grid min-h-[32rem] noscript:hidden gap-x-12 gap-y-10 lg:grid-cols-2">
      <span className="sr-only">{text}</span>
      <div className="space-y-4">
        <Skeleton className="h-4 w-24" />
        <Skeleton className="h-9 w-40" />
        <Skeleton className="h-16 w-full" />
        <Skeleton className="h-16 w-full" />
      </div>
      <div className="space-y-4">
        <Skeleton className="h-11 w-full" />
        <Skeleton className="h-11 w-full" />
        <Skeleton className="h-24 w-full" />
        <Skeleton className="h-12 w-full" />
      </div>
    </div>
  );
}
