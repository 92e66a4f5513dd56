import { batchCalls } from '../../batch-calls';
import { type BuyerOrder, loadBuyerOrders } from '../../buyer-view/buyer-order';
import type { Locale } from '../../i18n/locales';
import { NothingToTell } from '../nothing-to-tell';

/** What mails that are written at the same time are about is read together: as many as are read together. */
const load = batchCalls(loadBuyerOrders, { batchSize: 48, inFlight: 2, gatherFor: 1 });

/**
 * The order a mail is about, as it stands now.
 *
 * @throws {NothingToTell} where its personal details were erased: whoever asked for that is not written to again
 * @throws {Error} where there is no such order
 */
export async function loadMailOrder(orderId: string, locale: Locale): Promise<BuyerOrder> {
  const order = await load({ orderId, locale });
  if (!order) throw new Error(`no order ${orderId} to write a mail about`);
  if (order.erasedAt) throw new NothingToTell('details_erased');
  return order;
}
