import type { Prisma } from '../../../generated/prisma/client';

/** A licence key; one that was revoked stays visible as such. */
export interface BuyerKey {
  key: string;
  revoked: boolean;
}

export interface LicenseKeyPart {
  keys: BuyerKey[];
}

const include = { licenseKeys: { orderBy: { unit: 'asc' } } } satisfies Prisma.FulfillmentInclude;

type Granted = Prisma.FulfillmentGetPayload<{ include: typeof include }>;

/** Keys, unit by unit. */
export const licenseKey = {
  include,
  view: (fulfillments: readonly Granted[]): LicenseKeyPart => ({
    keys: fulfillments.flatMap(({ licenseKeys }) =>
      licenseKeys.map(({ key, revokedAt }) => ({ key, revoked: revokedAt !== null })),
    ),
  }),
};
