import Link from 'next/link';
import { useLocale, useNow, useTranslations } from 'next-intl';
import { z } from 'zod';
import { AttentionText } from '@/app/merchant/ui/attention-text';
import { Moment } from '@/app/merchant/ui/moment';
import { lineNames } from '@/lib/catalogue/line-name';
import { readAttention } from '@/lib/fulfillment/attention-words';
import { keptForDays } from '@/lib/jobs/prune';
import type { MerchantOrder, MerchantTimelineEntry } from '@/lib/orders/merchant/load-order';
import { shortSpan } from '@/lib/reports/delay';
import { day } from '@/lib/time';
import { timelineText } from './timeline-text';

/** What happened to the order, from the first to the last, with who did it, how long it took, and the evidence. */
export function Timeline({ order }: { order: MerchantOrder }) {
  return (
    <ol className="border-b border-rule text-sm">
      {order.timeline.map((entry) => (
        <li
          key={String(entry.id)}
          className="gap-x-5 border-t border-rule py-2.5 sm:grid sm:grid-cols-[9.5rem_1fr]"
        >
          <Moment at={entry.at} exact className="text-ink-faint" />
          <Entry entry={entry} order={order} />
        </li>
      ))}
    </ol>
  );
}

/** Why the order needed a person then. */
const reasons = z.object({ attention: z.unknown() }).transform(({ attention }) => attention);

const telling = new Set(['needs_attention', 'payment_disputed', 'attempt_failed', 'transition_refused']);

function Entry({ entry, order }: { entry: MerchantTimelineEntry; order: MerchantOrder }) {
  const t = useTranslations('merchant');
  const locale = useLocale();
  const { kind, trigger, actor, eventId, milliseconds, data } = entry;
  // What led here is told for good; the event itself is kept for a while.
  const isKept = entry.at.getTime() > useNow().getTime() - keptForDays * day;
  const names = lineNames(order.lines, locale);
  const said = timelineText(entry, { ...order, names }, t, locale);
  const hasData = data !== null && typeof data === 'object' && Object.keys(data).length > 0;
  return (
    <div className="min-w-0">
      <p className={telling.has(kind) ? 'text-attention' : ''}>{said}</p>
      <AttentionText
        of={readAttention(reasons.safeParse(data).data, order.lines)}
        className="max-w-[70ch] text-ink-soft"
      />
      <div className="figures flex flex-wrap gap-x-3 text-xs text-ink-faint">
        <span>{actor ? `${t(`trigger.${trigger}`)}, ${actor}` : t(`trigger.${trigger}`)}</span>
        {milliseconds !== null && <span>{t('order.took', { span: tookSpan(milliseconds, locale) })}</span>}
        {eventId && !isKept && <span className="font-mono [overflow-wrap:anywhere]">{eventId}</span>}
        {eventId && isKept && (
          <Link
            href={`/merchant/events/${eventId}`}
            prefetch={false}
            className="link font-mono [overflow-wrap:anywhere]"
          >
            {eventId}
          </Link>
        )}
        {hasData && (
          <details className="open:basis-full">
            <summary className="w-fit hover:text-accent">{t('order.evidence')}</summary>
            <pre className="mt-1 overflow-x-auto border-l border-rule py-1 pl-3 font-mono whitespace-pre-wrap text-ink-soft [overflow-wrap:anywhere]">
              {JSON.stringify(data, null, 2)}
            </pre>
          </details>
        )}
      </div>
    </div>
  );
}

/** Below a second in milliseconds: there the differences are. */
const tookSpan = (milliseconds: number, locale: string): string =>
  milliseconds < 1000 ? `${milliseconds}\u00a0ms` : shortSpan(milliseconds, locale);
