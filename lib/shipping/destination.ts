import { z } from 'zod';

const text = z
  .string()
  .trim()
  .transform((value) => value || null)
  .nullish()
  .catch(null)
  .transform((value) => value ?? null);

const nowhere = { line1: null, line2: null, postal_code: null, city: null, state: null, country: null };

const shape = z.object({
  name: text,
  address: z
    .object({ line1: text, line2: text, postal_code: text, city: text, state: text, country: text })
    .nullish()
    .catch(null)
    .transform((address) => address ?? nowhere),
});

/** Who a parcel goes to and where, part by part; null for what Stripe did not collect. */
export type Destination = z.output<typeof shape>;

/**
 * Reads an address as it was collected by Stripe.
 * https://docs.stripe.com/api/checkout/sessions/object (collected_information.shipping_details)
 *
 * @param stored what the order keeps: `{ name, address }`, or nothing
 */
export const readDestination = (stored: unknown): Destination =>
  shape.safeParse(stored).data ?? { name: null, address: nowhere };
