'use client';

import { useTranslations } from 'next-intl';
import { Button } from '@/app/ui/button';
import { EmptyState } from '@/app/ui/empty-state';

/** What a page of the merchant's shows when it could not be drawn; the log has the cause. */
export default function MerchantError({ retry }: { error: unknown; retry: () => void }) {
  const t = useTranslations('clientMerchant.error');
  return (
    <EmptyState
      title={t('title')}
      action={
        <Button look="secondary" onClick={() => retry()}>
          {t('again')}
        </Button>
      }
    >
      {t('text')}
    </EmptyState>
  );
}
