import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { EmptyState } from '@/app/ui/empty-state';

/** For a number that belongs to no order and no event. */
export default async function MerchantNotFound() {
  const t = await getTranslations('merchant.notFound');
  return (
    <>
      <h1 className="sr-only">{t('title')}</h1>
      <EmptyState
        title={t('title')}
        action={
          <Link href="/merchant" className="link">
            {t('action')}
          </Link>
        }
      >
        {t('text')}
      </EmptyState>
    </>
  );
}
