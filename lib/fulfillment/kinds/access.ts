import type { Kind } from './kind';

const day = 24 * 60 * 60 * 1000;

/**
 * An entitlement of the buyer's: for a number of days, for good, or as long as the subscription is paid. One for all
 * units of a line; given again, it ends when it would have ended.
 */
export const access: Kind = {
  async grant(tx, order, changes) {
    const now = Date.now();
    const known = changes.filter(({ isNew }) => !isNew).map(({ fulfillmentId }) => fulfillmentId);
    if (known.length > 0) {
      await tx.entitlement.updateMany({
        where: { fulfillmentId: { in: known }, revokedAt: { not: null } },
        data: { revokedAt: null },
      });
    }
    await tx.entitlement.createMany({
      data: changes.map(({ fulfillmentId, product, subscriptionEndsAt = null }) => ({
        fulfillmentId,
        productId: product.id,
        email: order.email,
        startsAt: new Date(now),
        ...(product.accessDays === null
          ? { subscriptionId: order.subscriptionId, endsAt: subscriptionEndsAt }
          : { endsAt: new Date(now + product.accessDays * day) }),
      })),
      skipDuplicates: true,
    });
    return [];
  },

  async revoke(tx, _order, changes) {
    const ended = changes.filter(({ to }) => to === 0);
    await tx.entitlement.updateMany({
      where: { fulfillmentId: { in: ended.map(({ fulfillmentId }) => fulfillmentId) }, revokedAt: null },
      data: { revokedAt: new Date() },
    });
  },
};
