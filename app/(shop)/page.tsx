import { getLocale, getTranslations } from 'next-intl/server';
import { EmptyState } from '@/app/ui/empty-state';
import { listProducts } from '@/lib/catalogue/products';
import { arrange } from '@/lib/catalogue/shelves';
import { readBrowserHash } from '@/lib/checkout/browser-cookie';
import { ProductCard } from './product-card';

/** The shop window: who we are, and everything there is, shelf by shelf. */
export default async function CataloguePage() {
  const [t, tShelf, locale, browserHash] = await Promise.all([
    getTranslations('home'),
    getTranslations('shelf'),
    getLocale(),
    readBrowserHash(),
  ]);
  const shelves = arrange(await listProducts(locale, browserHash));
  return (
    <>
      <section className="wrap grid gap-x-8 gap-y-9 pt-10 pb-12 sm:pt-20 sm:pb-20 lg:grid-cols-12">
        <div className="lg:col-span-8">
          <h1 className="display text-display max-w-[14ch]">{t('heading')}</h1>
          <p className="mt-5 max-w-[46ch] sm:mt-7 text-lg text-ink-soft">{t('lead')}</p>
        </div>
        {shelves.length > 1 && (
          <nav aria-label={t('shelves')} className="self-end lg:col-span-4">
            <ul className="grid grid-cols-2 gap-x-6 border-t border-rule lg:grid-cols-1">
              {shelves.map(({ name, products }) => (
                <li key={name} className="border-b border-rule">
                  <a
                    href={`#${name}`}
                    className="flex min-h-11 items-baseline justify-between gap-4 py-2.5 hover:text-accent"
                  >
                    <span>{tShelf(name)}</span>
                    <span className="figures text-sm text-ink-faint">{products.length}</span>
                  </a>
                </li>
              ))}
            </ul>
          </nav>
        )}
      </section>
      {shelves.length === 0 && (
        <div className="wrap">
          <EmptyState title={t('empty')}>{t('emptyText')}</EmptyState>
        </div>
      )}
      {shelves.map(({ name, products }, index) => (
        <section
          key={name}
          id={name}
          aria-labelledby={`${name}-title`}
          className={`wrap ${index > 0 ? 'mt-16 sm:mt-24' : ''}`}
        >
          <div className="mb-6 flex flex-wrap items-baseline justify-between gap-x-8 gap-y-1 border-t border-ink pt-4">
            <h2 id={`${name}-title`} className="display text-heading">
              {tShelf(name)}
            </h2>
            <p className="text-sm text-ink-soft">{tShelf(`${name}Note`)}</p>
          </div>
          <ul className="grid grid-cols-2 gap-y-10 lg:grid-cols-4">
            {products.map((product) => (
              <li key={product.slug}>
                <ProductCard product={product} eager={index === 0} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}
