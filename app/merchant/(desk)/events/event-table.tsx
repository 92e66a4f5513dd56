import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { Fragment } from 'react';
import type { EventRow } from '@/lib/orders/merchant/load-order';
import { shortSpan } from '@/lib/reports/delay';
import { Moment } from '../../ui/moment';
import { EventLabel } from '../../ui/states';

const head = 'pb-2 pr-6 text-left font-normal';
const cell = 'py-2.5 pr-6 align-top max-lg:p-0';

/** Webhook events as a table; on a narrow screen each as a small sheet of its own. */
export function EventTable({ caption, rows }: { caption: string; rows: EventRow[] }) {
  const t = useTranslations('merchant.events.columns');
  return (
    <table className="mt-4 w-full border-b border-rule text-sm max-lg:block">
      <caption className="sr-only">{caption}</caption>
      <thead className="label max-lg:sr-only">
        <tr>
          <th scope="col" className={head}>
            {t('received')}
          </th>
          <th scope="col" className={head}>
            {t('event')}
          </th>
          <th scope="col" className={head}>
            {t('about')}
          </th>
          <th scope="col" className={head}>
            {t('state')}
          </th>
          <th scope="col" className={`${head} text-right`}>
            {t('attempts')}
          </th>
          <th scope="col" className="pb-2 text-right font-normal">
            {t('took')}
          </th>
        </tr>
      </thead>
      {rows.map((event) => (
        <Row key={event.id} event={event} />
      ))}
    </table>
  );
}

function Row({ event }: { event: EventRow }) {
  const t = useTranslations('merchant.events');
  const fetched = useTranslations('health.endpoint');
  const locale = useLocale();
  const { id, type, objectId, receivedAt, handledAt, attempts, lastError, state, delivered } = event;
  const took = handledAt ? shortSpan(handledAt.getTime() - receivedAt.getTime(), locale) : null;
  return (
    <tbody className="border-t border-rule max-lg:block max-lg:py-3 hover:bg-sheet">
      <tr className="max-lg:grid max-lg:grid-cols-[1fr_auto] max-lg:gap-x-4 max-lg:gap-y-0.5">
        <td className={`${cell} text-ink-faint max-lg:order-3`}>
          <Moment at={receivedAt} exact />
        </td>
        <th scope="row" className={`${cell} text-left font-normal max-lg:order-1`}>
          <Link
            href={`/merchant/events/${id}`}
            prefetch={false}
            className="font-medium hover:text-accent max-lg:inline-block max-lg:py-1"
          >
            <Breakable name={type} />
          </Link>
          <span className="block font-mono text-xs [overflow-wrap:anywhere] text-ink-faint">{id}</span>
          {!delivered && <span className="block text-xs text-waiting">{fetched('fetched')}</span>}
        </th>
        <td
          className={`${cell} font-mono text-xs text-ink-soft lg:max-w-[18rem] lg:truncate lg:pt-3 max-lg:hidden`}
          title={objectId ?? undefined}
        >
          {objectId ?? <span className="font-sans text-ink-faint">{t('nothing')}</span>}
        </td>
        <td className={`${cell} whitespace-nowrap max-lg:order-2 max-lg:py-1`}>
          <EventLabel event={event} />
        </td>
        <td className={`${cell} figures text-right text-ink-soft max-lg:hidden`}>{attempts}</td>
        <td className="figures py-2.5 text-right align-top whitespace-nowrap text-ink-soft max-lg:order-4 max-lg:p-0">
          {took ?? <span className="text-ink-faint">{state === 'pending' ? t('notYet') : '–'}</span>}
        </td>
      </tr>
      {lastError && (
        <tr className="max-lg:block">
          <td className="max-lg:hidden" />
          <td
            colSpan={5}
            className={`pb-2.5 max-lg:block max-lg:p-0 ${state === 'pending' ? 'text-attention' : 'text-ink-soft'}`}
          >
            <span className="line-clamp-2 max-w-[90ch] [overflow-wrap:anywhere]">{lastError}</span>
          </td>
        </tr>
      )}
    </tbody>
  );
}

/** The name of an event, which a narrow screen may break after its dots and underscores. */
function Breakable({ name }: { name: string }) {
  return name.split(/(?<=[._])/).map((part, index, { length }) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: parts of a name that never changes
    <Fragment key={index}>
      {part}
      {index < length - 1 && <wbr />}
    </Fragment>
  ));
}
