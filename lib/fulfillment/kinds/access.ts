import type { Kind } from './kind';

const day = 24 * 60 * 60 * 1000;

/** An entitlement of the buyer's: for a number of days, for good, or as long as the subscription is paid. */
export const access: Kind = {
  async grant(tx, order, grants) {
    const now = Date.now();
    await tx.entitlement.createMany({
      data: grants.map(({ fulfillmentId, product, subscriptionEndsAt }) => ({
        fulfillmentId,
        productId: product.id,
        email: order.email,
        startsAt: new Date(now),
        ...(product.accessDays === null
          ? { subscriptionId: order.subscriptionId, endsAt: subscriptionEndsAt }
          : { endsAt: new Date(now + product.accessDays * day) }),
      })),
    });
    return [];
  },

  async revoke(tx, fulfillmentIds) {
    await tx.entitlement.updateMany({
      where: { fulfillmentId: { in: fulfillmentIds }, revokedAt: null },
      data: { revokedAt: new Date() },
    });
  },
};
