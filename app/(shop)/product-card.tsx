import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ListedProduct } from '@/lib/catalogue/products';
import { type StockState, stockState } from '@/lib/catalogue/stock-state';
import { ProductPicture } from './product-picture';
import { ProductPrice } from './product-price';

/** Worth a word on a shelf; plenty is not. */
const worthSaying = new Set<StockState>(['few', 'last_one', 'reserved', 'yours', 'sold_out']);

/** A product on a shelf: its picture, its name, what it costs, and whether one must hurry. */
export function ProductCard({ product, eager = false }: { product: ListedProduct; eager?: boolean }) {
  const t = useTranslations('stock');
  const state = stockState(product.stock);
  const gone = state === 'sold_out';
  return (
    <article className="group relative">
      <ProductPicture
        image={product.image}
        alt={product.alt}
        eager={eager}
        className={gone ? 'opacity-55' : ''}
      />
      <div className="pt-3 pr-4 sm:pt-4">
        <h3 className="display text-[1.0625rem] leading-snug sm:text-[1.1875rem]">
          <Link
            href={`/products/${product.slug}`}
            className="after:absolute after:inset-0 group-hover:text-accent"
          >
            {product.name}
          </Link>
        </h3>
        <p className="mt-1 flex flex-wrap gap-x-3 text-sm text-ink-soft">
          <ProductPrice price={product.price} className="text-ink" />
          {worthSaying.has(state) && (
            <span className={state === 'last_one' ? 'text-accent' : ''}>
              {state === 'few' ? t('few', { count: product.stock?.onHand ?? 0 }) : t(state)}
            </span>
          )}
        </p>
      </div>
    </article>
  );
}
