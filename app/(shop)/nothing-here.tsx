import { useTranslations } from 'next-intl';
import { ButtonLink } from '@/app/ui/button';
import { PageHeading } from '@/app/ui/page-heading';

/** What stands at an address where nothing is. */
export function NothingHere() {
  const t = useTranslations('notFound');
  return (
    <div className="wrap pt-16 sm:pt-28">
      <PageHeading above="404" lead={t('text')}>
        {t('title')}
      </PageHeading>
      <ButtonLink href="/" className="mt-8">
        {t('home')}
      </ButtonLink>
    </div>
  );
}
