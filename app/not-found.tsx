import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { NothingHere } from './(shop)/nothing-here';
import { ShopFrame } from './(shop)/shop-frame';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('notFound');
  return { title: t('title') };
}

/** An address that belongs to no page. */
export default function NotFound() {
  return (
    <ShopFrame>
      <NothingHere />
    </ShopFrame>
  );
}
