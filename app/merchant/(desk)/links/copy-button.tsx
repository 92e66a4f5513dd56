'use client';

import { useEffect, useState } from 'react';
import { buttonClass } from '@/app/ui/button';

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
  const [copied, setCopied] = useState(false);
  useEffect(() => setAble(Boolean(navigator.clipboard)), []);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2_000);
    return () => clearTimeout(timer);
  }, [copied]);
  return (
    <button
      type="button"
      aria-label={label}
      className={buttonClass(
        'secondary',
        `min-w-24 px-3 text-sm lg:min-h-9! lg:py-1 ${able ? '' : 'invisible'}`,
      )}
      onClick={() => navigator.clipboard.writeText(value).then(() => setCopied(true))}
    >
      <span aria-live="polite">{copied ? done : text}</span>
    </button>
  );
}
