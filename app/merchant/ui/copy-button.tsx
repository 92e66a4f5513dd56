'use client';

import { useEffect, useState } from 'react';
import { buttonClass } from '@/app/ui/button';
import { useCopied } from '@/app/ui/use-copied';

/** Puts a text into the clipboard and says so for a moment. Where the browser offers no clipboard, it is not shown. */
export function CopyButton({
  value,
  text,
  done,
  label,
}: {
  value: string;
  text: string;
  done: string;
  label: string;
}) {
  const [able, setAble] = useState(false);
  const { copied, copy } = useCopied(value);
  useEffect(() => setAble(Boolean(navigator.clipboard)), []);
  return (
    <button
      type="button"
      aria-label={label}
      className={buttonClass(
        'secondary',
        `min-w-24 px-3 text-sm lg:min-h-9! lg:py-1 ${able ? '' : 'invisible'}`,
      )}
      onClick={copy}
    >
      <span aria-live="polite">{copied ? done : text}</span>
    </button>
  );
}
