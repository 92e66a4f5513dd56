import { change, insert } from '../../decision/draft';
import type { Kind } from '../kind';

/** How often a file may be fetched, in all, unless the merchant says otherwise. */
const usualLimit = 20;

/** Files to fetch: a counted, revocable grant for each file of the variant, the same for one unit or several. */
export const download: Kind = {
  arrivesAtOnce: true,

  grant(draft, changes) {
    const empty = changes.filter(({ variant }) => variant.files.length === 0);
    for (const { fulfillmentId, variant, from } of changes) {
      const known = draft.state.downloads.filter((row) => row.fulfillmentId === fulfillmentId);
      for (const row of known) if (row.revokedAt) change(draft, 'downloads', row, { revokedAt: null });
      if (from > 0) continue;
      for (const fileId of variant.files) {
        if (known.some((row) => row.fileId === fileId)) continue;
        const fresh = { id: draft.given.newId(), fulfillmentId, fileId };
        insert(draft, 'downloads', { ...fresh, limit: usualLimit, count: 0, revokedAt: null });
      }
    }
    return empty.map(({ fulfillmentId, line }) => ({
      fulfillmentId,
      reason: { code: 'no_file', lineId: line.id },
    }));
  },

  revoke(draft, changes) {
    const ended = new Set(changes.filter(({ to }) => to === 0).map(({ fulfillmentId }) => fulfillmentId));
    for (const row of draft.state.downloads) {
      if (ended.has(row.fulfillmentId) && !row.revokedAt) {
        change(draft, 'downloads', row, { revokedAt: draft.given.now });
      }
    }
  },

  goneUnits: () => 0,

  /** Files are nobody's detail. */
  erase: () => {},

  announce: () => {},
};
