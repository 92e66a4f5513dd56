import { lineName, namedVariant, textIn } from '../catalogue/line-name';
import { kinds } from '../fulfillment/kinds';
import { type BuyerParts, buyerParts, grantInclude } from '../fulfillment/kinds/views';
import type { FulfillmentKind, LineState, PaymentState, Prisma } from '../generated/prisma/client';

/** One line of an order as its buyer sees it: what it was, what it cost, and what it gave them. */
export interface BuyerLine extends BuyerParts {
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
  variant: namedVariant,
  fulfillments: { include: grantInclude },
} satisfies Prisma.OrderLineInclude;

type LineRow = Prisma.OrderLineGetPayload<{ include: typeof lineInclude }>;

/**
 * Reads a line with everything that was granted for it into what the page and the mails show. While the payment is
 * disputed, keys, downloads and access are left out, so that no page and no mail can show them.
 */
export function toBuyerLine(line: LineRow, locale: string, payment: PaymentState): BuyerLine {
  const { product } = line;
  const frozen = payment === 'disputed' && line.fulfillments.some(({ kind }) => kinds[kind].arrivesAtOnce);
  const fulfillments = frozen ? [] : line.fulfillments;
  const text = textIn(product?.texts ?? [], locale);
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
    ...buyerParts(fulfillments),
  };
}
