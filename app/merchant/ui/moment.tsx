import { useFormatter, useNow } from 'next-intl';

/** A point in time in the shop's zone. `exact` shows the second too, for evidence; hovering always does. */
export function Moment({ at, exact = false, className }: { at: Date; exact?: boolean; className?: string }) {
  const format = useFormatter();
  const now = useNow();
  const thisYear = format.dateTime(at, { year: 'numeric' }) === format.dateTime(now, { year: 'numeric' });
  const shown = format.dateTime(at, {
    day: 'numeric',
    month: 'short',
    ...(!thisYear && { year: 'numeric' }),
    hour: '2-digit',
    minute: '2-digit',
    ...(exact && { second: '2-digit' }),
    hourCycle: 'h23',
  });
  const full = format.dateTime(at, { dateStyle: 'full', timeStyle: 'long' });
  return (
    <time dateTime={at.toISOString()} title={full} className={`figures whitespace-nowrap ${className ?? ''}`}>
      {shown}
    </time>
  );
}
