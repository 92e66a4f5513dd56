import { change, type Draft } from '../../decision/draft';

/** A merchant sets how often a buyer may fetch a file, in all. */
export interface LimitWish {
  kind: 'limit_downloads';
  grantId: string;
  limit: number;
  /** The file's name, for the timeline. */
  name: string;
}

/** Why the limit is as it was; null where it was set. `count` is how often the file was fetched. */
export type LimitOutcome =
  | { refused: 'no_download' }
  | { refused: 'revoked' | 'same' | 'below_count'; count: number }
  | { refused: null; count: number };

/** Sets the limit: more for one who has used it up, or fewer again, but never fewer than were fetched. */
export function limitDownloads(draft: Draft, { grantId, limit, name }: LimitWish): LimitOutcome {
  const { downloads, fulfillments } = draft.state;
  const grant = downloads.find(({ id }) => id === grantId);
  if (!grant) return { refused: 'no_download' };
  const { count } = grant;
  const isGranted = fulfillments.some(({ id, units }) => id === grant.fulfillmentId && units > 0);
  if (grant.revokedAt || !isGranted) return { refused: 'revoked', count };
  if (grant.limit === limit) return { refused: 'same', count };
  if (limit < count) return { refused: 'below_count', count };
  change(draft, 'downloads', grant, { limit });
  const data = { what: name, count: limit, before: grant.limit, grantId };
  draft.notes.push({ kind: 'download_limit_raised', data });
  return { refused: null, count };
}
