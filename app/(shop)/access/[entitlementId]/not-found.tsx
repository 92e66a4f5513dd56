import { useTranslations } from 'next-intl';
import { ButtonLink } from '@/app/ui/button';
import { StateScreen } from '../../order/state-screen';

/** A room there is not, or a link that was not signed for it. */
export default function UnknownRoom() {
  const t = useTranslations();
  return (
    <StateScreen condition="blank" title={t('access.unknownTitle')} text={t('access.unknownText')}>
      <ButtonLink href="/">{t('order.toShop')}</ButtonLink>
    </StateScreen>
  );
}
