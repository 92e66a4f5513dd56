import { useTranslations } from 'next-intl';
import { ButtonLink } from '@/app/ui/button';
import { StateScreen } from '../order/state-screen';

/** No session of ours under this ID, or no ID at all. */
export default function UnknownOrder() {
  const t = useTranslations();
  return (
    <StateScreen condition="blank" title={t('landing.unknownTitle')} text={t('landing.unknownText')}>
      <ButtonLink href="/">{t('order.toShop')}</ButtonLink>
    </StateScreen>
  );
}
