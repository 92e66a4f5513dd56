import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { ButtonLink } from '@/app/ui/button';
import { EmptyState } from '@/app/ui/empty-state';
import { Notice } from '@/app/ui/notice';
import { PageHeading } from '@/app/ui/page-heading';
import { currentCart } from '@/lib/checkout/current-cart';
import { CartLine } from './cart-line';
import { CartSummary } from './cart-summary';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('cart');
  return { title: t('title'), robots: { index: false } };
}

/** What is in the cart, at today's prices; what changed since, and what stands in the way of paying. */
export default async function CartPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const [t, locale, { cancelled }] = await Promise.all([getTranslations('cart'), getLocale(), searchParams]);
  const cart = await currentCart(locale);
  return (
    <div className="wrap pt-10 sm:pt-16">
      <PageHeading>{t('title')}</PageHeading>
      <div className="mt-6 space-y-3 empty:hidden">
        {cancelled !== undefined && (
          <Notice title={t('cancelledTitle')} live>
            {cart.lines.length > 0 && t('cancelledText')}
          </Notice>
        )}
        {cart.changed > 0 && (
          <Notice tone="attention" title={t('changedTitle', { count: cart.changed })}>
            {t('changedText')}
          </Notice>
        )}
        {cart.mixed && <Notice tone="attention">{t('mixed')}</Notice>}
      </div>
      {cart.lines.length === 0 ? (
        <div className="mt-8">
          <EmptyState title={t('empty')} action={<ButtonLink href="/">{t('toShop')}</ButtonLink>}>
            {t('emptyText')}
          </EmptyState>
        </div>
      ) : (
        <div className="mt-8 grid gap-x-12 gap-y-10 lg:grid-cols-12">
          <ul aria-label={t('lines')} className="border-t border-rule lg:col-span-8">
            {cart.lines.map((line) => (
              <CartLine key={line.slug} line={line} />
            ))}
          </ul>
          <CartSummary cart={cart} className="lg:col-span-4" />
        </div>
      )}
    </div>
  );
}
