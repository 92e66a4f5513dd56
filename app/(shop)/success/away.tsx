import { useTranslations } from 'next-intl';
import { Retrier } from '../order/retrier';
import { StateScreen } from '../order/state-screen';
import { TryNow } from './try-now';

/** Stripe is out of reach and we know nothing of the session yet: nothing is lost, and the page tries by itself. */
export function Away() {
  const t = useTranslations('landing');
  return (
    <StateScreen condition="pausing" title={t('awayTitle')} text={t('awayText')}>
      <TryNow text={t('awayNow')} />
      <Retrier />
    </StateScreen>
  );
}
