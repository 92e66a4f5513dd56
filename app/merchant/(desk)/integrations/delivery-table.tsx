import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { StateLabel, type StateTone } from '@/app/ui/state-label';
import { type DeliveryRow, testKind } from '@/lib/integrations/deliveries';
import { orderNumber } from '@/lib/order-number';
import { Moment } from '../../ui/moment';
import { SendAgainForm } from './send-again-form';

const head = 'pb-2 pr-6 text-left font-normal';
const cell = 'py-2.5 pr-6 align-top max-lg:p-0';

const tones: Record<'queued' | 'failing' | 'delivered' | 'given_up', StateTone> = {
  queued: 'waiting',
  failing: 'attention',
  delivered: 'good',
  given_up: 'attention',
};

/** Messages and what became of them; on a narrow screen each as a small sheet of its own. */
export function DeliveryTable({ caption, rows }: { caption: string; rows: DeliveryRow[] }) {
  const t = useTranslations('integrations.deliveries.columns');
  return (
    <table className="mt-4 w-full border-b border-rule text-sm max-lg:block">
      <caption className="sr-only">{caption}</caption>
      <thead className="label max-lg:sr-only">
        <tr>
          {(['at', 'message', 'order', 'to', 'state', 'tries', 'answer'] as const).map((column) => (
            <th key={column} scope="col" className={`${head} ${column === 'tries' ? 'text-right' : ''}`}>
              {t(column)}
            </th>
          ))}
          <th scope="col" className="pb-2">
            <span className="sr-only">{t('again')}</span>
          </th>
        </tr>
      </thead>
      {rows.map((row) => (
        <Row key={row.id} row={row} />
      ))}
    </table>
  );
}

function Row({ row }: { row: DeliveryRow }) {
  const t = useTranslations('integrations.deliveries');
  const {
    id,
    kind,
    state,
    attempts,
    lastStatus,
    lastError,
    queuedAt,
    endpoint,
    payload,
    orderNumber: number,
  } = row;
  const shown = state === 'queued' && attempts > 0 ? 'failing' : state;
  return (
    <tbody className="border-t border-rule max-lg:block max-lg:py-3">
      <tr className="max-lg:grid max-lg:grid-cols-[1fr_auto] max-lg:gap-x-4 max-lg:gap-y-1">
        <td className={`${cell} text-ink-faint max-lg:order-3`}>
          <Moment at={queuedAt} exact />
        </td>
        <th scope="row" className={`${cell} text-left font-normal max-lg:order-1`}>
          <span className="font-medium">{kind}</span>
          <details className="text-xs">
            <summary className="w-fit cursor-pointer py-3 text-ink-faint hover:text-accent lg:py-0.5">
              {t('payload')}
            </summary>
            <p className="mb-1 font-mono text-ink-faint">{id}</p>
            <pre className="max-w-[calc(100vw-3rem)] overflow-x-auto border border-rule bg-sheet p-3 font-mono whitespace-pre-wrap [overflow-wrap:anywhere] lg:max-w-[34rem]">
              {JSON.stringify(inOrder(payload), null, 2)}
            </pre>
          </details>
        </th>
        <td className={`${cell} figures whitespace-nowrap max-lg:order-4 max-lg:text-right`}>
          {number === null ? (
            <span className="text-ink-faint max-lg:hidden">{t('noOrder')}</span>
          ) : (
            <Link href={`/merchant/orders/${number}`} prefetch={false} className="link">
              {orderNumber({ number })}
            </Link>
          )}
        </td>
        <td
          className={`${cell} max-w-[14rem] truncate font-mono text-xs text-ink-soft max-lg:order-5 max-lg:col-span-2 max-lg:max-w-full lg:pt-3`}
          title={endpoint.url}
        >
          {endpoint.url.replace(/^https?:\/\//, '')}
        </td>
        <td className={`${cell} whitespace-nowrap max-lg:order-2`}>
          <StateLabel tone={tones[shown]}>{t(`state.${shown}`)}</StateLabel>
        </td>
        <td className={`${cell} figures text-right text-ink-soft max-lg:hidden`}>{attempts}</td>
        <td className={`${cell} max-lg:order-6 max-lg:col-span-2`}>
          <span className="figures text-ink-soft">
            {lastStatus ?? (attempts > 0 ? t('noAnswer') : t('notYet'))}
          </span>
          {lastError && (
            <span
              className={`line-clamp-3 max-w-[40ch] text-xs [overflow-wrap:anywhere] ${state === 'delivered' ? 'text-ink-soft' : 'text-attention'}`}
            >
              {lastError}
            </span>
          )}
        </td>
        <td className="py-1.5 align-top max-lg:order-7 max-lg:col-span-2 max-lg:p-0">
          {kind !== testKind && endpoint.active && (
            <SendAgainForm
              id={id}
              text={t('again')}
              label={t('againOf', { kind })}
              pendingText={t('sending')}
            />
          )}
        </td>
      </tr>
    </tbody>
  );
}

/** The database keeps no order among the parts of a message; it goes out with its kind first. */
function inOrder(payload: DeliveryRow['payload']): unknown {
  if (typeof payload !== 'object' || payload === null || Array.isArray(payload)) return payload;
  const { type, timestamp, data } = payload;
  return { type, timestamp, data };
}
