import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { EmptyState } from '@/app/ui/empty-state';
import type { OrderQuery } from '@/lib/orders/merchant/list-orders';

/** Why a list of orders is empty, in words that fit what was asked for. */
export function NoOrders({ query: { filter, search } }: { query: OrderQuery }) {
  const t = useTranslations('merchant.orders.empty');
  const all = (
    <Link href="/merchant" className="link">
      {t('showAll')}
    </Link>
  );
  if (search) {
    return (
      <EmptyState title={t('search', { search })} action={all}>
        {t('searchText')}
      </EmptyState>
    );
  }
  if (filter === 'all') return <EmptyState title={t('all')}>{t('allText')}</EmptyState>;
  return (
    <EmptyState title={t('filter')} action={all}>
      {t(`filterText.${filter}`)}
    </EmptyState>
  );
}
