import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';

/** The merchant's side is nobody else's: no search engine lists it, no preview shows it. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('merchant');
  return {
    title: { default: t('title'), template: t('titleTemplate') },
    description: null,
    openGraph: null,
    robots: { index: false, follow: false },
  };
}

export default function MerchantLayout({ children }: { children: ReactNode }) {
  return children;
}
