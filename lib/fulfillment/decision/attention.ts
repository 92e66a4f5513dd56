import { z } from 'zod';

// Why a line, or an order, needs a person (I7): a code and what its sentence needs. The words are in
// messages/attention.*.json, one for each code.

const line = { lineId: z.string() };
const units = z.number().int();
/** In the currency's smallest unit. */
const money = { amount: z.number().int(), currency: z.string() };

const shape = z.discriminatedUnion('code', [
  /** Stripe lists no line items for the payment. */
  z.object({ code: z.literal('no_lines') }),
  /** The line's price belongs to no product of this shop. */
  z.object({ code: z.literal('unknown_product'), ...line, priceId: z.string().nullable() }),
  z.object({ code: z.literal('out_of_stock'), ...line, wanted: units, missing: units }),
  /** The pool of licence keys is so many short of those that are wanted: more keys are all it needs. */
  z.object({ code: z.literal('keys_short'), ...line, missing: units, of: units }),
  /** Sold as a download, and the product has no file. */
  z.object({ code: z.literal('no_file'), ...line }),
  /** Finished by hand, then refunded, and the refund did not go through. */
  z.object({ code: z.literal('refunded_by_hand'), ...line }),
  /** Delivered, and a dispute took this much of the payment. */
  z.object({ code: z.literal('lost_in_part'), ...line, ...money }),
  /** Taken back with its payment, and a renewal was paid all the same. */
  z.object({ code: z.literal('renewal_unmet'), ...line }),
]);

/** Why a line, or an order, needs a person. `lineId` is the line it is about. */
export type AttentionReason = z.infer<typeof shape>;

export type AttentionCode = AttentionReason['code'];

/** A reason that this version does not know, as it is stored: a newer one may run beside it, or have run before. */
export interface UnknownReason {
  code: 'unknown';
  stored: string;
}

/**
 * The reasons in `order_line.attention` (one), `orders.attention` (a list) or a timeline entry. What this version does
 * not know is passed on as it is stored: nobody is kept from reading it, or from acting on it.
 */
export function readReasons(stored: unknown): (AttentionReason | UnknownReason)[] {
  if (stored === null || stored === undefined) return [];
  if (Array.isArray(stored)) return stored.flatMap(readReasons);
  const { data } = shape.safeParse(stored);
  return [data ?? { code: 'unknown', stored: JSON.stringify(stored) }];
}
