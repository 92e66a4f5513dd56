import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { type ListedProduct, listProducts } from '@/lib/catalogue/products';
import { ProductPicture } from '../product-picture';
import { ProsePage } from '../prose-page';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('workshopPage');
  return { title: t('title'), description: t('description'), alternates: { canonical: '/workshop' } };
}

/** The first thing of each family: one row that shows what the house makes. */
function onePerFamily(products: ListedProduct[]): ListedProduct[] {
  const seen = new Set<string>();
  return products.filter(({ family }) => !seen.has(family) && seen.add(family)).slice(0, 4);
}

/** Who the two people are. */
export default async function WorkshopPage() {
  const [t, locale] = await Promise.all([getTranslations('workshopPage'), getLocale()]);
  const shown = onePerFamily(await listProducts(locale, null));
  return (
    <ProsePage
      title={t('title')}
      lead={t('lead')}
      sections={[
        { title: 'Ottavia', paragraphs: [t('p1')] },
        { title: 'Sandro', paragraphs: [t('p2')] },
        { title: t('betweenTitle'), paragraphs: [t('p3')] },
        { title: t('makeTitle'), paragraphs: [t('make')] },
        { title: t('visitTitle'), paragraphs: [t('visit')] },
      ]}
    >
      <div aria-hidden="true" className="mt-10 grid grid-cols-2 sm:grid-cols-4">
        {shown.map((product) => (
          <ProductPicture key={product.slug} image={product.image} alt="" eager />
        ))}
      </div>
    </ProsePage>
  );
}
