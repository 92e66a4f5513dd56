import { useLocale } from 'next-intl';
import { formatMoney } from '@/lib/money';

/** An amount in the reader's language, in figures that line up. `amount` is in the currency's smallest unit. */
export function Price({
  amount,
  currency,
  className = '',
}: {
  amount: number;
  currency: string;
  className?: string;
}) {
  const locale = useLocale();
  return (
    <data value={amount} className={`figures whitespace-nowrap ${className}`}>
      {formatMoney(amount, currency, locale)}
    </data>
  );
}
