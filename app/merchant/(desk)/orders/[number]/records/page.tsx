import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { Moment } from '@/app/merchant/ui/moment';
import { EmptyState } from '@/app/ui/empty-state';
import { Notice } from '@/app/ui/notice';
import { requireMerchant } from '@/lib/auth/guard';
import { orderNumber, parseOrderNumber } from '@/lib/order-number';
import { loadOrderRecords, openRecord } from '@/lib/orders/merchant/order-records';
import { RecordList } from './record-list';

interface Props {
  params: Promise<{ number: string }>;
  searchParams: Promise<{ open?: string | string[] }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const number = parseOrderNumber((await params).number);
  if (number === null) return {};
  return { title: (await getTranslations('merchant.records'))('title', { number: orderNumber({ number }) }) };
}

/** What Stripe returned about an order, copy by copy; the one the address names is open. */
export default async function RecordsPage({ params, searchParams }: Props) {
  const [{ number: asked }, { open }] = await Promise.all([params, searchParams]);
  await requireMerchant(`/merchant/orders/${encodeURIComponent(asked)}/records`);
  const number = parseOrderNumber(asked);
  const order = number === null ? null : await loadOrderRecords(number);
  if (!order) notFound();
  const [t, opened] = await Promise.all([getTranslations('merchant.records'), openRecord(order.id, open)]);
  const { erasedAt } = order;
  const name = orderNumber(order);
  const address = `/merchant/orders/${name}`;
  return (
    <>
      <Link
        href={address}
        className="figures inline-flex min-h-11 items-center text-sm text-ink-soft hover:text-accent"
      >
        ← {name}
      </Link>
      <header className="mb-8">
        <h1 className="display text-title">{t('title', { number: name })}</h1>
        <p className="mt-2 max-w-[70ch] text-sm text-ink-soft">{t('lead')}</p>
        {erasedAt && (
          <Notice className="mt-5 max-w-[70ch]">
            {t.rich('erased', { time: () => <Moment at={erasedAt} /> })}
          </Notice>
        )}
      </header>
      {order.records.length === 0 ? (
        <EmptyState title={t('none')}>{t('noneText')}</EmptyState>
      ) : (
        <RecordList records={order.records} opened={opened} address={`${address}/records`} />
      )}
    </>
  );
}
