import type { Entitlement } from '../generated/prisma/client';
import type { PaymentState } from '../generated/prisma/enums';

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
  /** B-1042; null in a message written before the order had its number, which then stands beside it */
  order: string | null;
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
  about: { product: string; order: string | null; payment: PaymentState },
  now: Date,
): EntitlementView {
  const reason = closedReason(row, about.payment, now);
  return {
    id: row.id,
    product: about.product,
    email: row.email?.toLowerCase() ?? null,
    order: about.order,
    subscription: row.subscriptionId,
    starts_at: row.startsAt.toISOString(),
    ends_at: row.endsAt?.toISOString() ?? null,
    active: reason === null,
    reason,
    updated_at: row.updatedAt.toISOString(),
  };
}
