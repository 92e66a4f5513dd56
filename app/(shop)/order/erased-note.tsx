import { useTranslations } from 'next-intl';
import { Notice } from '@/app/ui/notice';
import type { BuyerOrder } from '@/lib/buyer-view/buyer-order';

/** Says that the details are gone and that what was bought is not. */
export function ErasedNote({ order }: { order: Pick<BuyerOrder, 'erasedAt'> }) {
  const t = useTranslations('buyers.erasedOrder');
  if (!order.erasedAt) return null;
  return (
    <Notice title={t('title')} className="max-w-[60ch]">
      {t('text')}
    </Notice>
  );
}
