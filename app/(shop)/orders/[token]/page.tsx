import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getFormatter, getLocale, getTranslations } from 'next-intl/server';
import { ButtonLink } from '@/app/ui/button';
import { readOrderListToken } from '@/lib/buyers/order-list-url';
import { loadOrderList } from '@/lib/orders/buyer/load-order-list';
import { privatePage } from '../../order/page-metadata';
import { StateScreen } from '../../order/state-screen';
import { OrderList } from './order-list';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('buyers.mine');
  return { ...privatePage, title: t('meta') };
}

/** Everything one person bought, by the link that was sent to their address, for half an hour (I8). */
export default async function OrderListPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const access = readOrderListToken(token);
  if (access.state === 'unknown') notFound();
  const [t, format, locale] = await Promise.all([
    getTranslations('buyers.mine'),
    getFormatter(),
    getLocale(),
  ]);
  const list = access.state === 'open' ? await loadOrderList(access.buyerId, locale) : null;
  if (access.state === 'closed' || !list) {
    return (
      <StateScreen condition="torn" title={t('expiredTitle')} text={t('expiredText')}>
        <ButtonLink href="/orders">{t('askAgain')}</ButtonLink>
      </StateScreen>
    );
  }
  const time = format.dateTime(access.until, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  return (
    <div className="wrap pt-10 sm:pt-16">
      <h1 className="display text-display">{t('title')}</h1>
      <p className="mt-6 max-w-[60ch] text-lg [overflow-wrap:anywhere] text-ink-soft">
        {t('lead', { email: list.email, time })}
      </p>
      <OrderList orders={list.orders} />
    </div>
  );
}
