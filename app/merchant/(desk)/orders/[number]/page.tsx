import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { getFormatter, getLocale, getNow, getTranslations } from 'next-intl/server';
import { AttentionText } from '@/app/merchant/ui/attention-text';
import { LiveNote } from '@/app/merchant/ui/live-note';
import { Moment } from '@/app/merchant/ui/moment';
import { FulfillmentLabel, PaymentLabel } from '@/app/merchant/ui/states';
import { Notice } from '@/app/ui/notice';
import { Price } from '@/app/ui/price';
import { Badge } from '@/app/ui/state-label';
import { requireMerchant } from '@/lib/auth/guard';
import { readAttention } from '@/lib/fulfillment/attention-words';
import { isPaid } from '@/lib/is-paid';
import { formatMoney } from '@/lib/money';
import { orderNumber, parseOrderNumber } from '@/lib/order-number';
import { loadMerchantOrder } from '@/lib/orders/merchant/load-order';
import { ordersPulse } from '@/lib/orders/merchant/pulse';
import { canRetry } from '@/lib/orders/merchant/retry-fulfillment';
import { EraseOrder } from '../../buyers/erase-order';
import { DisputeNotice } from './dispute-notice';
import { BuyerFacts, PaymentFacts } from './facts';
import { Lines } from './lines';
import { Mails } from './mails';
import { OrderEvents } from './order-events';
import { Parcels } from './parcels';
import { Refunds } from './refunds';
import { RetryForm } from './retry-form';
import { Section } from './section';
import { Subscription } from './subscription';
import { Timeline } from './timeline';

type Props = { params: Promise<{ number: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const number = parseOrderNumber((await params).number);
  return number === null ? {} : { title: orderNumber({ number }) };
}

const clock = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' } as const;

/** Everything about one order, and what a person can do for it. */
export default async function OrderPage({ params }: Props) {
  const { number: asked } = await params;
  await requireMerchant(`/merchant/orders/${encodeURIComponent(asked)}`);
  const number = parseOrderNumber(asked);
  const order = number === null ? null : await loadMerchantOrder(number);
  if (!order) notFound();
  const [t, locale, format, now, pulse] = await Promise.all([
    getTranslations('merchant'),
    getLocale(),
    getFormatter(),
    getNow(),
    ordersPulse(order.id),
  ]);
  const toShip = order.parcels.some(({ state }) => state === 'awaiting_shipment');
  const shipped = !toShip && order.parcels.some(({ state }) => state === 'shipped' || state === 'delivered');
  const backOrdered = order.lines.some(({ backOrderedAt }) => backOrderedAt !== null);
  const paid = isPaid(order.payment);
  const attention = readAttention(order.attention, order.lines);
  // What arrives is sent by itself: nothing is left to press here.
  const waitsForStock = paid && backOrdered && order.fulfillment !== 'needs_attention';
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-x-8">
        <Link
          href="/merchant"
          className="inline-flex min-h-11 items-center text-sm text-ink-soft hover:text-accent"
        >
          ← {t('order.back')}
        </Link>
        <LiveNote
          pulse={pulse}
          order={order.id}
          upToDate={t('orders.upToDate', { time: format.dateTime(now, clock) })}
          news={t('orders.news')}
          show={t('orders.show')}
        />
      </div>
      <header className="border-b border-rule pb-5">
        <div className="flex flex-wrap items-baseline justify-between gap-x-8 gap-y-1">
          <h1 className="display figures text-heading">{orderNumber(order)}</h1>
          <p className="flex flex-wrap items-baseline gap-x-3">
            {order.amountRefunded > 0 && (
              <span className="label">
                {t('order.ofIt', { amount: formatMoney(order.amountRefunded, order.currency, locale) })}
              </span>
            )}
            <span className="display text-title">
              <Price amount={order.amountTotal} currency={order.currency} />
            </span>
          </p>
        </div>
        <p className="mt-2 flex flex-wrap items-baseline gap-x-6 gap-y-1 text-sm">
          <PaymentLabel state={order.payment} lost={order.amountLost > 0} />
          <FulfillmentLabel order={{ ...order, backOrdered, toShip, shipped }} />
          <span className="text-ink-faint">
            {t.rich('order.placed', { time: () => <Moment at={order.createdAt} /> })}
          </span>
          {!order.livemode && <Badge>{t('order.test')}</Badge>}
        </p>
        {order.payment === 'disputed' && <DisputeNotice order={order} />}
        {attention && (
          <Notice tone="attention" title={t('order.attention')} className="mt-5 max-w-[70ch]">
            <AttentionText of={attention} className="not-first:mt-1" />
          </Notice>
        )}
        {order.amountDifference !== 0 && (
          <Notice tone="attention" title={t('order.differs')} className="mt-5 max-w-[70ch]">
            {t('order.differsText', {
              how: order.amountDifference > 0 ? 'more' : 'less',
              amount: formatMoney(Math.abs(order.amountDifference), order.currency, locale),
            })}
          </Notice>
        )}
        <RetryForm
          orderId={order.id}
          offered={canRetry(order) && !waitsForStock && order.payment !== 'refunded'}
          text={t(paid ? 'order.retry' : 'order.ask')}
          hint={t(paid ? 'order.retryHint' : 'order.askHint')}
          pendingText={t('order.retrying')}
        />
      </header>
      <div className="mt-8 grid gap-x-14 gap-y-10 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="min-w-0">
          <Section id="items" title={t('order.items')}>
            <Lines order={order} />
          </Section>
          {order.parcels.length > 0 && (
            <Section id="parcels" title={t('order.parcels')}>
              <Parcels order={order} />
            </Section>
          )}
          <Section id="timeline" title={t('order.timeline')}>
            <Timeline order={order} />
          </Section>
        </div>
        <aside className="min-w-0">
          <Section id="buyer" title={t('order.buyer')}>
            <BuyerFacts order={order} />
          </Section>
          <Section id="payment" title={t('order.payment')}>
            <PaymentFacts order={order} />
            <Link
              href={`/merchant/orders/${orderNumber(order)}/records`}
              prefetch={false}
              className="link mt-2 inline-flex min-h-11 items-center text-sm"
            >
              {t('records.link')}
            </Link>
          </Section>
          {(order.refunds.length > 0 || order.amountLost > 0 || isPaid(order.payment)) && (
            <Section id="refunds" title={t('order.refunds')}>
              <Refunds order={order} />
            </Section>
          )}
          {order.subscriptionId !== null && (
            <Section id="subscription" title={t('order.subscription')}>
              <Subscription order={order} />
            </Section>
          )}
          <EraseOrder order={order} />
          <Section id="mails" title={t('order.mails')}>
            <Mails mails={order.mails} />
          </Section>
          <Section id="events" title={t('order.events')}>
            <OrderEvents events={order.events} />
          </Section>
        </aside>
      </div>
    </>
  );
}
