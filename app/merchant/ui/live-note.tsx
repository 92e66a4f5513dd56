'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';

const interval = 5_000;

/** Whether the page may change under the reader's eyes: at its top, nothing selected, nothing being typed or tabbed. */
function undisturbed(): boolean {
  const focus = document.activeElement;
  const reading = window.scrollY > 160 || window.getSelection()?.isCollapsed === false;
  return !reading && (focus === null || focus === document.body || !focus.closest('main'));
}

/**
 * Keeps a page up to date quietly: asks whether anything has happened, and then draws it anew, or, where that would
 * disturb, says so and waits to be asked. A page in the background does not ask.
 *
 * @param pulse what `/merchant/pulse` said when the page was drawn
 * @param order only what happens to this order is of interest
 */
export function LiveNote({
  pulse,
  order,
  upToDate,
  news,
  show,
}: {
  pulse: string;
  order?: string;
  upToDate: string;
  news: string;
  show: string;
}) {
  const router = useRouter();
  const [newest, setNewest] = useState(pulse);
  useEffect(() => {
    const url = order ? `/merchant/pulse?order=${order}` : '/merchant/pulse';
    const ask = async () => {
      if (document.hidden) return;
      const response = await fetch(url).catch(() => null);
      if (response?.status === 401) router.refresh();
      if (!response?.ok) return;
      const now = await response.text();
      if (now === pulse) return;
      setNewest(now);
      if (undisturbed()) router.refresh();
    };
    const timer = setInterval(ask, interval);
    document.addEventListener('visibilitychange', ask);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', ask);
    };
  }, [pulse, order, router]);

  const stale = BigInt(newest) > BigInt(pulse);
  return (
    <p className="label figures flex min-h-6 items-center gap-2" aria-live="polite">
      {stale ? (
        <>
          <span className="text-ink">{news}</span>
          <button type="button" className="link min-h-6 text-ink" onClick={() => router.refresh()}>
            {show}
          </button>
        </>
      ) : (
        <span aria-live="off">{upToDate}</span>
      )}
    </p>
  );
}
