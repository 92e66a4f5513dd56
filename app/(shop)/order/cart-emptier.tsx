'use client';

import { useEffect, useTransition } from 'react';
import { takeBoughtOut } from './actions';

/** Once the order is on the screen, takes what was bought out of the cart: a page being rendered cannot set cookies. */
export function CartEmptier({ sessionId }: { sessionId: string }) {
  const [, startTransition] = useTransition();
  useEffect(() => {
    startTransition(() => takeBoughtOut(sessionId));
  }, [sessionId]);
  return null;
}
