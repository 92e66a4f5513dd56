import { type BuyerOrder, loadBuyerOrder } from '../../buyer-view/buyer-order';
import { db } from '../../db';
import type { Locale } from '../../i18n/locales';
import { NothingToTell } from '../nothing-to-tell';

/**
 * The order a mail is about, as it stands now.
 *
 * @throws {NothingToTell} where its personal details were erased: whoever asked for that is not written to again
 * @throws {Error} where there is no such order
 */
export async function loadMailOrder(orderId: string, locale: Locale): Promise<BuyerOrder> {
  const [order, head] = await Promise.all([
    loadBuyerOrder(orderId, locale),
    db().order.findUnique({ where: { id: orderId }, select: { erasedAt: true } }),
  ]);
  if (!order || !head) throw new Error(`no order ${orderId} to write a mail about`);
  if (head.erasedAt) throw new NothingToTell('details_erased');
  return order;
}
