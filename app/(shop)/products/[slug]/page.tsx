import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import { DefinitionList } from '@/app/ui/definition-list';
import { productJsonLd } from '@/lib/catalogue/json-ld';
import { pictureUrl } from '@/lib/catalogue/picture-url';
import { findProduct, type ProductDetails } from '@/lib/catalogue/products';
import { shelfOf } from '@/lib/catalogue/shelves';
import { readBrowserHash } from '@/lib/checkout/browser-cookie';
import { env } from '@/lib/env';
import { ProductPicture } from '../../product-picture';
import { ProductPrice } from '../../product-price';
import { StockLabel } from '../../stock-label';
import { BuyPanel } from './buy-panel';
import { KindsList } from './kinds-list';
import { SameShelf } from './same-shelf';

type Props = { params: Promise<{ slug: string }> };

async function load(params: Props['params']): Promise<ProductDetails> {
  const [{ slug }, locale, browserHash] = await Promise.all([params, getLocale(), readBrowserHash()]);
  return (await findProduct(slug, locale, browserHash)) ?? notFound();
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { slug, name, summary, alt } = await load(params);
  return {
    title: name,
    description: summary,
    alternates: { canonical: `/products/${slug}` },
    openGraph: {
      title: name,
      description: summary,
      images: [{ url: pictureUrl(slug, 'wide'), width: 1200, height: 630, alt }],
    },
  };
}

/** One product: what it is, what one gets, what it costs, and the ways to buy it. */
export default async function ProductPage({ params }: Props) {
  const [product, t, tShelf] = await Promise.all([
    load(params),
    getTranslations('product'),
    getTranslations('shelf'),
  ]);
  const shelf = shelfOf(product.family);
  return (
    <>
      <article className="wrap grid gap-x-12 gap-y-8 lg:grid-cols-12 lg:pt-10">
        <div className="-mx-5 sm:mx-0 lg:col-span-7">
          <ProductPicture
            image={product.image}
            alt={product.alt}
            eager
            className="max-h-[80svh] object-[50%_62%] lg:sticky lg:top-6 lg:max-h-[calc(100svh-3rem)]"
          />
        </div>
        <div className="lg:col-span-5 lg:pt-2">
          <p className="label">
            <Link href={`/#${shelf}`} className="hover:text-accent">
              {tShelf(shelf)}
            </Link>
          </p>
          <h1 className="display text-heading mt-2">{product.name}</h1>
          <p className="mt-3 text-lg text-ink-soft">{product.summary}</p>
          <div className="mt-7 flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1 border-t border-rule pt-5">
            <p>
              <ProductPrice price={product.price} className="display mr-3 text-title" />
              <span className="label">{t('taxIncluded')}</span>
            </p>
            <StockLabel stock={product.stock} />
          </div>
          <BuyPanel product={product} />
          <KindsList kinds={product.kinds} accessDays={product.accessDays} price={product.price} />
          <div className="mt-9 space-y-4">
            {product.description.map((paragraph) => (
              <p key={paragraph}>{paragraph}</p>
            ))}
          </div>
          <h2 className="label mt-9 mb-2">{t('details')}</h2>
          <DefinitionList rows={product.details} />
        </div>
      </article>
      <SameShelf slug={product.slug} family={product.family} />
      <script
        type="application/ld+json"
        // biome-ignore lint/security/noDangerouslySetInnerHtml: JSON made here, with every "<" escaped
        dangerouslySetInnerHTML={{ __html: productJsonLd(product, env().appUrl) }}
      />
    </>
  );
}
