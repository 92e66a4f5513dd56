import type { Metadata } from 'next';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { EmptyState } from '@/app/ui/empty-state';
import { requireMerchant } from '@/lib/auth/guard';
import { endpointHealth } from '@/lib/inbox/endpoint-health';
import { eventFilters, listEvents } from '@/lib/orders/merchant/list-events';
import { FilterTabs } from '../../ui/filter-tabs';
import { ListHeading } from '../../ui/list-heading';
import { Pager, pageHref } from '../../ui/pager';
import { EndpointNotice } from '../endpoint-notice';
import type { SearchParams } from '../orders-url';
import { EventTable } from './event-table';
import { eventsUrl, readEventQuery } from './events-url';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('merchant.events'))('title') };
}

/** What Stripe told the webhook, and what became of it. */
export default async function EventsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { filter, paging } = readEventQuery(await searchParams);
  await requireMerchant(eventsUrl({ filter, paging }));
  const [t, page, health] = await Promise.all([
    getTranslations('merchant.events'),
    listEvents(filter, paging),
    endpointHealth(),
  ]);
  const first = eventsUrl({ filter });
  return (
    <>
      <ListHeading title={t('title')} lead={t('lead')} />
      <EndpointNotice health={health} className="mb-6" />
      <FilterTabs
        label={t('filters')}
        tabs={eventFilters.map((name) => ({
          href: eventsUrl({ filter: name }),
          text: t(`filter.${name}`),
          current: name === filter,
        }))}
      />
      {page.rows.length > 0 && <EventTable caption={t(`filter.${filter}`)} rows={page.rows} />}
      {page.rows.length === 0 && filter === 'all' && (
        <EmptyState title={t('empty')}>{t('emptyText')}</EmptyState>
      )}
      {page.rows.length === 0 && filter !== 'all' && (
        <EmptyState
          title={t('emptyFilter')}
          action={
            <Link href="/merchant/events" className="link">
              {t('showAll')}
            </Link>
          }
        >
          {t('emptyFilterText')}
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
