import { useLocale, useTranslations } from 'next-intl';
import { ButtonLink } from '@/app/ui/button';
import { longDay } from '@/lib/buyer-view/dates';
import type { AccessRoom } from '@/lib/orders/buyer/access-room';
import { StateScreen } from '../../order/state-screen';

/** Time is over, or it was given back. */
export function ClosedRoom({ room }: { room: AccessRoom }) {
  const t = useTranslations('access');
  const locale = useLocale();
  const { name, slug, endsAt } = room;
  if (room.state === 'frozen') {
    return <StateScreen condition="torn" title={t('frozenTitle')} text={t('frozenText', { name })} />;
  }
  if (room.state === 'revoked' || !endsAt) {
    return (
      <StateScreen condition="torn" title={t('revokedTitle')} text={t('revokedText', { name })}>
        <ButtonLink href={`/products/${slug}`}>{t('endedAgain')}</ButtonLink>
      </StateScreen>
    );
  }
  return (
    <StateScreen
      condition="torn"
      title={t('endedTitle')}
      text={t('endedText', { name, date: longDay(endsAt, locale) })}
    >
      <ButtonLink href={`/products/${slug}`}>{t('endedAgain')}</ButtonLink>
    </StateScreen>
  );
}
