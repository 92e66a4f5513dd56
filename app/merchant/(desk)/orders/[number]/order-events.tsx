import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { Moment } from '@/app/merchant/ui/moment';
import { EventLabel } from '@/app/merchant/ui/states';
import type { EventRow } from '@/lib/orders/merchant/load-order';
import { shortSpan } from '@/lib/reports/delay';

/** What Stripe told about an order, and what became of each message. */
export function OrderEvents({ events }: { events: EventRow[] }) {
  const t = useTranslations('merchant');
  const locale = useLocale();
  if (events.length === 0) return <p className="text-sm text-ink-faint">{t('order.noEvents')}</p>;
  return (
    <ul className="border-b border-rule text-sm">
      {events.map((event) => (
        <li
          key={event.id}
          className="flex flex-wrap items-baseline justify-between gap-x-4 border-t border-rule py-2.5"
        >
          <Link href={`/merchant/events/${event.id}`} prefetch={false} className="link">
            {event.type}
          </Link>
          <EventLabel event={event} />
          <span className="figures w-full text-xs text-ink-faint">
            <Moment at={event.receivedAt} exact />
            {event.handledAt &&
              ` · ${t('order.took', {
                span: shortSpan(event.handledAt.getTime() - event.receivedAt.getTime(), locale),
              })}`}
          </span>
          {event.lastError && (
            <span className="w-full text-xs [overflow-wrap:anywhere] text-ink-soft">{event.lastError}</span>
          )}
        </li>
      ))}
    </ul>
  );
}
