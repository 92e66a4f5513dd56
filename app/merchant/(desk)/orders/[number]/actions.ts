'use server';

import { refresh } from 'next/cache';
import { getLocale, getTranslations } from 'next-intl/server';
import type { ActionAnswer } from '@/app/merchant/ui/action-notice';
import { merchantOrThrow } from '@/lib/auth/guard';
import { lineName } from '@/lib/catalogue/line-name';
import { attentionWords } from '@/lib/fulfillment/attention-words';
import { fulfillByHand } from '@/lib/fulfillment/fulfill-by-hand';
import { retryFulfillment } from '@/lib/orders/merchant/retry-fulfillment';
import { isUuid } from '@/lib/uuid';

/** Fulfils what an order still lacks, and says what that changed or exactly why nothing did. */
export async function retryAction(_before: ActionAnswer | null, form: FormData): Promise<ActionAnswer> {
  const merchant = await merchantOrThrow();
  const [t, all, locale] = await Promise.all([
    getTranslations('merchant.retry'),
    getTranslations(),
    getLocale(),
  ]);
  const orderId = String(form.get('orderId'));
  if (!isUuid(orderId)) return { tone: 'waiting', title: t('nothing'), lines: [t('no_order')] };
  const result = await retryFulfillment(orderId, merchant.email);
  refresh();
  const why = attentionWords(result.attention, all, locale);
  if (!result.changed) {
    return { tone: 'waiting', title: t('nothing'), lines: [t(result.reason), ...why] };
  }
  const { lines, fulfillment, payment, paymentMoved } = result;
  const done = fulfillment === 'fulfilled';
  const news = paymentMoved && (payment === 'paid' || payment === 'failed') ? [t(payment)] : [];
  return {
    tone: done ? 'good' : 'waiting',
    title: t(done ? 'done' : 'moved'),
    lines: [
      ...news,
      ...(lines.length > 0
        ? [t('doneLines', { count: lines.length }), ...lines.map((line) => lineName(line, locale))]
        : []),
      ...(why.length > 0 ? [t('stillOpen'), ...why] : []),
    ],
  };
}

/** Marks a line as fulfilled by what the merchant did outside the shop, in their words. */
export async function byHandAction(_before: ActionAnswer | null, form: FormData): Promise<ActionAnswer> {
  const merchant = await merchantOrThrow();
  const t = await getTranslations('merchant.byHand');
  const lineId = String(form.get('lineId'));
  if (!isUuid(lineId)) return { tone: 'waiting', title: t('nothing'), lines: [t('no_line')] };
  const result = await fulfillByHand(lineId, String(form.get('note') ?? ''), merchant.email);
  refresh();
  if (result.changed) return { tone: 'good', title: t('done'), lines: [] };
  return { tone: 'waiting', title: t('nothing'), lines: [t(result.reason)] };
}
