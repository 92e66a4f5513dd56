import type { FulfillmentState, PaymentState, Trigger } from '../../generated/prisma/enums';
import type { OrderRow } from './order-state';
import type { MoneyView } from './stripe-view';

/** How far an order was when Stripe was asked; only what the answer is about. */
export type Revisions = Partial<Pick<OrderRow, 'disputesRevision' | 'accessRevision'>>;

/**
 * Whether somebody wrote of disputes or access since, or made the order at all: an answer of that time may take back
 * what is newer.
 *
 * @param asOf null where there was no order yet when Stripe was asked
 */
export function isStale(order: OrderRow | null, asOf: Revisions | null): boolean {
  if (!order) return false;
  if (!asOf) return true;
  const { disputesRevision, accessRevision } = asOf;
  return (
    (disputesRevision !== undefined && order.disputesRevision > disputesRevision) ||
    (accessRevision !== undefined && order.accessRevision > accessRevision)
  );
}

/**
 * Whether there is nothing to do any more for the order of a session, so that Stripe is not asked. A visit to the
 * landing page asks only while the payment is on its way: what waits for stock, for a person or for a bank is not
 * helped by asking once more.
 */
export function isSettled(
  { payment, fulfillment }: { payment: PaymentState; fulfillment: FulfillmentState },
  trigger: Trigger,
): boolean {
  const isDone = fulfillment === 'fulfilled' || fulfillment === 'cancelled';
  return isDone || (trigger === 'landing' && payment !== 'awaiting');
}

/** Whether two answers say the same of what became of a payment. */
export const isSameMoney = (before: MoneyView, after: MoneyView): boolean =>
  fingerprint(before) === fingerprint(after);

const fingerprint = ({ amount, refunds, disputes }: MoneyView): string =>
  JSON.stringify([amount, refunds.map(({ id, state }) => [id, state]), disputes]);

/** Whether two answers say that access ends at the same time. */
export const isSameEnd = (before: Date | null, after: Date | null): boolean =>
  before?.getTime() === after?.getTime();
