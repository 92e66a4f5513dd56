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
  /** A sentence of a version that kept sentences, in English: shown as it is. */
  z.object({ code: z.literal('told'), words: z.string() }),
  /** Such a sentence, of a line that waits for keys. */
  z.object({ code: z.literal('keys_told_short'), words: z.string() }),
]);

/** Why a line, or an order, needs a person. `lineId` is the line it is about. */
export type AttentionReason = z.infer<typeof shape>;

export type AttentionCode = AttentionReason['code'];

/** The codes of lines that wait for licence keys. */
export const waitsForKeys = ['keys_short', 'keys_told_short'] as const satisfies AttentionCode[];

/**
 * The reasons in `order_line.attention` (one), `orders.attention` (a list) or a timeline entry, which may still hold
 * sentences. What this version does not know is told as it is: nobody is kept from reading it, or from acting on it.
 */
export function readReasons(stored: unknown): AttentionReason[] {
  if (stored === null || stored === undefined) return [];
  if (typeof stored === 'string') return stored.split('\n').map((words) => ({ code: 'told', words }));
  if (Array.isArray(stored)) return stored.flatMap(readReasons);
  const { data } = shape.safeParse(stored);
  return [data ?? { code: 'told', words: JSON.stringify(stored) }];
}
