'use server';

import { refresh } from 'next/cache';
import { getLocale, getTranslations } from 'next-intl/server';
import type { ActionAnswer } from '@/app/merchant/ui/action-notice';
import { merchantOrThrow } from '@/lib/auth/guard';
import { formatMoney, parseMoney } from '@/lib/money';
import { backOrderLine } from '@/lib/orders/merchant/back-order';
import { refundOrder } from '@/lib/orders/merchant/refund-order';

/** Gives money back, and says how much went or exactly why none did. */
export async function refundAction(_before: ActionAnswer | null, form: FormData): Promise<ActionAnswer> {
  const merchant = await merchantOrThrow();
  const [t, locale] = await Promise.all([getTranslations('refunds'), getLocale()]);
  const result = await refundOrder(wishOf(form), merchant.email);
  if (!result.refunded) {
    const { reason, message, left } = result;
    // Drawing the page anew draws a new key: while it is not known what Stripe did, the old one must stay.
    if (reason !== 'stripe_unavailable') refresh();
    const rest = left !== null && reason === 'more_than_left' ? ['refused.leftNow' as const] : [];
    const currency = String(form.get('currency'));
    return {
      tone: 'waiting',
      title: t('nothing'),
      lines: [
        t(`refused.${reason}`, { message: message ?? '' }),
        ...rest.map((key) => t(key, { amount: formatMoney(left ?? 0, currency, locale) })),
      ],
    };
  }
  refresh();
  const { state, amount, currency, subscription } = result;
  const sum = { amount: formatMoney(amount, currency, locale) };
  if (state === 'failed' || state === 'canceled') {
    return { tone: 'attention', title: t('nothing'), lines: [t('refused.bank', sum)] };
  }
  const made: ActionAnswer =
    state === 'succeeded'
      ? { tone: 'good', title: t('done', sum), lines: [] }
      : { tone: 'waiting', title: t('donePending', sum), lines: [t('pendingHint')] };
  if (!subscription) return made;
  if (subscription.ended) return { ...made, lines: [...made.lines, t('subscriptionEnded')] };
  const why = subscription.message === null ? [] : [t('refused.refused', { message: subscription.message })];
  return { ...made, tone: 'attention', lines: [...made.lines, t('subscriptionRuns'), ...why] };
}

/** Puts a line that is short of stock on back-order. */
export async function backOrderAction(_before: ActionAnswer | null, form: FormData): Promise<ActionAnswer> {
  const merchant = await merchantOrThrow();
  const t = await getTranslations('refunds');
  const result = await backOrderLine(Object.fromEntries(form), merchant.email);
  refresh();
  return result.backOrdered
    ? { tone: 'good', title: t('back.done'), lines: [t('back.doneHint')] }
    : { tone: 'waiting', title: t('nothingBack'), lines: [t(`back.refused.${result.reason}`)] };
}

/** The form's fields as what `refundOrder` reads: the units gathered, an amount in the smallest unit. */
function wishOf(form: FormData): Record<string, unknown> {
  const entries = [...form.entries()].map(([name, value]) => [name, String(value)] as const);
  const { amount, currency, ...rest } = Object.fromEntries(entries);
  const lines = entries.flatMap(([name, value]) =>
    name.startsWith('line:') ? [[name.slice('line:'.length), value] as const] : [],
  );
  return {
    ...rest,
    lines: Object.fromEntries(lines),
    ...(amount !== undefined && { amount: parseMoney(amount, currency ?? '') ?? undefined }),
  };
}
