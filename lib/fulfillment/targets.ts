import type { OrderTarget } from '../locks/lock-orders';
import type { SessionView } from './decision/stripe-view';

/** What has to be locked to make or change the order of a session. */
export const targetOfSession = (session: SessionView): OrderTarget => ({
  sessionId: session.id,
  orderId: null,
  checkoutId: session.checkoutId,
  recoveredFrom: session.recoveredFrom,
  stripePriceIds: session.lines.flatMap(({ stripePriceId }) => stripePriceId ?? []),
  quantity: session.lines.reduce((sum, { quantity }) => sum + quantity, 0),
  email: session.email,
});

/** What has to be locked to change an order that is there: known by its session, or else by its ID. */
export const targetOfOrder = ({ id, sessionId }: { id: string; sessionId: string | null }): OrderTarget => ({
  ...{ sessionId, orderId: sessionId === null ? id : null },
  ...{ checkoutId: null, recoveredFrom: null, stripePriceIds: [], quantity: 0, email: null },
});
