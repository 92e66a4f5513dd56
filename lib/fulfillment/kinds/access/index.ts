import { day } from '../../../time';
import { change, insert, orderOf } from '../../decision/draft';
import type { Kind } from '../kind';
import { announceAccess } from './announce';

/**
 * An entitlement of the buyer's: for a number of days, for good, or as long as the subscription is paid. One for all
 * units of a line; given again, it ends when it would have ended.
 */
export const access: Kind = {
  arrivesAtOnce: true,

  grant(draft, changes) {
    const { now, newId } = draft.given;
    const { email, subscriptionId } = orderOf(draft);
    for (const { fulfillmentId, product } of changes) {
      const known = draft.state.entitlements.find((row) => row.fulfillmentId === fulfillmentId);
      if (known) {
        if (known.revokedAt) change(draft, 'entitlements', known, { revokedAt: null });
        continue;
      }
      insert(draft, 'entitlements', {
        id: newId(),
        fulfillmentId,
        productId: product.id,
        email,
        startsAt: now,
        revokedAt: null,
        announcedOpen: null,
        timesAnnounced: 0,
        updatedAt: now,
        ...(product.accessDays === null
          ? { subscriptionId, endsAt: draft.subscriptionEnd ?? null }
          : { subscriptionId: null, endsAt: new Date(now.getTime() + product.accessDays * day) }),
      });
    }
    return [];
  },

  revoke(draft, changes) {
    const ended = new Set(changes.filter(({ to }) => to === 0).map(({ fulfillmentId }) => fulfillmentId));
    for (const row of draft.state.entitlements) {
      if (ended.has(row.fulfillmentId) && !row.revokedAt) {
        change(draft, 'entitlements', row, { revokedAt: draft.given.now });
      }
    }
  },

  goneUnits: () => 0,

  /** Whose access it was is forgotten; the signed link still opens it. */
  erase(draft) {
    for (const row of draft.state.entitlements) change(draft, 'entitlements', row, { email: null });
  },

  announce: announceAccess,
};
