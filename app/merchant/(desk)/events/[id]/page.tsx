import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import { Moment } from '@/app/merchant/ui/moment';
import { EventLabel } from '@/app/merchant/ui/states';
import { DefinitionList } from '@/app/ui/definition-list';
import { requireMerchant } from '@/lib/auth/guard';
import { orderNumber } from '@/lib/order-number';
import { dashboardUrl } from '@/lib/orders/merchant/dashboard-links';
import { loadEvent } from '@/lib/orders/merchant/list-events';
import { shortSpan } from '@/lib/reports/delay';

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await params).id };
}

/** One event with everything Stripe wrote in it. */
export default async function EventPage({ params }: Props) {
  const { id } = await params;
  await requireMerchant(`/merchant/events/${encodeURIComponent(id)}`);
  const event = await loadEvent(id);
  if (!event) notFound();
  const [t, health, locale] = await Promise.all([
    getTranslations('merchant.event'),
    getTranslations('health.endpoint'),
    getLocale(),
  ]);
  const { handledAt, receivedAt } = event;
  const number = orderNumber({ number: event.orderNumber });
  const rows = [
    {
      label: t('order'),
      value: number ? (
        <Link href={`/merchant/orders/${number}`} className="link figures">
          {number}
        </Link>
      ) : (
        t('noOrder')
      ),
    },
    { label: t('object'), value: <Code>{event.objectId ?? ''}</Code> },
    { label: t('created'), value: <Moment at={event.createdAt} exact /> },
    {
      label: t('received'),
      value: (
        <>
          <Moment at={receivedAt} exact />
          {!event.delivered && <span className="text-waiting"> · {health('fetched')}</span>}
        </>
      ),
    },
    {
      label: t('handled'),
      value: handledAt
        ? t.rich('handledAfter', {
            time: () => <Moment at={handledAt} exact />,
            span: shortSpan(handledAt.getTime() - receivedAt.getTime(), locale),
          })
        : t('notYet'),
    },
    { label: t('attempts'), value: <span className="figures">{event.attempts}</span> },
    ...(event.lastError ? [{ label: t('error'), value: event.lastError }] : []),
    { label: t('mode'), value: t(event.livemode ? 'live' : 'test') },
    { label: t('version'), value: event.apiVersion ?? '' },
    {
      label: t('dashboard'),
      value: (
        <a
          href={dashboardUrl('event', event.id, event.livemode)}
          target="_blank"
          rel="noreferrer"
          className="link font-mono text-xs [overflow-wrap:anywhere]"
        >
          {event.id}
        </a>
      ),
    },
  ];
  return (
    <>
      <Link
        href="/merchant/events"
        className="inline-flex min-h-11 items-center text-sm text-ink-soft hover:text-accent"
      >
        ← {t('back')}
      </Link>
      <header className="mb-6 flex flex-wrap items-baseline justify-between gap-x-8 gap-y-1">
        <h1 className="display text-title [overflow-wrap:anywhere]">{event.type}</h1>
        <EventLabel event={event} />
      </header>
      <DefinitionList rows={rows} className="max-w-[46rem]" />
      <h2 className="mt-8 mb-2 text-sm font-medium">{t('payload')}</h2>
      {event.payload === null ? (
        <p className="text-sm text-ink-soft">{t('payloadPruned')}</p>
      ) : (
        <pre className="border border-rule bg-sheet p-4 font-mono text-xs whitespace-pre-wrap [overflow-wrap:anywhere]">
          {JSON.stringify(event.payload, null, 2)}
        </pre>
      )}
    </>
  );
}

function Code({ children }: { children: string }) {
  return <code className="font-mono text-xs [overflow-wrap:anywhere]">{children}</code>;
}
