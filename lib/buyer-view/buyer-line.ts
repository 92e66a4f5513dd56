import { lineName, textIn } from '../catalogue/line-name';
import type { FulfillmentKind, LineState, PaymentState, Prisma } from '../generated/prisma/client';

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

/** A licence key; one that was revoked stays visible as such. */
export interface BuyerKey {
  key: string;
  revoked: boolean;
}

/** A course or a membership the buyer may enter. */
export interface BuyerAccess {
  entitlementId: string;
  /** Renews with a subscription */
  subscription: boolean;
  endsAt: Date | null;
  revoked: boolean;
}

/** One line of an order as its buyer sees it: what it was, what it cost, and what it gave them. */
export interface BuyerLine {
  id: string;
  /** Product's name in the reader's language; what Stripe called it where no product of ours matches (I7) */
  name: string;
  slug: string | null;
  image: string | null;
  alt: string;
  quantity: number;
  /** How many of them the money went back for */
  unitsRefunded: number;
  /** Nothing of it may be fetched or seen while the bank looks into the payment */
  frozen: boolean;
  /** Before discount, in the currency's smallest unit */
  amountSubtotal: number;
  state: LineState;
  kinds: FulfillmentKind[];
  downloads: BuyerDownload[];
  keys: BuyerKey[];
  access: BuyerAccess | null;
}

/** What `toBuyerLine` needs of a line. */
export const lineInclude = {
  product: {
    select: {
      slug: true,
      image: true,
      kinds: true,
      texts: { select: { locale: true, name: true, alt: true } },
    },
  },
  fulfillments: {
    include: {
      downloads: { include: { file: true } },
      licenseKeys: { orderBy: { unit: 'asc' } },
      entitlement: true,
    },
  },
} satisfies Prisma.OrderLineInclude;

type LineRow = Prisma.OrderLineGetPayload<{ include: typeof lineInclude }>;

/**
 * Reads a line with everything that was granted for it into what the page and the mails show. While the payment is
 * disputed, keys, downloads and access are left out, so that no page and no mail can show them.
 */
export function toBuyerLine(line: LineRow, locale: string, payment: PaymentState): BuyerLine {
  const { product } = line;
  const frozen = payment === 'disputed' && line.fulfillments.some(({ kind }) => kind !== 'shipment');
  const fulfillments = frozen ? [] : line.fulfillments;
  const text = textIn(product?.texts ?? [], locale);
  const entitlement = fulfillments.find((one) => one.entitlement)?.entitlement;
  return {
    id: line.id,
    name: lineName(line, locale),
    slug: product?.slug ?? null,
    image: product?.image ?? null,
    alt: text?.alt ?? '',
    quantity: line.quantity,
    unitsRefunded: line.unitsRefunded,
    frozen,
    amountSubtotal: line.amountSubtotal,
    state: line.state,
    kinds: product?.kinds ?? [],
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
    keys: fulfillments.flatMap(({ licenseKeys }) =>
      licenseKeys.map(({ key, revokedAt }) => ({ key, revoked: revokedAt !== null })),
    ),
    access: entitlement
      ? {
          entitlementId: entitlement.id,
          subscription: entitlement.subscriptionId !== null,
          endsAt: entitlement.endsAt,
          revoked: entitlement.revokedAt !== null,
        }
      : null,
  };
}
