import { useTranslations } from 'next-intl';
import { Price } from '@/app/ui/price';
import type { ShownPrice } from '@/lib/catalogue/products';

/** A price with how often it is paid, where it is paid more than once. */
export function ProductPrice({ price, className = '' }: { price: ShownPrice; className?: string }) {
  const t = useTranslations('product');
  return (
    <span className={className}>
      <Price amount={price.amount} currency={price.currency} />
      {price.interval && <span className="text-ink-soft"> {t(`per_${price.interval}`)}</span>}
    </span>
  );
}
