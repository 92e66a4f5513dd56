'use client';

import { useTranslations } from 'next-intl';
import { Button, ButtonLink } from './button';
import { PageHeading } from './page-heading';

/** What a page shows instead of itself when something it needs did not answer. */
export function PageFailed({ retry }: { retry: () => void }) {
  const t = useTranslations('clientShop');
  return (
    <div className="wrap pt-16 sm:pt-28">
      <PageHeading lead={t('errorText')}>{t('errorTitle')}</PageHeading>
      <p className="mt-8 flex flex-wrap gap-3">
        <Button onClick={retry}>{t('retry')}</Button>
        <ButtonLink href="/" look="secondary">
          {t('home')}
        </ButtonLink>
      </p>
    </div>
  );
}
