import type { Metadata } from 'next';
import { getFormatter, getNow, getTimeZone, getTranslations } from 'next-intl/server';
import { requireMerchant } from '@/lib/auth/guard';
import { endpointHealth } from '@/lib/inbox/endpoint-health';
import { listOrders } from '@/lib/orders/merchant/list-orders';
import { countCeiling, countOrders } from '@/lib/orders/merchant/order-counts';
import { type OrderFilter, orderFilters } from '@/lib/orders/merchant/order-filters';
import { ordersPulse } from '@/lib/orders/merchant/pulse';
import { takingsToday } from '@/lib/reports/takings';
import { FilterTabs } from '../ui/filter-tabs';
import { LiveNote } from '../ui/live-note';
import { Pager, pageHref } from '../ui/pager';
import { EndpointNotice } from './endpoint-notice';
import { NoOrders } from './no-orders';
import { OrderSearch } from './order-search';
import { OrderTable } from './order-table';
import { ordersUrl, readOrderQuery, type SearchParams } from './orders-url';
import { Summary } from './summary';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('merchant.orders'))('title') };
}

const clock = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' } as const;

/** The fulfillment status page: what is paid, what went out, what needs a hand. */
export default async function OrdersPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const query = readOrderQuery(await searchParams);
  await requireMerchant(ordersUrl(query));
  // Before the rows: what happens between the two is then news, and never missed.
  const pulse = await ordersPulse();
  const timeZone = await getTimeZone();
  const [t, format, now, page, counts, takings, health] = await Promise.all([
    getTranslations('merchant.orders'),
    getFormatter(),
    getNow(),
    listOrders(query),
    countOrders(),
    takingsToday(timeZone),
    endpointHealth(),
  ]);
  const { filter, search } = query;
  const first = ordersUrl({ filter, search });
  // So rare that nobody looks for them while there are none.
  const rare = new Set<OrderFilter>(['back_ordered', 'differs']);
  const tabsShown = orderFilters.filter((name) => !rare.has(name) || name === filter || counts[name] > 0);
  const shown = (count: number) =>
    count >= countCeiling ? t('orMore', { count: format.number(count) }) : format.number(count);
  return (
    <>
      <div className="flex flex-wrap items-end justify-between gap-x-8 gap-y-1">
        <h1 className="display text-[1.75rem] leading-tight">{t('title')}</h1>
        <LiveNote
          pulse={pulse}
          upToDate={t('upToDate', { time: format.dateTime(now, clock) })}
          news={t('news')}
          show={t('show')}
        />
      </div>
      <EndpointNotice health={health} className="mt-5" />
      <Summary counts={counts} takings={takings} shown={shown} />
      <div className="mt-8 flex flex-col-reverse gap-x-8 gap-y-3 lg:flex-row lg:items-center lg:justify-between">
        <FilterTabs
          label={t('filters')}
          tabs={tabsShown.map((name) => ({
            href: ordersUrl({ filter: name, search }),
            text: t(`filter.${name}`),
            count: search ? undefined : shown(counts[name]),
            current: name === filter,
          }))}
        />
        <OrderSearch search={search} />
      </div>
      {page.rows.length > 0 ? (
        <OrderTable caption={search ? t('found', { search }) : t(`filter.${filter}`)} rows={page.rows} />
      ) : (
        <NoOrders query={query} />
      )}
      <Pager
        newer={pageHref(first, 'newer', page.newer)}
        older={pageHref(first, 'older', page.older)}
        newest={first}
      />
    </>
  );
}
