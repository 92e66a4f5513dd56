import { randomUUID } from 'node:crypto';
import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import { PageHeading } from '@/app/ui/page-heading';
import { currentCart } from '@/lib/checkout/current-cart';
import { amountShown } from './amount-shown';
import { OrderSummary } from './order-summary';
import { PaymentChoice } from './payment-choice';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('checkout');
  return { title: t('title'), robots: { index: false } };
}

/** What is about to be bought, what it costs, and the two ways to pay for it. */
export default async function CheckoutPage() {
  const [t, locale] = await Promise.all([getTranslations('checkout'), getLocale()]);
  const cart = await currentCart(locale);
  if (cart.lines.length === 0) redirect('/cart');
  return (
    <div className="wrap pt-10 sm:pt-16">
      <PageHeading lead={t('lead')}>{t('title')}</PageHeading>
      <div className="mt-10 grid gap-x-12 gap-y-10 lg:grid-cols-12">
        <OrderSummary cart={cart} className="lg:col-span-5 lg:col-start-8 lg:row-start-1" />
        <div className="lg:col-span-7 lg:row-start-1">
          <PaymentChoice
            idempotencyKey={randomUUID()}
            shown={amountShown(cart)}
            ready={cart.ready}
            ways={[
              { mode: 'hosted', title: t('hosted'), text: t('hostedText') },
              { mode: 'embedded', title: t('embedded'), text: t('embeddedText') },
            ]}
            texts={{
              starting: t('starting'),
              problemTitle: t('problemTitle'),
              nothingTaken: t('nothingTaken'),
              notReady: t('notReady'),
              toCart: t('toCart'),
            }}
          />
          {cart.ready && (
            <ul className="mt-8 space-y-1.5 text-sm text-ink-soft">
              <li>{t('held')}</li>
              <li>{t('promotion')}</li>
            </ul>
          )}
        </div>
      </div>
    </div>
  );
}
