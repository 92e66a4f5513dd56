'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { useCopied } from '@/app/ui/use-copied';

/** Passes a Payment Link on: the phone's own sheet where there is one, else the clipboard. Needs JavaScript. */
export function ShareLink({ url, title }: { url: string; title: string }) {
  const t = useTranslations('clientShop');
  const [canShare, setCanShare] = useState<boolean | null>(null);
  const { copied, copy } = useCopied(url, 4_000);

  useEffect(() => setCanShare(typeof navigator.share === 'function'), []);

  async function pass() {
    if (canShare) {
      // Closing the sheet without choosing rejects; there is nothing to do then.
      await navigator.share({ title, url }).catch(() => {});
      return;
    }
    await copy();
  }

  if (canShare === null) return null;
  return (
    <>
      <button type="button" onClick={pass} className="link min-h-8">
        {canShare ? t('share') : t('copyLink')}
      </button>
      <span role="status" className={copied ? 'w-full text-good' : 'sr-only'}>
        {copied ? t('copied') : ''}
      </span>
    </>
  );
}
