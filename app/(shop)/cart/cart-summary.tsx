import { useTranslations } from 'next-intl';
import { ButtonLink } from '@/app/ui/button';
import { Price } from '@/app/ui/price';
import type { OfferedProduct } from '@/lib/checkout/current-cart';
import type { CartReview } from '@/lib/checkout/review-cart';

/** What it comes to, and the way on, where nothing stands in it. */
export function CartSummary({ cart, className }: { cart: CartReview<OfferedProduct>; className?: string }) {
  const t = useTranslations('cart');
  const tProduct = useTranslations('product');
  const ships = cart.lines.some((line) => line.offer?.kinds.includes('shipment'));
  return (
    <section aria-labelledby="summary" className={className}>
      <div className="border-t border-ink pt-4 lg:sticky lg:top-6">
        <h2 id="summary" className="sr-only">
          {t('summary')}
        </h2>
        <p className="flex items-baseline justify-between gap-4">
          <span>{t('subtotal')}</span>
          <span>
            <Price amount={cart.subtotal} currency={cart.currency} className="display text-title" />
            {cart.interval && <span className="text-ink-soft"> {tProduct(`per_${cart.interval}`)}</span>}
          </span>
        </p>
        <p className="mt-1 text-sm text-ink-soft">
          {tProduct('taxIncluded')}. {ships ? t('shippingLater') : t('noShipping')}
        </p>
        {cart.ready && (
          <ButtonLink href="/checkout" prefetch={false} className="mt-6 w-full">
            {t('checkout')}
          </ButtonLink>
        )}
      </div>
    </section>
  );
}
