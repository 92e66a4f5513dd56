import { licenseKeyMessage } from '../../../license-keys/license-key-message';
import { change, type Draft, goodsOfLine, insert, orderOf, queueMessage } from '../../decision/draft';
import type { Kind, Refusal, UnitsChange } from '../kind';
import type { KeyRow } from './rows';

/**
 * One key for each unit, from the variant's pool or generated; never the same key for two units (I1). A pool that is
 * short gives the keys it has, and the rest waits. A key that was taken back stays with its unit, marked: nobody else
 * is ever given it, and the buyer gets it again with the unit.
 */
export const licenseKey: Kind = {
  arrivesAtOnce: true,

  grant(draft, changes) {
    const refusals: Refusal[] = [];
    for (const { fulfillmentId, line, product, variant, to } of changes) {
      const keys = keysOf(draft, fulfillmentId);
      const inHand = inForce(keys).length;
      const back = keys.filter(({ revokedAt }) => revokedAt !== null).slice(0, Math.max(0, to - inHand));
      const fresh = to - inHand - back.length;
      const added =
        fresh > 0
          ? addKeys(draft, { fulfillmentId, product, variant }, (keys.at(-1)?.unit ?? -1) + 1, fresh)
          : 0;
      for (const key of back) restore(draft, key);
      const missing = Math.max(0, fresh) - added;
      if (missing > 0) {
        const reason = { code: 'keys_short' as const, lineId: line.id, missing, of: to };
        refusals.push({ fulfillmentId, reason, units: to - missing });
      }
    }
    return refusals;
  },

  /** The highest units go first. A message tells the merchant's other software to stop honouring the keys (I5). */
  revoke(draft, changes) {
    const { now } = draft.given;
    for (const { fulfillmentId, to } of changes) {
      for (const key of inForce(keysOf(draft, fulfillmentId)).slice(to)) {
        change(draft, 'keys', key, { revokedAt: now });
        queueMessage(draft, 'license_key.revoked', `license_key.revoked:${key.id}:${now.getTime()}`, {
          ...aboutKey(draft, key),
          revoked_at: now.toISOString(),
        });
      }
    }
  },

  /** Keys of a pool are spent once somebody was given them. */
  goneUnits: (draft, { id }, { licenseKeySource }) =>
    licenseKeySource === 'pool' ? keysOf(draft, id).length : 0,

  /** Keys are nobody's detail. */
  erase: () => {},

  /** Taken back and given again, a key is announced where that happens. */
  announce: () => {},
};

/** The keys of a fulfilment, by unit: those in the buyer's hands and those that were taken back. */
const keysOf = ({ state }: Draft, fulfillmentId: string): KeyRow[] =>
  state.keys
    .filter((key) => key.fulfillmentId === fulfillmentId)
    .sort((a, b) => (a.unit ?? 0) - (b.unit ?? 0));

const inForce = (keys: readonly KeyRow[]): KeyRow[] => keys.filter(({ revokedAt }) => revokedAt === null);

/** When it was taken back is what tells this time from another. */
function restore(draft: Draft, key: KeyRow): void {
  queueMessage(
    draft,
    'license_key.restored',
    `license_key.restored:${key.id}:${key.revokedAt?.getTime()}`,
    aboutKey(draft, key),
  );
  change(draft, 'keys', key, { revokedAt: null });
}

function aboutKey(draft: Draft, key: KeyRow) {
  const slug = goodsOfLine(draft, key)?.product.slug ?? '';
  return licenseKeyMessage(orderOf(draft), key, slug);
}

/** @returns how many keys were added: fewer than were asked for where the pool has no more */
function addKeys(
  draft: Draft,
  { fulfillmentId, product, variant }: Pick<UnitsChange, 'fulfillmentId' | 'product' | 'variant'>,
  firstUnit: number,
  count: number,
): number {
  const { now: grantedAt, newId, newKey } = draft.given;
  const variantId = variant.id;
  const drawn =
    product.licenseKeySource === 'generated'
      ? Array.from({ length: count }, () => ({ id: newId(), variantId, key: newKey(), revokedAt: null }))
      : draft.goods.freeKeys.filter((key) => key.variantId === variantId).slice(0, count);
  const ids = new Set(drawn.map(({ id }) => id));
  draft.goods.freeKeys = draft.goods.freeKeys.filter(({ id }) => !ids.has(id));
  insert(
    draft,
    'keys',
    ...drawn.map((key, at) => ({ ...key, fulfillmentId, unit: firstUnit + at, grantedAt })),
  );
  return drawn.length;
}
