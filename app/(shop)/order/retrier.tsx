'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';

const soonest = 4_000;
const latest = 60_000;

/** Has the page rendered anew again and again, ever more slowly, until it no longer renders this. */
export function Retrier() {
  const router = useRouter();
  useEffect(() => {
    let pause = soonest;
    let timer = setTimeout(function again() {
      router.refresh();
      pause = Math.min(pause * 1.6, latest);
      timer = setTimeout(again, pause);
    }, pause);
    return () => clearTimeout(timer);
  }, [router]);
  return null;
}
