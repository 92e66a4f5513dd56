'use server';

import { refresh } from 'next/cache';
import { getTranslations } from 'next-intl/server';
import type { ActionAnswer } from '@/app/merchant/ui/action-notice';
import { merchantOrThrow } from '@/lib/auth/guard';
import { raiseDownloadLimit } from '@/lib/orders/merchant/raise-download-limit';

/** Sets how often a file may be fetched, and says what that changed or exactly why nothing did. */
export async function downloadLimitAction(
  _before: ActionAnswer | null,
  form: FormData,
): Promise<ActionAnswer> {
  const merchant = await merchantOrThrow();
  const t = await getTranslations('health.downloadLimit');
  const result = await raiseDownloadLimit(Object.fromEntries(form), merchant.email);
  refresh();
  if (!result.changed) {
    return { tone: 'waiting', title: t('nothing'), lines: [t(result.reason, { count: result.count })] };
  }
  const { name, limit, left } = result;
  return { tone: 'good', title: t('done', { limit }), lines: [t('left', { name, left })] };
}
