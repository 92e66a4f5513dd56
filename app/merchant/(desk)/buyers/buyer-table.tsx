import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Price } from '@/app/ui/price';
import type { BuyerRow } from '@/lib/orders/merchant/list-buyers';
import { Moment } from '../../ui/moment';

const head = 'pb-2 pr-6 text-left font-normal';
const cell = 'py-2.5 pr-6 align-top max-lg:p-0';

/** Buyers as a table; on a narrow screen each as a small sheet of its own. */
export function BuyerTable({ caption, rows }: { caption: string; rows: BuyerRow[] }) {
  const t = useTranslations('buyers.list');
  return (
    <table className="mt-2 w-full border-b border-rule text-sm max-lg:block">
      <caption className="sr-only">{caption}</caption>
      <thead className="label max-lg:sr-only">
        <tr>
          <th scope="col" className={head}>
            {t('columns.buyer')}
          </th>
          <th scope="col" className={head}>
            {t('columns.since')}
          </th>
          <th scope="col" className={`${head} text-right`}>
            {t('columns.orders')}
          </th>
          <th scope="col" className={`${head} text-right`}>
            {t('columns.spent')}
          </th>
          <th scope="col" className="pb-2 text-right font-normal">
            {t('columns.last')}
          </th>
        </tr>
      </thead>
      <tbody className="max-lg:block">
        {rows.map((buyer) => (
          <tr
            key={buyer.id}
            className="border-t border-rule max-lg:grid max-lg:grid-cols-[1fr_auto] max-lg:gap-x-4 max-lg:gap-y-1 max-lg:py-3 hover:bg-sheet"
          >
            <th scope="row" className={`${cell} min-w-0 text-left font-normal lg:w-full`}>
              <Link
                href={`/merchant/buyers/${buyer.id}`}
                prefetch={false}
                className="block font-medium [overflow-wrap:anywhere] hover:text-accent max-lg:py-1"
              >
                {buyer.name ?? buyer.email}
              </Link>
              {buyer.name && (
                <span className="block [overflow-wrap:anywhere] text-ink-faint lg:text-xs">
                  {buyer.email}
                </span>
              )}
            </th>
            <td className={`${cell} text-ink-soft max-lg:hidden`}>
              <Moment at={buyer.createdAt} />
            </td>
            <td className={`${cell} figures text-right max-lg:order-4 max-lg:text-ink-soft`}>
              {buyer.orders}
              <span className="lg:sr-only"> {t('ordersWord', { count: buyer.orders })}</span>
            </td>
            <td className={`${cell} text-right font-medium max-lg:py-1`}>
              {buyer.spent.length === 0 && <span className="font-normal text-ink-faint">–</span>}
              {buyer.spent.map(({ currency, amount }) => (
                <Price key={currency} amount={amount} currency={currency} className="block" />
              ))}
            </td>
            <td className="py-2.5 text-right align-top text-ink-soft max-lg:order-3 max-lg:p-0 max-lg:text-left">
              {buyer.lastOrderAt ? <Moment at={buyer.lastOrderAt} /> : '–'}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
