import { buyerAddress } from '../../buyers/buyer-address';
import { db } from '../../db';
import type { Locale } from '../../i18n/locales';
import { queueMail } from '../../queue/queue-mail';
import { minute } from '../../time';

/** Between two mails to one address. */
const pause = 5 * minute;

/**
 * Sends the link to the list of their orders to whoever has any, at most once every five minutes. Nobody can tell from
 * the outside whether there are any (I8): nothing is returned, and the caller has said the same in every case before.
 *
 * @param email as it was typed
 * @param locale of whoever asks
 */
export async function requestOrderList(email: string, locale: Locale, now = new Date()): Promise<void> {
  const address = buyerAddress(email);
  await db().$transaction(async (tx) => {
    // One request at a time looks for the last mail; orders of this buyer do not wait for it.
    const [buyer] = await tx.$queryRaw<{ id: string }[]>`
      SELECT id FROM buyer WHERE email = ${address} AND EXISTS (SELECT FROM orders WHERE buyer_id = buyer.id)
      FOR NO KEY UPDATE OF buyer`;
    if (!buyer) return;
    const recent = await tx.mailMessage.findFirst({
      where: {
        orderId: null,
        template: 'order_list_link',
        recipient: address,
        queuedAt: { gt: new Date(now.getTime() - pause) },
      },
      select: { id: true },
    });
    if (recent) return;
    await queueMail(tx, {
      key: `order_list_link:${buyer.id}:${Math.floor(now.getTime() / pause)}`,
      orderId: null,
      template: 'order_list_link',
      recipient: address,
      locale,
      data: { buyerId: buyer.id },
    });
  });
}
