import type { MetadataRoute } from 'next';
import { connection } from 'next/server';
import { env } from '@/lib/env';

/** What search engines need not read. */
export default async function robots(): Promise<MetadataRoute.Robots> {
  await connection();
  return {
    rules: {
      userAgent: '*',
      disallow: ['/api/', '/cart', '/checkout', '/success', '/order/', '/orders', '/access/', '/merchant'],
    },
    sitemap: `${env().appUrl}/sitemap.xml`,
  };
}
