import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { Price } from '@/app/ui/price';
import type { OfferedProduct } from '@/lib/checkout/current-cart';
import type { CartReview } from '@/lib/checkout/review-cart';
import { formatMoney } from '@/lib/money';
import { ProductPicture } from '../product-picture';

/** The order before it is paid: its lines and the stated total. */
export function OrderSummary({ cart, className }: { cart: CartReview<OfferedProduct>; className?: string }) {
  const t = useTranslations('checkout');
  const tCart = useTranslations('cart');
  const locale = useLocale();
  const ships = cart.lines.some((line) => line.offer?.kinds.includes('shipment'));
  return (
    <section aria-labelledby="order" className={className}>
      <div className="flex items-baseline justify-between gap-4 border-t border-ink pt-4 pb-3">
        <h2 id="order" className="text-sm font-medium">
          {t('order')}
        </h2>
        <Link href="/cart" className="link text-sm text-ink-soft">
          {t('change')}
        </Link>
      </div>
      <ul className="border-t border-rule">
        {cart.lines.map(
          ({ slug, offer, quantity, limit, total, was }) =>
            offer && (
              <li
                key={slug}
                className="grid grid-cols-[3rem_1fr_auto] items-center gap-x-4 border-b border-rule py-3"
              >
                <ProductPicture image={offer.image} alt="" />
                <div className="min-w-0">
                  <p className="leading-snug">
                    {quantity > 1 && (
                      <span className="figures text-ink-soft">
                        {t('quantityTimes', { count: quantity })}{' '}
                      </span>
                    )}
                    {offer.name}
                  </p>
                  {was && (
                    <p className="figures text-sm font-medium text-attention">
                      {tCart('was', {
                        before: formatMoney(was.amount, was.currency, locale),
                        now: formatMoney(offer.price.amount, offer.price.currency, locale),
                      })}
                    </p>
                  )}
                </div>
                {limit > 0 && <Price amount={total} currency={offer.price.currency} />}
              </li>
            ),
        )}
      </ul>
      {cart.ready && (
        <p className="flex items-baseline justify-between gap-4 pt-4">
          <span>
            {cart.interval
              ? t('totalPer', { interval: cart.interval })
              : ships
                ? t('totalWithShipping')
                : t('total')}
          </span>
          <Price amount={cart.subtotal} currency={cart.currency} className="display text-heading" />
        </p>
      )}
    </section>
  );
}
