import { useTranslations } from 'next-intl';
import { buttonClass } from '@/app/ui/button';
import { Notice } from '@/app/ui/notice';
import type { ProductDetails } from '@/lib/catalogue/products';
import { stockState } from '@/lib/catalogue/stock-state';
import { limitOf } from '@/lib/checkout/cart';
import { offerOf } from '@/lib/checkout/current-cart';
import { AddToCart } from './add-to-cart';
import { ShareLink } from './share-link';

/** The ways to buy a product: into the cart, or at once by its Payment Link, which can also be passed on. */
export function BuyPanel({ product }: { product: ProductDetails }) {
  const t = useTranslations('product');
  const limit = limitOf(offerOf(product));
  const state = stockState(product.stock);
  if (limit === 0) {
    return <Notice className="mt-6">{t(state === 'reserved' ? 'reservedNote' : 'soldOutNote')}</Notice>;
  }
  return (
    <div className="mt-6">
      <AddToCart
        slug={product.slug}
        limit={limit}
        texts={{
          quantity: t('quantity'),
          add: t(product.price.interval ? 'join' : 'add'),
          adding: t(product.price.interval ? 'joining' : 'adding'),
          toCart: t('toCart'),
        }}
      />
      {product.paymentLink && (
        <div className="mt-3">
          <a href={product.paymentLink} className={buttonClass('secondary', 'w-full')}>
            {t('buyNow')}
          </a>
          <p className="mt-2 flex flex-wrap items-baseline justify-between gap-x-6 text-sm text-ink-soft">
            {t('buyNowNote')}
            <ShareLink url={product.paymentLink} title={product.name} />
          </p>
        </div>
      )}
    </div>
  );
}
