import type { Metadata } from 'next';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { EmptyState } from '@/app/ui/empty-state';
import { requireMerchant } from '@/lib/auth/guard';
import { listBuyers } from '@/lib/orders/merchant/list-buyers';
import { ListHeading } from '../../ui/list-heading';
import { Pager, pageHref } from '../../ui/pager';
import { SearchForm } from '../../ui/search-form';
import type { SearchParams } from '../orders-url';
import { BuyerTable } from './buyer-table';
import { buyersUrl, readBuyerQuery } from './buyers-url';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('buyers.list'))('title') };
}

/** Who bought, the newest first. */
export default async function BuyersPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const query = readBuyerQuery(await searchParams);
  await requireMerchant(buyersUrl(query));
  const [t, page] = await Promise.all([getTranslations('buyers.list'), listBuyers(query)]);
  const { search } = query;
  const first = buyersUrl({ search });
  return (
    <>
      <div className="flex flex-wrap items-end justify-between gap-x-8 gap-y-3">
        <ListHeading title={t('title')} lead={t('lead')} />
        <div className="mb-4 w-full lg:w-auto">
          <SearchForm
            action="/merchant/buyers"
            search={search}
            texts={{ clear: t('clear'), label: t('searchLabel'), hint: t('searchHint'), submit: t('search') }}
          />
        </div>
      </div>
      {page.rows.length > 0 && (
        <BuyerTable caption={search ? t('found', { search }) : t('title')} rows={page.rows} />
      )}
      {page.rows.length === 0 && !search && <EmptyState title={t('empty')}>{t('emptyText')}</EmptyState>}
      {page.rows.length === 0 && search && (
        <EmptyState
          title={t('emptySearch', { search })}
          action={
            <Link href="/merchant/buyers" className="link">
              {t('showAll')}
            </Link>
          }
        >
          {t('emptySearchText')}
        </EmptyState>
      )}
      <Pager
        newer={pageHref(first, 'newer', page.newer)}
        older={pageHref(first, 'older', page.older)}
        newest={first}
      />
    </>
  );
}
