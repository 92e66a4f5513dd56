'use server';

import { refresh } from 'next/cache';
import { getTranslations } from 'next-intl/server';
import type { ActionAnswer } from '@/app/merchant/ui/action-notice';
import { merchantOrThrow } from '@/lib/auth/guard';
import { sendMailAgain } from '@/lib/orders/merchant/send-mail-again';
import { isUuid } from '@/lib/uuid';

/** Queues a mail once more, and says to whom, or exactly why nothing was sent. */
export async function mailAgainAction(_before: ActionAnswer | null, form: FormData): Promise<ActionAnswer> {
  const merchant = await merchantOrThrow();
  const t = await getTranslations('merchant');
  const mailId = String(form.get('mailId'));
  const result = isUuid(mailId)
    ? await sendMailAgain(mailId, merchant.email)
    : ({ queued: false, reason: 'no_mail' } as const);
  refresh();
  if (result.queued) {
    const { recipient } = result;
    return { tone: 'good', title: t('mailAgain.done'), lines: [t('mailAgain.doneTo', { recipient })] };
  }
  const lines = [t(`mailAgain.${result.reason}`)];
  if (result.reason === 'untold') lines.push(t(`order.mailUntold.${result.why}`));
  return { tone: 'waiting', title: t('mailAgain.nothing'), lines };
}
