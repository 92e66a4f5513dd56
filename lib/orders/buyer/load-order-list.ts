import { type PublicState, publicState } from '../../buyer-view/headline';
import { orderUrl } from '../../buyer-view/order-link';
import { lineName, namedProduct, namedVariant } from '../../catalogue/line-name';
import { db } from '../../db';
import { orderNumber } from '../../order-number';

/** An order in the list of everything somebody bought. Amounts in the smallest unit, times in UTC. */
export interface ListedOrder {
  id: string;
  /** `B-1042`; empty while nothing has been paid */
  number: string;
  /** Its page, by the signed link that holds for good */
  url: string;
  state: PublicState;
  at: Date;
  currency: string;
  amountTotal: number;
  /** The first things bought, by their names in the reader's language */
  items: { id: string; name: string; quantity: number }[];
  /** How many more there are */
  more: number;
}

/** Orders on one list: whoever has more finds the older ones by their own links. */
const mostShown = 200;
const itemsShown = 3;

/**
 * Every order of a buyer's, the newest first. Only for whoever holds the link that was sent to their address (I8).
 *
 * @param locale of the products' names
 * @returns null for a buyer there is not, or whose details were erased
 */
export async function loadOrderList(
  buyerId: string,
  locale: string,
): Promise<{ email: string; orders: ListedOrder[] } | null> {
  const buyer = await db().buyer.findUnique({
    where: { id: buyerId },
    select: {
      email: true,
      orders: {
        orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
        take: mostShown,
        include: {
          lines: {
            orderBy: { position: 'asc' },
            include: { product: namedProduct, variant: namedVariant },
          },
        },
      },
    },
  });
  if (!buyer?.email) return null;
  const orders = buyer.orders.map(({ lines, ...order }) => ({
    id: order.id,
    number: orderNumber(order),
    url: orderUrl(order.id),
    state: publicState(order),
    at: order.paidAt ?? order.createdAt,
    currency: order.currency,
    amountTotal: order.amountTotal,
    items: lines.slice(0, itemsShown).map((line) => ({
      id: line.id,
      name: lineName(line, locale),
      quantity: line.quantity,
    })),
    more: Math.max(0, lines.length - itemsShown),
  }));
  return { email: buyer.email, orders };
}
