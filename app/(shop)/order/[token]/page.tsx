import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import { loadBuyerOrder } from '@/lib/buyer-view/buyer-order';
import { orderOfToken } from '@/lib/buyer-view/order-link';
import { OrderSheet } from '../order-sheet';
import { privatePage } from '../page-metadata';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('order');
  return { ...privatePage, title: t('meta') };
}

/**
 * An order by the signed link that was sent to its buyer: in full, for good, as it stands now (I8). It asks our
 * database only.
 */
export default async function OrderPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const orderId = orderOfToken(token);
  const order = orderId ? await loadBuyerOrder(orderId, await getLocale()) : null;
  if (!order) notFound();
  return <OrderSheet order={order} credential={{ token }} />;
}
