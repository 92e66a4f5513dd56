import { notFound } from 'next/navigation';
import { getLocale } from 'next-intl/server';
import { loadBuyerOrder, loadOrderHead } from '@/lib/buyer-view/buyer-order';
import { readCartCookie } from '@/lib/checkout/cart-cookie';
import { boughtInBrowser } from '@/lib/orders/buyer/own-lines';
import { viewOf } from '@/lib/orders/buyer/viewer';
import { CartEmptier } from '../order/cart-emptier';
import { LimitedView } from '../order/limited-view';
import { OrderSheet } from '../order/order-sheet';

/** An order, as much of it as this browser may see (I8); and its things leave this browser's cart. */
export async function Bought({
  sessionId,
  orderId,
  browserHash,
}: {
  sessionId: string;
  orderId: string;
  browserHash: string | null;
}) {
  const head = await loadOrderHead({ id: orderId });
  if (!head) notFound();
  const view = viewOf(head, { browserHash, holdsSignedLink: false }, new Date());
  if (view === 'limited') return <LimitedView head={head} sessionId={sessionId} />;
  const order = await loadBuyerOrder(orderId, await getLocale());
  if (!order) notFound();
  return (
    <>
      <OrderSheet order={order} credential={{ sessionId }} />
      {(await isInCart(sessionId, browserHash)) && <CartEmptier sessionId={sessionId} />}
    </>
  );
}

/** Whether what was bought still lies in this browser's cart. */
async function isInCart(sessionId: string, browserHash: string | null): Promise<boolean> {
  const cart = await readCartCookie();
  if (cart.lines.length === 0 || cart.bought.includes(sessionId) || browserHash === null) return false;
  const bought = (await boughtInBrowser(sessionId, browserHash)) ?? [];
  return bought.some(({ slug }) => cart.lines.some((line) => line.slug === slug));
}
