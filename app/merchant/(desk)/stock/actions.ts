'use server';

import { refresh } from 'next/cache';
import { getTranslations } from 'next-intl/server';
import type { ActionAnswer } from '@/app/merchant/ui/action-notice';
import { merchantOrThrow } from '@/lib/auth/guard';
import { receiveStock } from '@/lib/stock/receive-stock';

/** Puts units that arrived on the shelf, and says how many there are now, or why none was added. */
export async function receiveAction(_before: ActionAnswer | null, form: FormData): Promise<ActionAnswer> {
  await merchantOrThrow();
  const t = await getTranslations('merchant.stock');
  const result = await receiveStock(Object.fromEntries(form));
  refresh();
  if (!('reason' in result)) {
    return { tone: 'good', title: t('done', { units: result.received, onHand: result.onHand }), lines: [] };
  }
  const counts = result.reason === 'changed' ? { seen: result.seen, now: result.now } : { seen: 0, now: 0 };
  return { tone: 'waiting', title: t(result.reason, counts), lines: [] };
}
