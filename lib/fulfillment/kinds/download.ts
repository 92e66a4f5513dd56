import type { Kind } from './kind';

/** Files to fetch: a counted, revocable grant for each file of the product, the same for one unit or several. */
export const download: Kind = {
  async grant(tx, _order, changes) {
    const empty = changes.filter(({ product }) => product.files.length === 0);
    const full = changes.filter(({ product }) => product.files.length > 0);
    const known = full.filter(({ isNew }) => !isNew).map(({ fulfillmentId }) => fulfillmentId);
    if (known.length > 0) {
      await tx.downloadGrant.updateMany({
        where: { fulfillmentId: { in: known }, revokedAt: { not: null } },
        data: { revokedAt: null },
      });
    }
    await tx.downloadGrant.createMany({
      data: full
        .filter(({ from }) => from === 0)
        .flatMap(({ fulfillmentId, product }) =>
          product.files.map((file) => ({ fulfillmentId, fileId: file.id })),
        ),
      skipDuplicates: true,
    });
    return empty.map(({ fulfillmentId, line }) => ({
      fulfillmentId,
      reason: { code: 'no_file', lineId: line.id },
    }));
  },

  async revoke(tx, _order, changes) {
    const ended = changes.filter(({ to }) => to === 0);
    await tx.downloadGrant.updateMany({
      where: { fulfillmentId: { in: ended.map(({ fulfillmentId }) => fulfillmentId) }, revokedAt: null },
      data: { revokedAt: new Date() },
    });
  },
};
