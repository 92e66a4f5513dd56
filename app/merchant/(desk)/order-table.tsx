import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { Price } from '@/app/ui/price';
import { lineName } from '@/lib/catalogue/line-name';
import { orderNumber } from '@/lib/order-number';
import type { OrderRow } from '@/lib/orders/merchant/list-orders';
import { fulfillmentDelay, shortSpan } from '@/lib/reports/delay';
import { AttentionText } from '../ui/attention-text';
import { Moment } from '../ui/moment';
import { FulfillmentLabel, PaymentLabel } from '../ui/states';

const head = 'pb-2 pr-6 text-left font-normal';

/**
 * Orders as a table; on a narrow screen each as a small sheet of its own. One body for each order, so that the reason
 * it needs a hand can take a line for itself.
 */
export function OrderTable({
  caption,
  rows,
  withBuyer = true,
}: {
  caption: string;
  rows: OrderRow[];
  /** False where all of them are one buyer's, named above */
  withBuyer?: boolean;
}) {
  const t = useTranslations('merchant.orders');
  return (
    <table className="mt-4 w-full border-b border-rule text-sm max-lg:block">
      <caption className="sr-only">{caption}</caption>
      <thead className="label max-lg:sr-only">
        <tr>
          <th scope="col" className={head}>
            {t('columns.order')}
          </th>
          {withBuyer && (
            <th scope="col" className={head}>
              {t('columns.buyer')}
            </th>
          )}
          <th scope="col" className={head}>
            {t('columns.items')}
          </th>
          <th scope="col" className={`${head} text-right`}>
            {t('columns.amount')}
          </th>
          <th scope="col" className={head}>
            {t('columns.payment')}
          </th>
          <th scope="col" className={head}>
            {t('columns.fulfillment')}
          </th>
          {withBuyer && (
            <th scope="col" className="pb-2 text-left font-normal">
              {t('columns.origin')}
            </th>
          )}
        </tr>
      </thead>
      {rows.map((order) => (
        <Row key={order.id} order={order} withBuyer={withBuyer} />
      ))}
    </table>
  );
}

const cell = 'py-2.5 pr-6 align-top max-lg:p-0';

function Row({ order, withBuyer }: { order: OrderRow; withBuyer: boolean }) {
  const t = useTranslations('merchant');
  const number = orderNumber(order);
  return (
    <tbody className="border-t border-rule max-lg:block max-lg:py-3 hover:bg-sheet">
      <tr className="max-lg:grid max-lg:grid-cols-[1fr_auto] max-lg:gap-x-4 max-lg:gap-y-1">
        <th scope="row" className={`${cell} text-left font-normal whitespace-nowrap`}>
          <Link
            href={`/merchant/orders/${number}`}
            prefetch={false}
            className="figures font-medium hover:text-accent max-lg:inline-block max-lg:py-1"
          >
            {number}
          </Link>
          <br className="max-lg:hidden" />
          <Moment at={order.createdAt} className="text-ink-faint max-lg:ml-2 lg:text-xs" />
        </th>
        {withBuyer && (
          <td className={`${cell} lg:max-w-[15rem] max-lg:order-3 max-lg:col-span-2`}>
            <span className="block truncate">
              {order.name ?? <span className="text-ink-faint">{t('orders.noName')}</span>}
            </span>
            <span className="block truncate text-ink-faint lg:text-xs">{order.email}</span>
          </td>
        )}
        <td className={`${cell} text-ink-soft lg:w-full max-lg:order-4 max-lg:col-span-2`}>
          <Items order={order} />
        </td>
        <td className={`${cell} text-right font-medium max-lg:order-2 max-lg:py-1`}>
          <Price amount={order.amountTotal} currency={order.currency} />
          {order.amountDifference !== 0 && (
            <span className="block text-xs font-normal whitespace-nowrap text-attention">
              {t('orders.differs')}
            </span>
          )}
        </td>
        <td className={`${cell} whitespace-nowrap max-lg:order-5`}>
          <PaymentLabel state={order.payment} lost={order.amountLost > 0} />
        </td>
        <td className={`${cell} whitespace-nowrap max-lg:order-6 max-lg:text-right`}>
          <FulfillmentLabel order={order} />
          <How order={order} />
        </td>
        {withBuyer && (
          <td className="py-2.5 align-top whitespace-nowrap text-ink-soft max-lg:order-7 max-lg:col-span-2 max-lg:p-0 max-lg:text-xs max-lg:text-ink-faint">
            {t(`origin.${order.origin}`)}
          </td>
        )}
      </tr>
      {order.attention && (
        <tr className="max-lg:mt-1.5 max-lg:block">
          <td className="max-lg:hidden" />
          <td colSpan={withBuyer ? 6 : 4} className="pb-3 text-attention max-lg:block max-lg:p-0">
            <AttentionText of={order.attention} className="max-w-[80ch] not-first:mt-1" />
          </td>
        </tr>
      )}
    </tbody>
  );
}

function Items({ order: { lines, moreLines } }: { order: OrderRow }) {
  const t = useTranslations('merchant.orders');
  const locale = useLocale();
  if (lines.length === 0) return t('noItems');
  return (
    <span className="line-clamp-2">
      {lines.map((line, index) => (
        <span key={line.id}>
          {index > 0 && ', '}
          {line.quantity > 1 && <span className="figures">{t('quantity', { count: line.quantity })} </span>}
          {lineName(line, locale)}
        </span>
      ))}
      {moreLines > 0 && ` ${t('more', { count: moreLines })}`}
    </span>
  );
}

/** What set the fulfilment off, and how long after the payment. */
function How({ order }: { order: OrderRow }) {
  const t = useTranslations('merchant');
  const locale = useLocale();
  const delay = fulfillmentDelay(order);
  if (delay === null || !order.fulfilledBy) return null;
  return (
    <span className="figures block text-xs text-ink-faint">
      {t('after', { trigger: t(`trigger.${order.fulfilledBy}`), span: shortSpan(delay, locale) })}
    </span>
  );
}
