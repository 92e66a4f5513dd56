import { useTranslations } from 'next-intl';
import { ButtonLink, buttonClass } from '@/app/ui/button';
import { SubmitButton } from '@/app/ui/submit-button';
import { payAgain } from '../order/actions';
import { StateScreen } from '../order/state-screen';

/** A session that was not paid: still open, with the way back to it, or closed, with the way to start again. */
export function Unfinished({
  sessionId,
  state,
  back,
}: {
  sessionId: string;
  state: 'open' | 'expired';
  back: string | null;
}) {
  const t = useTranslations();
  return (
    <StateScreen
      condition={state === 'open' ? 'half' : 'torn'}
      title={t(`landing.${state}Title`)}
      text={t(`landing.${state}Text`)}
    >
      {state === 'open' && back && (
        <a href={back} className={buttonClass()}>
          {t('landing.openReturn')}
        </a>
      )}
      {state === 'expired' && (
        <form action={payAgain}>
          <input type="hidden" name="session_id" value={sessionId} />
          <SubmitButton>{t('landing.expiredAgain')}</SubmitButton>
        </form>
      )}
      <ButtonLink href="/" look={state === 'open' && !back ? 'primary' : 'quiet'}>
        {t('order.toShop')}
      </ButtonLink>
    </StateScreen>
  );
}
