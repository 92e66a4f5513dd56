import { randomUUID } from 'node:crypto';
import { useLocale, useTranslations } from 'next-intl';
import type { LineState } from '@/lib/generated/prisma/enums';
import { formatMoney } from '@/lib/money';
import type { MerchantLine } from '@/lib/orders/merchant/load-order';
import { amountForUnits, type RefundableLine } from '@/lib/orders/merchant/refundable';
import { WaysOut } from './ways-out';

/** A line of which some units could not be delivered, and what may be done about it. */
export interface Short {
  line: RefundableLine;
  mayRefund: boolean;
  waits: LineState;
}

/** What is missing of a line, and the ways out: later, or the money back. Stays for the answer once it is settled. */
export function ShortLine({ line, short }: { line: MerchantLine; short: Short | null }) {
  const t = useTranslations('refunds');
  const locale = useLocale();
  const missing = short?.line.missing ?? 0;
  // Only stock arrives by itself: a line that lacks keys, or a product, waits for a person.
  const lacksStock = Boolean(line.variant?.stock) && short !== null && line.stockTaken < short.line.unitsLeft;
  const waits = short?.waits === 'back_ordered';
  const mayBackOrder = lacksStock && short?.waits === 'needs_attention';
  const amount = short ? amountForUnits(short.line, missing) : 0;
  return (
    <WaysOut
      orderId={line.orderId}
      lineId={line.id}
      idempotencyKey={randomUUID()}
      currency={line.currency}
      missing={missing}
      mayBackOrder={mayBackOrder}
      mayRefund={short?.mayRefund === true && amount > 0}
      texts={{
        title: t('back.title', { count: missing }),
        order: t('back.order'),
        hint: waits ? t('back.waitsHint') : mayBackOrder ? t('back.orderHint') : null,
        refund: t('back.refund', { amount: formatMoney(amount, line.currency, locale) }),
        pending: t('back.pending'),
      }}
    />
  );
}
