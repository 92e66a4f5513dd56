'use server';

import { refresh } from 'next/cache';
import { getFormatter, getTranslations } from 'next-intl/server';
import type { ActionAnswer } from '@/app/merchant/ui/action-notice';
import { merchantOrThrow } from '@/lib/auth/guard';
import { endSubscription } from '@/lib/orders/merchant/end-subscription';

/** Ends the subscription of an order at Stripe, and says when it is over or exactly why nothing was ended. */
export async function endSubscriptionAction(
  _before: ActionAnswer | null,
  form: FormData,
): Promise<ActionAnswer> {
  const merchant = await merchantOrThrow();
  const [t, format] = await Promise.all([getTranslations('merchant.subscription'), getFormatter()]);
  const result = await endSubscription(Object.fromEntries(form), merchant.email);
  // Drawing the page anew draws a new key: while it is not known what Stripe did, the old one must stay.
  if (result.ended || result.reason !== 'stripe_unavailable') refresh();
  const day = result.on ? format.dateTime(result.on, { dateStyle: 'long' }) : '';
  if (!result.ended) {
    const { reason, message } = result;
    const lines = [t(`refused.${reason}`, { day, message: message ?? '' })];
    return { tone: 'waiting', title: t('nothing'), lines };
  }
  return result.on
    ? { tone: 'good', title: t('doneLater', { day }), lines: [t('doneLaterHint')] }
    : { tone: 'good', title: t('doneNow'), lines: [t('doneNowHint')] };
}
