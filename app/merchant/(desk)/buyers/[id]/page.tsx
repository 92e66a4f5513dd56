import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import { Moment } from '@/app/merchant/ui/moment';
import { EmptyState } from '@/app/ui/empty-state';
import { Notice } from '@/app/ui/notice';
import { Price } from '@/app/ui/price';
import { requireMerchant } from '@/lib/auth/guard';
import { loadMerchantBuyer, mostShown } from '@/lib/orders/merchant/load-buyer';
import { isUuid } from '@/lib/uuid';
import { OrderTable } from '../../order-table';
import { Section } from '../../orders/[number]/section';
import { EraseForm } from '../erase-form';
import { BuyerFacts } from './facts';
import { Accesses, Keys } from './granted';

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('buyers.page'))('title') };
}

/** One buyer, over all their orders. */
export default async function BuyerPage({ params }: Props) {
  const { id } = await params;
  await requireMerchant(`/merchant/buyers/${encodeURIComponent(id)}`);
  const buyer = isUuid(id) ? await loadMerchantBuyer(id, await getLocale()) : null;
  if (!buyer) notFound();
  const t = await getTranslations('buyers');
  const { erasedAt } = buyer;
  return (
    <>
      <Link
        href="/merchant/buyers"
        className="inline-flex min-h-11 items-center text-sm text-ink-soft hover:text-accent"
      >
        ← {t('page.back')}
      </Link>
      <header className="border-b border-rule pb-5">
        <div className="flex flex-wrap items-baseline justify-between gap-x-8 gap-y-1">
          <h1 className="display text-heading [overflow-wrap:anywhere]">
            {erasedAt ? t('page.erasedName') : (buyer.name ?? buyer.email)}
          </h1>
          <p className="display text-title">
            {buyer.spent.map(({ currency, amount }) => (
              <Price key={currency} amount={amount} currency={currency} className="block text-right" />
            ))}
          </p>
        </div>
        <p className="mt-2 text-sm text-ink-soft">
          {t.rich('page.lead', {
            count: buyer.orders,
            time: () => <Moment at={buyer.createdAt} />,
          })}
        </p>
        {erasedAt && (
          <Notice className="mt-5 max-w-[70ch]" title={t('page.erased')}>
            {t('page.erasedText')}
          </Notice>
        )}
      </header>
      <div className="mt-8 grid gap-x-14 gap-y-10 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="min-w-0">
          <Section id="orders" title={t('page.orders')}>
            {buyer.rows.length > 0 ? (
              <OrderTable caption={t('page.orders')} rows={buyer.rows} withBuyer={false} />
            ) : (
              <EmptyState title={t('page.noOrders')}>{t('page.noOrdersText')}</EmptyState>
            )}
            {buyer.orders > mostShown && (
              <p className="mt-3 text-sm text-ink-faint">{t('page.newest', { count: mostShown })}</p>
            )}
          </Section>
        </div>
        <aside className="min-w-0">
          <Section id="facts" title={t('page.facts')}>
            <BuyerFacts buyer={buyer} />
          </Section>
          <Section id="access" title={t('page.access')}>
            <Accesses rows={buyer.entitlements} />
          </Section>
          <Section id="keys" title={t('page.keys')}>
            <Keys rows={buyer.keys} />
          </Section>
          <Section id="erase" title={t('erase.title')}>
            <EraseForm
              what="buyer"
              id={buyer.id}
              offered={erasedAt === null}
              texts={{
                lead: t('erase.leadBuyer', { count: buyer.orders }),
                open: t('erase.open'),
                confirm: t('erase.confirmBuyer', { email: buyer.email ?? '' }),
                submit: t('erase.submit'),
                pending: t('erase.pending'),
                done: t('erase.alreadyText'),
              }}
            />
          </Section>
        </aside>
      </div>
    </>
  );
}
