import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Price } from '@/app/ui/price';
import type { OrderCounts } from '@/lib/orders/merchant/order-counts';
import type { Takings } from '@/lib/reports/takings';
import { ordersUrl } from './orders-url';

/** The four figures one looks for first: what is to be done, and what came in today. */
export function Summary({
  counts,
  takings,
  shown,
}: {
  counts: OrderCounts;
  takings: Takings[];
  shown: (count: number) => string;
}) {
  const t = useTranslations('merchant.orders');
  const orders = takings.reduce((sum, one) => sum + one.orders, 0);
  return (
    <dl className="mt-5 grid grid-cols-2 border-y border-rule lg:grid-cols-4">
      <Figure
        label={
          <Link href={ordersUrl({ filter: 'attention' })} className="hover:text-accent">
            {t('attention')}
          </Link>
        }
      >
        <span className={counts.attention > 0 ? 'text-attention' : ''}>{shown(counts.attention)}</span>
      </Figure>
      <Figure
        label={
          <Link href={ordersUrl({ filter: 'to_ship' })} className="hover:text-accent">
            {t('toShip')}
          </Link>
        }
      >
        {shown(counts.to_ship)}
      </Figure>
      <Figure
        label={
          <Link href={ordersUrl({ filter: 'awaiting' })} className="hover:text-accent">
            {t('awaiting')}
          </Link>
        }
      >
        {shown(counts.awaiting)}
      </Figure>
      <Figure label={t('today')} note={t('todayOrders', { count: orders })}>
        {takings.length > 0 ? (
          <span className="flex flex-wrap gap-x-4">
            {takings.map(({ currency, amount }) => (
              <Price key={currency} amount={amount} currency={currency} />
            ))}
          </span>
        ) : (
          '0'
        )}
      </Figure>
    </dl>
  );
}

function Figure({ label, note, children }: { label: ReactNode; note?: string; children: ReactNode }) {
  return (
    <div className="border-rule py-3 pr-4 not-first:pl-4 max-lg:odd:pl-0 max-lg:even:border-l max-lg:nth-[n+3]:border-t lg:not-first:border-l">
      <dt className="label">
        {label}
        {note && <span className="max-sm:block sm:before:content-['_·_']">{note}</span>}
      </dt>
      <dd className="display figures mt-0.5 text-title">{children}</dd>
    </div>
  );
}
