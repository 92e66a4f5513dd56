'use server';

import { refresh } from 'next/cache';
import { getTranslations } from 'next-intl/server';
import { z } from 'zod';
import type { ActionAnswer } from '@/app/merchant/ui/action-notice';
import { merchantOrThrow } from '@/lib/auth/guard';
import { eraseBuyer, eraseOrder } from '@/lib/orders/merchant/erase-details';

const shape = z.object({ what: z.enum(['order', 'buyer']), id: z.string(), typed: z.string().max(400) });

/** Erases the personal details of an order or of a buyer, and says what that changed or exactly why nothing did. */
export async function eraseAction(_before: ActionAnswer | null, form: FormData): Promise<ActionAnswer> {
  const merchant = await merchantOrThrow();
  const t = await getTranslations('buyers.erase');
  const { data } = shape.safeParse(Object.fromEntries(form));
  if (!data) return { tone: 'waiting', title: t('nothing'), lines: [t('not_found')] };
  const { what, id, typed } = data;
  const result = await (what === 'order' ? eraseOrder : eraseBuyer)(id, typed, merchant.email);
  refresh();
  if (result.erased)
    return { tone: 'good', title: t('done'), lines: [t('doneText', { count: result.orders })] };
  const { reason, blocks } = result;
  const lines =
    reason === 'blocked'
      ? blocks.map(({ order, why }) => t(`block.${why}`, { order }))
      : [reason === 'not_confirmed' ? t(what === 'order' ? 'typedOrder' : 'typedBuyer') : t(reason)];
  return { tone: 'waiting', title: t('nothing'), lines };
}
