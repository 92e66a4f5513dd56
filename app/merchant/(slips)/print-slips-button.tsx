'use client';

import { Button } from '@/app/ui/button';

/** Opens the browser's print dialog. */
export function PrintSlipsButton({ text }: { text: string }) {
  return <Button onClick={() => window.print()}>{text}</Button>;
}
