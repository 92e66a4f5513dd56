import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ProsePage } from '../prose-page';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('shippingPage');
  return { title: t('title'), description: t('description'), alternates: { canonical: '/shipping' } };
}

/** How things are sent and how they come back. */
export default async function ShippingPage() {
  const t = await getTranslations('shippingPage');
  return (
    <ProsePage
      title={t('title')}
      sections={[
        { title: t('sendTitle'), paragraphs: [t('send1'), t('send2'), t('send3')] },
        { title: t('filesTitle'), paragraphs: [t('files1'), t('files2')] },
        { title: t('backTitle'), paragraphs: [t('back1'), t('back2')] },
        { title: t('memberTitle'), paragraphs: [t('member1')] },
      ]}
    />
  );
}
