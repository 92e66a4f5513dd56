import { useTranslations } from 'next-intl';
import { Notice } from '@/app/ui/notice';
import type { KeyPool } from '@/lib/license-keys/key-pools';

/** What somebody has to know before a pool runs dry: paid units that wait, few keys, a shelf that disagrees. */
export function PoolNotices({ pool }: { pool: KeyPool }) {
  const t = useTranslations('keys');
  const { free, low, waiting, sellable } = pool;
  const differs = sellable !== null && sellable !== Math.max(0, free - waiting);
  if (!low && waiting === 0 && !differs) return null;
  return (
    <div className="mb-6 space-y-3">
      {waiting > 0 && (
        <Notice tone="attention" title={t('waitingTitle', { units: waiting })}>
          {t('waitingText')}
        </Notice>
      )}
      {low && (
        <Notice tone={free === 0 ? 'attention' : 'waiting'} title={t('lowTitle', { free })}>
          {t('lowText')}
        </Notice>
      )}
      {differs && (
        <Notice tone="waiting" title={t('differsTitle', { sellable, free })}>
          {t(sellable > free - waiting ? 'differsMore' : 'differsLess')}
        </Notice>
      )}
    </div>
  );
}
