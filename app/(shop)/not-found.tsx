import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { NothingHere } from './nothing-here';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('notFound');
  return { title: t('title') };
}

/** A page of the shop found nothing to show. */
export default function ShopNotFound() {
  return <NothingHere />;
}
