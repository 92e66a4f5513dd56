'use client';

import { useTranslations } from 'next-intl';
import { Button } from '@/app/ui/button';
import { StateScreen } from '../order/state-screen';

/** Something of ours did not answer while the order was fetched. https://nextjs.org/docs/app/api-reference/file-conventions/error */
export default function OrderOutOfReach({ reset }: { error: Error; reset: () => void }) {
  const t = useTranslations('clientOrder');
  return (
    <StateScreen condition="pausing" title={t('brokenTitle')} text={t('brokenText')}>
      <Button onClick={reset}>{t('again')}</Button>
    </StateScreen>
  );
}
