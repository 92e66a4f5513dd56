import { useTranslations } from 'next-intl';
import { StateLabel, type StateTone } from '@/app/ui/state-label';
import { type StockCount, type StockState, stockState } from '@/lib/catalogue/stock-state';

const tones: Record<StockState, StateTone> = {
  uncounted: 'good',
  in_stock: 'good',
  few: 'waiting',
  last_one: 'attention',
  reserved: 'waiting',
  yours: 'waiting',
  sold_out: 'plain',
};

/** How many there are, in words. */
export function StockLabel({ stock, className }: { stock: StockCount | null; className?: string }) {
  const t = useTranslations('stock');
  const state = stockState(stock);
  return (
    <StateLabel tone={tones[state]} className={className}>
      {state === 'few' ? t('few', { count: stock?.onHand ?? 0 }) : t(state)}
    </StateLabel>
  );
}
