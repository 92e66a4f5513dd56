import { useTranslations } from 'next-intl';
import { StateLabel } from '@/app/ui/state-label';
import type { KeyPool } from '@/lib/license-keys/key-pools';

/** Whether there are keys enough; few are worth a look, and none, or paid units without one, need somebody. */
export function PoolState({ pool }: { pool: KeyPool }) {
  const t = useTranslations('keys');
  if (pool.source === 'generated') return <StateLabel tone="good">{t('endless')}</StateLabel>;
  const state = pool.free === 0 ? 'none' : pool.low ? 'low' : 'enough';
  const tone = state === 'enough' ? 'good' : state === 'low' ? 'waiting' : 'attention';
  return <StateLabel tone={pool.waiting > 0 ? 'attention' : tone}>{t(state)}</StateLabel>;
}
