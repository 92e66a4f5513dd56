'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';

/** Copies a licence key, and says so for a moment. */
export function CopyButton({ text }: { text: string }) {
  const t = useTranslations('clientOrder');
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2_000);
    return () => clearTimeout(timer);
  }, [copied]);
  return (
    <button
      type="button"
      aria-label={t('copyKey', { key: text })}
      onClick={async () => {
        await navigator.clipboard.writeText(text);
        setCopied(true);
      }}
      className="min-h-11 shrink-0 px-4 text-sm font-medium text-accent hover:text-accent-deep"
    >
      <span aria-hidden="true">{copied ? t('copied') : t('copy')}</span>
      <span role="status" className="sr-only">
        {copied ? t('copied') : ''}
      </span>
    </button>
  );
}
