import type { Entitlement } from '../generated/prisma/client';
import type { PaymentState } from '../generated/prisma/enums';
import { orderNumber } from '../order-number';

/** Why somebody's access is closed: taken back, contested at the bank, or over. */
export type ClosedReason = 'revoked' | 'disputed' | 'ended';

/**
 * Whether access is open, decided in one place. What was taken back stays so whatever else is true; a payment that is
 * contested closes it until that is settled; else it is open until its end.
 *
 * @returns why it is closed; null while it is open
 */
export function closedReason(
  entitlement: Pick<Entitlement, 'revokedAt' | 'endsAt'>,
  payment: PaymentState,
  now: Date,
): ClosedReason | null {
  if (entitlement.revokedAt) return 'revoked';
  if (entitlement.endsAt && entitlement.endsAt <= now) return 'ended';
  return payment === 'disputed' ? 'disputed' : null;
}

/** An entitlement as other systems are shown it: by the API and in the messages that tell of a change. Times in UTC. */
export interface EntitlementView {
  id: string;
  /** The product's slug */
  product: string;
  /** In lower case; null once the buyer's details were erased */
  email: string | null;
  order_id: string;
  /** B-1042 */
  order_number: string;
  subscription: string | null;
  starts_at: string;
  /** Null while nothing ends it */
  ends_at: string | null;
  active: boolean;
  /** Why it is not active; null while it is */
  reason: ClosedReason | null;
  updated_at: string;
}

/** Writes an entitlement down for other systems. */
export function viewEntitlement(
  row: Omit<Entitlement, 'fulfillmentId' | 'productId' | 'toldOpen'>,
  product: string,
  order: { id: string; number: number | null; payment: PaymentState },
  now: Date,
): EntitlementView {
  const reason = closedReason(row, order.payment, now);
  return {
    id: row.id,
    product,
    email: row.email?.toLowerCase() ?? null,
    order_id: order.id,
    order_number: orderNumber(order),
    subscription: row.subscriptionId,
    starts_at: row.startsAt.toISOString(),
    ends_at: row.endsAt?.toISOString() ?? null,
    active: reason === null,
    reason,
    updated_at: row.updatedAt.toISOString(),
  };
}
