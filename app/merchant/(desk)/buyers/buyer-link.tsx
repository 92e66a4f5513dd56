import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Moment } from '@/app/merchant/ui/moment';

/** From an order to everything else its buyer bought; or that, and when, their details were erased from it. */
export function BuyerLink({ order }: { order: { buyerId: string | null; erasedAt: Date | null } }) {
  const t = useTranslations('buyers.orderPage');
  const { buyerId, erasedAt } = order;
  if (erasedAt) {
    return (
      <p className="mb-2 text-sm text-ink-soft">
        {t.rich('erased', { time: () => <Moment at={erasedAt} /> })}
      </p>
    );
  }
  if (!buyerId) return null;
  return (
    <Link
      href={`/merchant/buyers/${buyerId}`}
      prefetch={false}
      className="link mb-1 inline-flex min-h-11 items-center text-sm"
    >
      {t('allOrders')}
    </Link>
  );
}
