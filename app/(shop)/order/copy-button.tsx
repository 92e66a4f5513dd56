'use client';

import { useTranslations } from 'next-intl';
import { useCopied } from '@/app/ui/use-copied';

/** Copies a licence key, and says so for a moment. */
export function CopyButton({ text }: { text: string }) {
  const t = useTranslations('clientOrder');
  const { copied, copy } = useCopied(text);
  return (
    <button
      type="button"
      aria-label={t('copyKey', { key: text })}
      onClick={copy}
      className="min-h-11 shrink-0 px-4 text-sm font-medium text-accent hover:text-accent-deep"
    >
      <span aria-hidden="true">{copied ? t('copied') : t('copy')}</span>
      <span role="status" className="sr-only">
        {copied ? t('copied') : ''}
      </span>
    </button>
  );
}
