'use client';

import { useEffect, useState } from 'react';

/** Puts a text into the clipboard, and tells for so many milliseconds that it is there. */
export function useCopied(text: string, shownFor = 2_000): { copied: boolean; copy: () => Promise<void> } {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), shownFor);
    return () => clearTimeout(timer);
  }, [copied, shownFor]);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
  };
  return { copied, copy };
}
