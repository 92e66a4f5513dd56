import type { Prisma } from '../../../generated/prisma/client';

/** A course or a membership the buyer may enter. */
export interface BuyerAccess {
  entitlementId: string;
  /** Renews with a subscription */
  subscription: boolean;
  endsAt: Date | null;
  revoked: boolean;
}

export interface AccessPart {
  access: BuyerAccess | null;
}

const include = { entitlement: true } satisfies Prisma.FulfillmentInclude;

type Granted = Prisma.FulfillmentGetPayload<{ include: typeof include }>;

/** The one entitlement of a line. */
export const access = {
  include,
  view: (fulfillments: readonly Granted[]): AccessPart => {
    const entitlement = fulfillments.find((one) => one.entitlement)?.entitlement;
    if (!entitlement) return { access: null };
    return {
      access: {
        entitlementId: entitlement.id,
        subscription: entitlement.subscriptionId !== null,
        endsAt: entitlement.endsAt,
        revoked: entitlement.revokedAt !== null,
      },
    };
  },
};
