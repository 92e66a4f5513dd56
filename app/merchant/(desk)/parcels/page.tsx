import type { Metadata } from 'next';
import Link from 'next/link';
import { getFormatter, getTranslations } from 'next-intl/server';
import { Button } from '@/app/ui/button';
import { EmptyState } from '@/app/ui/empty-state';
import { requireMerchant } from '@/lib/auth/guard';
import { countCeiling } from '@/lib/orders/merchant/order-counts';
import { countParcels, listParcels, parcelFilters } from '@/lib/orders/parcels/list-parcels';
import { FilterTabs } from '../../ui/filter-tabs';
import { ListHeading } from '../../ui/list-heading';
import { Pager, pageHref } from '../../ui/pager';
import type { SearchParams } from '../orders-url';
import { carrierNames, deskTexts } from './desk-texts';
import { ParcelDesk } from './parcel-desk';
import { ParcelTable, slipsForm } from './parcel-table';
import { parcelsUrl, readParcelQuery, slipsUrl } from './parcels-url';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('parcels'))('title') };
}

/** What has to leave the house, and what has left it. */
export default async function ParcelsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const query = readParcelQuery(await searchParams);
  await requireMerchant(parcelsUrl(query));
  const { filter, paging } = query;
  const [t, format, page, counts] = await Promise.all([
    getTranslations('parcels'),
    getFormatter(),
    listParcels(filter, paging),
    countParcels(),
  ]);
  const first = parcelsUrl({ filter });
  const shown = (count: number) =>
    count >= countCeiling ? t('orMore', { count: format.number(count) }) : format.number(count);
  return (
    <>
      <ListHeading title={t('title')} lead={t(`lead.${filter}`)} />
      <FilterTabs
        label={t('filters')}
        tabs={parcelFilters.map((name) => ({
          href: parcelsUrl({ filter: name }),
          text: t(`filter.${name}`),
          count: shown(counts[name]),
          current: name === filter,
        }))}
      />
      <ParcelDesk texts={deskTexts(t)} carrierNames={carrierNames}>
        {page.rows.length > 0 ? (
          <>
            <form
              id={slipsForm}
              action="/merchant/parcels/slips"
              className="mt-3 flex flex-wrap items-center gap-x-6"
            >
              <Button type="submit" look="secondary" className="px-3 text-sm lg:min-h-9! lg:py-1">
                {t('printSelected')}
              </Button>
              <Link
                href={slipsUrl(page.rows.map(({ id }) => id))}
                prefetch={false}
                className="link inline-flex min-h-11 items-center text-sm text-ink-soft"
              >
                {t('printAll')}
              </Link>
            </form>
            <ParcelTable filter={filter} rows={page.rows} />
          </>
        ) : (
          <div className="mt-4">
            <EmptyState title={t(`empty.${filter}`)}>{t(`empty.${filter}Text`)}</EmptyState>
          </div>
        )}
      </ParcelDesk>
      <Pager
        newer={pageHref(first, 'newer', page.newer)}
        older={pageHref(first, 'older', page.older)}
        newest={first}
        texts={{
          label: t('pager.label'),
          newer: t('pager.back'),
          newest: t('pager.start'),
          older: t('pager.on'),
        }}
      />
    </>
  );
}
