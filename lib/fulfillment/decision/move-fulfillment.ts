import { isDeepStrictEqual } from 'node:util';
import type { FulfillmentState } from '../../generated/prisma/enums';
import { changeOrder, type Draft, orderOf } from './draft';
import type { OrderRow } from './order-state';
import { canTransitionFulfillment } from './order-states';

/**
 * Moves the fulfilment of an order: the only place that changes that state. A move the state table does not know is
 * refused, and noted; then nothing of `fields` is written either.
 *
 * @returns the state the order is in now
 */
export function moveFulfillment(
  draft: Draft,
  to: FulfillmentState,
  fields: Partial<Pick<OrderRow, 'attention' | 'fulfilledAt' | 'fulfilledBy'>>,
): FulfillmentState {
  const { fulfillment: from } = orderOf(draft);
  if (!canTransitionFulfillment(from, to)) {
    draft.notes.push({ kind: 'transition_refused', data: { from, to } });
    return from;
  }
  const { attention } = fields;
  changeOrder(draft, {
    ...fields,
    fulfillment: to,
    ...(attention !== undefined && { attentionAt: attentionSince(draft, attention) }),
  });
  return to;
}

/** The same reasons as before keep their time. */
function attentionSince(draft: Draft, attention: OrderRow['attention']): Date | null {
  if (attention === null) return null;
  const order = orderOf(draft);
  return isDeepStrictEqual(attention, order.attention) ? order.attentionAt : draft.given.now;
}
