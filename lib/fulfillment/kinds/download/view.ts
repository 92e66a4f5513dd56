import type { Prisma } from '../../../generated/prisma/client';

/** A file the buyer may fetch. */
export interface BuyerDownload {
  grantId: string;
  name: string;
  mime: string;
  bytes: number;
  /** Fetches left */
  left: number;
  revoked: boolean;
}

export interface DownloadPart {
  downloads: BuyerDownload[];
}

const include = {
  downloads: { orderBy: { id: 'asc' }, include: { file: true } },
} satisfies Prisma.FulfillmentInclude;

type Granted = Prisma.FulfillmentGetPayload<{ include: typeof include }>;

/** Files, each with what is left of its fetches. */
export const download = {
  include,
  view: (fulfillments: readonly Granted[]): DownloadPart => ({
    downloads: fulfillments.flatMap(({ units, downloads }) =>
      downloads.map(({ id, file, limit, count, revokedAt }) => ({
        grantId: id,
        name: file.name,
        mime: file.mime,
        bytes: file.bytes,
        left: Math.max(0, limit - count),
        revoked: revokedAt !== null || units === 0,
      })),
    ),
  }),
};
