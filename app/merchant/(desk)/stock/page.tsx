import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { EmptyState } from '@/app/ui/empty-state';
import { requireMerchant } from '@/lib/auth/guard';
import { listKeyPools } from '@/lib/license-keys/key-pools';
import { listStock } from '@/lib/stock/receive-stock';
import { ListHeading } from '../../ui/list-heading';
import { PoolsTable } from './keys/pools-table';
import { ReceiveForm } from './receive-form';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('merchant.stock'))('title') };
}

const head = 'pb-2 pl-6 text-right font-normal whitespace-nowrap';
const figure = 'figures py-2.5 pl-6 text-right max-sm:p-0 max-sm:text-left';

/** Where the units of every counted product are, and a place to add those that arrive. */
export default async function StockPage() {
  await requireMerchant('/merchant/stock');
  const locale = await getLocale();
  const [t, rows, pools] = await Promise.all([
    getTranslations('merchant.stock'),
    listStock(locale),
    listKeyPools(locale),
  ]);
  return (
    <>
      <ListHeading title={t('title')} lead={t('lead')} />
      {rows.length === 0 ? (
        <EmptyState title={t('empty')}>{t('emptyText')}</EmptyState>
      ) : (
        <table className="w-full border-b border-rule text-sm max-sm:block">
          <caption className="sr-only">{t('title')}</caption>
          <thead className="label max-sm:sr-only">
            <tr>
              <th scope="col" className="w-full pb-2 text-left font-normal">
                {t('columns.product')}
              </th>
              <th scope="col" className={head}>
                {t('columns.onHand')}
              </th>
              <th scope="col" className={head} title={t('held')}>
                {t('columns.held')}
              </th>
              <th scope="col" className={head}>
                {t('columns.sold')}
              </th>
              <th scope="col" className={head}>
                {t('columns.received')}
              </th>
              <th scope="col" className="pb-2 pl-10 text-left font-normal">
                {t('columns.receive')}
              </th>
            </tr>
          </thead>
          <tbody className="max-sm:block">
            {rows.map(({ variantId, name, active, onHand, held, sold, received }) => (
              <tr
                key={variantId}
                className="border-t border-rule max-sm:grid max-sm:grid-cols-4 max-sm:gap-x-4 max-sm:gap-y-2 max-sm:py-3"
              >
                <th scope="row" className="py-2.5 text-left font-normal max-sm:col-span-4 max-sm:p-0">
                  <span className="font-medium">{name}</span>
                  {!active && <span className="ml-2 text-xs text-ink-faint">{t('inactive')}</span>}
                  {onHand === 0 && <span className="ml-2 text-xs text-attention">{t('none')}</span>}
                </th>
                <td className={`${figure} font-medium`}>
                  <Label>{t('columns.onHand')}</Label>
                  {onHand}
                </td>
                <td className={`${figure} text-ink-soft`}>
                  <Label>{t('columns.held')}</Label>
                  {held}
                </td>
                <td className={`${figure} text-ink-soft`}>
                  <Label>{t('columns.sold')}</Label>
                  {sold}
                </td>
                <td className={`${figure} text-ink-soft`}>
                  <Label>{t('columns.received')}</Label>
                  {received}
                </td>
                <td className="py-1.5 pl-10 max-sm:col-span-4 max-sm:p-0">
                  <ReceiveForm
                    variantId={variantId}
                    seen={received}
                    label={t('units', { name })}
                    text={t('receive')}
                    pendingText={t('receiving')}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <PoolsTable pools={pools} />
    </>
  );
}

/** The column's name beside the figure, where the columns are not columns any more. */
function Label({ children }: { children: string }) {
  return (
    <span aria-hidden="true" className="label block sm:hidden">
      {children}
    </span>
  );
}
