import type { OrderTarget } from '../locks/lock-orders';
import type { SessionView } from './decision/stripe-view';

/** What has to be locked to make or change the order of a session. */
export const targetOfSession = (session: SessionView): OrderTarget => ({
  sessionId: session.id,
  checkoutId: session.checkoutId,
  recoveredFrom: session.recoveredFrom,
  stripePriceIds: session.lines.flatMap(({ stripePriceId }) => stripePriceId ?? []),
  quantity: session.lines.reduce((sum, { quantity }) => sum + quantity, 0),
  email: session.email,
});

/**
 * What has to be locked to change an order that is there.
 *
 * @throws where a person made the order: callers find theirs by what only a session brings
 */
export function targetOfOrder({ sessionId }: { sessionId: string | null }): OrderTarget {
  if (sessionId === null) throw new Error('An order without a session has none to be locked by');
  return {
    sessionId,
    checkoutId: null,
    recoveredFrom: null,
    stripePriceIds: [],
    quantity: 0,
    email: null,
  };
}
