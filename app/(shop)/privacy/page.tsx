import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ProsePage } from '../prose-page';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('privacyPage');
  return { title: t('title'), description: t('description'), alternates: { canonical: '/privacy' } };
}

/** What the shop knows about its shoppers. The cookies named here are the ones it sets. */
export default async function PrivacyPage() {
  const t = await getTranslations('privacyPage');
  return (
    <ProsePage
      title={t('title')}
      sections={[
        { title: t('keepTitle'), paragraphs: [t('keep1'), t('keep2')] },
        { title: t('cookiesTitle'), paragraphs: [t('cookies1'), t('cookies2')] },
        { title: t('mailTitle'), paragraphs: [t('mail1')] },
        { title: t('rightsTitle'), paragraphs: [t('rights1')] },
      ]}
    />
  );
}
