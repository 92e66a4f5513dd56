'use server';

import { after } from 'next/server';
import { getLocale } from 'next-intl/server';
import { z } from 'zod';
import { log } from '@/lib/log';
import { requestOrderList } from '@/lib/orders/buyer/request-order-list';

/** What whoever typed an address is told: the same whether or not anything was bought with it (I8). */
export type FindOrdersState = { sentTo: string } | { invalid: string } | null;

const address = z.string().trim().max(254).pipe(z.email());

/**
 * Has the link to the list of orders sent to an address. Whether there are any is looked up once the answer has gone:
 * not even the time it took tells. https://nextjs.org/docs/app/api-reference/functions/after
 */
export async function findOrders(_before: FindOrdersState, form: FormData): Promise<FindOrdersState> {
  const typed = form.get('email');
  const { data: email } = address.safeParse(typed);
  if (email === undefined) return { invalid: typeof typed === 'string' ? typed.slice(0, 254) : '' };
  const locale = await getLocale();
  after(async () => {
    try {
      await requestOrderList(email, locale);
    } catch (error) {
      log.error({ part: 'orders', error: String(error) }, 'the link to a list of orders was not queued');
    }
  });
  return { sentTo: email };
}
