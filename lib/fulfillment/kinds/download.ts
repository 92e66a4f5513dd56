import type { Kind } from './kind';

/** Files to fetch: a counted, revocable grant for each file of the product. */
export const download: Kind = {
  async grant(tx, _order, grants) {
    const empty = grants.filter(({ product }) => product.files.length === 0);
    await tx.downloadGrant.createMany({
      data: grants.flatMap(({ fulfillmentId, product }) =>
        product.files.map((file) => ({ fulfillmentId, fileId: file.id })),
      ),
    });
    return empty.map(({ fulfillmentId, product }) => ({
      fulfillmentId,
      reason: `“${product.slug}” is sold as a download but has no file yet: add one, then retry.`,
    }));
  },

  async revoke(tx, fulfillmentIds) {
    await tx.downloadGrant.updateMany({
      where: { fulfillmentId: { in: fulfillmentIds }, revokedAt: null },
      data: { revokedAt: new Date() },
    });
  },
};
