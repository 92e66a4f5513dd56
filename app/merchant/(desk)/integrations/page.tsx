import type { Metadata } from 'next';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { EmptyState } from '@/app/ui/empty-state';
import { requireMerchant } from '@/lib/auth/guard';
import { listApiKeys } from '@/lib/integrations/api-keys';
import { deliveryFilters, listDeliveries } from '@/lib/integrations/deliveries';
import { listEndpoints } from '@/lib/integrations/endpoints';
import { FilterTabs } from '../../ui/filter-tabs';
import { ListHeading } from '../../ui/list-heading';
import { Pager, pageHref } from '../../ui/pager';
import type { SearchParams } from '../orders-url';
import { ApiKeys } from './api-keys';
import { DeliveryTable } from './delivery-table';
import { Endpoints } from './endpoints';
import { integrationsUrl, readDeliveryQuery } from './integrations-url';
import { Section } from './section';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('integrations'))('title') };
}

/** Which of the merchant's systems are told what happens, the keys with which they ask, and what they were told. */
export default async function IntegrationsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { filter, paging } = readDeliveryQuery(await searchParams);
  await requireMerchant(integrationsUrl({ filter, paging }));
  const [t, endpoints, keys, page] = await Promise.all([
    getTranslations('integrations'),
    listEndpoints(),
    listApiKeys(),
    listDeliveries(filter, paging),
  ]);
  const first = integrationsUrl({ filter });
  return (
    <>
      <ListHeading title={t('title')} lead={t('lead')} />
      <Endpoints rows={endpoints} />
      <ApiKeys rows={keys} />
      <Section id="messages" title={t('deliveries.title')} lead={t('deliveries.lead')}>
        <FilterTabs
          label={t('deliveries.filters')}
          tabs={deliveryFilters.map((name) => ({
            href: `${integrationsUrl({ filter: name })}#messages`,
            text: t(`deliveries.filter.${name}`),
            current: name === filter,
          }))}
        />
        {page.rows.length > 0 && (
          <DeliveryTable caption={t(`deliveries.filter.${filter}`)} rows={page.rows} />
        )}
        {page.rows.length === 0 && filter === 'all' && (
          <EmptyState title={t('deliveries.empty')}>{t('deliveries.emptyText')}</EmptyState>
        )}
        {page.rows.length === 0 && filter !== 'all' && (
          <EmptyState
            title={t('deliveries.emptyFilter')}
            action={
              <Link href={integrationsUrl({ filter: 'all' })} className="link">
                {t('deliveries.showAll')}
              </Link>
            }
          >
            {t('deliveries.emptyFilterText')}
          </EmptyState>
        )}
        <Pager
          newer={pageHref(first, 'newer', page.newer)}
          older={pageHref(first, 'older', page.older)}
          newest={first}
        />
      </Section>
    </>
  );
}
