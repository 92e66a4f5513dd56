import type { MetadataRoute } from 'next';
import { connection } from 'next/server';
import { listProducts } from '@/lib/catalogue/products';
import { env } from '@/lib/env';

/** Every page a search engine may show. */
export default async function sitemap(): Promise<MetadataRoute.Sitemap> {
  await connection();
  const { appUrl } = env();
  const products = await listProducts('en', null);
  return ['/', '/workshop', '/shipping', '/privacy', ...products.map(({ slug }) => `/products/${slug}`)].map(
    (path) => ({ url: `${appUrl}${path}` }),
  );
}
