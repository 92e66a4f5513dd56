import type { Metadata } from 'next';
import { useTranslations } from 'next-intl';
import { getTranslations } from 'next-intl/server';
import { privatePage } from '../order/page-metadata';
import { StateScreen } from '../order/state-screen';
import { FindForm } from './find-form';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('buyers.find');
  return { ...privatePage, title: t('meta') };
}

/** Where a shopper finds their orders again without an account: the way leads through their own mailbox (I8). */
export default function FindOrdersPage() {
  const t = useTranslations('buyers.find');
  return (
    <StateScreen condition="covered" title={t('title')} text={t('lead')}>
      <div className="w-full">
        <FindForm
          words={{
            email: t('email'),
            submit: t('submit'),
            sending: t('sending'),
            sentTitle: t('sentTitle'),
            sentText: t.raw('sentText'),
            invalid: t('invalid'),
          }}
        />
      </div>
    </StateScreen>
  );
}
