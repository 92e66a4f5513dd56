import { useTranslations } from 'next-intl';
import { ButtonLink } from '@/app/ui/button';
import { StateScreen } from '../../order/state-screen';

/** A link whose signature is not ours: cut short, or typed. */
export default function BrokenListLink() {
  const t = useTranslations();
  return (
    <StateScreen condition="blank" title={t('landing.brokenLinkTitle')} text={t('landing.brokenLinkText')}>
      <ButtonLink href="/orders">{t('buyers.mine.askAgain')}</ButtonLink>
    </StateScreen>
  );
}
