'use client';

import { useRouter } from 'next/navigation';
import { useTransition } from 'react';
import { Button } from '@/app/ui/button';

/** Has the page rendered anew, now. */
export function TryNow({ text }: { text: string }) {
  const router = useRouter();
  const [trying, startTrying] = useTransition();
  return (
    <Button aria-disabled={trying} onClick={() => startTrying(() => router.refresh())}>
      {text}
    </Button>
  );
}
