import { getLocale, getTranslations } from 'next-intl/server';
import { type ListedProduct, listProducts } from '@/lib/catalogue/products';
import { shelfOf } from '@/lib/catalogue/shelves';
import { readBrowserHash } from '@/lib/checkout/browser-cookie';
import { ProductCard } from '../../product-card';

/** The neighbours of a product on its shelf, then others, four in all. */
export async function SameShelf({ slug, family }: { slug: string; family: string }) {
  const [t, locale, browserHash] = await Promise.all([
    getTranslations('product'),
    getLocale(),
    readBrowserHash(),
  ]);
  const others = (await listProducts(locale, browserHash)).filter((product) => product.slug !== slug);
  const near = (product: ListedProduct) => shelfOf(product.family) === shelfOf(family);
  const neighbours = [...others.filter(near), ...others.filter((product) => !near(product))];
  if (neighbours.length === 0) return null;
  return (
    <section className="wrap mt-20 sm:mt-28">
      <h2 className="display text-title mb-6 border-t border-ink pt-4">{t('more')}</h2>
      <ul className="grid grid-cols-2 gap-y-10 lg:grid-cols-4">
        {neighbours.slice(0, 4).map((product) => (
          <li key={product.slug}>
            <ProductCard product={product} />
          </li>
        ))}
      </ul>
    </section>
  );
}
