'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';

const soonest = 3_000;
const latest = 30_000;

/**
 * Watches an order that is not settled yet and has the page rendered anew once it stands elsewhere: every 3 s at
 * first, ever more slowly after, not while the page is out of sight.
 *
 * @param query what tells the order to /api/orders/state
 * @param stamp how the order stood when this page was rendered
 */
export function Watcher({ query, stamp }: { query: string; stamp: string }) {
  const router = useRouter();
  useEffect(() => {
    const gone = new AbortController();
    let pause = soonest;
    let timer: ReturnType<typeof setTimeout>;
    const look = async () => {
      if (document.visibilityState === 'visible') {
        const answer = await fetch(`/api/orders/state?${query}`, { signal: gone.signal })
          .then((response) => (response.ok ? response.json() : null))
          .catch(() => null);
        if (gone.signal.aborted) return;
        if (answer?.state && answer.state !== stamp) {
          router.refresh();
          return;
        }
        pause = Math.min(pause * 1.3, latest);
      }
      timer = setTimeout(look, pause);
    };
    const seen = () => {
      if (document.visibilityState !== 'visible') return;
      clearTimeout(timer);
      pause = soonest;
      void look();
    };
    timer = setTimeout(look, pause);
    document.addEventListener('visibilitychange', seen);
    return () => {
      gone.abort();
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', seen);
    };
  }, [query, stamp, router]);
  return null;
}
