import { z } from 'zod';

/** An address ready to be printed, one array entry a line. */
export interface PostalAddress {
  name: string | null;
  lines: string[];
}

const text = z.string().trim().nullish();
const shape = z.object({
  name: text,
  address: z
    .object({ line1: text, line2: text, postal_code: text, city: text, state: text, country: text })
    .nullish(),
});

/** Countries that write the town before the postal code, and the region between the two. */
const townFirst = new Set(['US', 'CA', 'AU', 'GB', 'IE', 'NZ']);

/**
 * Lays an address collected by Stripe out as it is written on a parcel, the country in the reader's language.
 * https://docs.stripe.com/api/checkout/sessions/object (collected_information.shipping_details)
 *
 * @param stored what the order keeps: `{ name, address }`
 * @returns null where there is nothing to print
 */
export function postalAddress(stored: unknown, locale: string): PostalAddress | null {
  const { data } = shape.safeParse(stored);
  if (!data?.address) return null;
  const { line1, line2, postal_code, city, state, country } = data.address;
  const town =
    country && townFirst.has(country)
      ? [[city, state].filter(Boolean).join(', '), postal_code]
      : [postal_code, city, state && state !== city ? `(${state})` : null];
  const countryName = country
    ? new Intl.DisplayNames(locale, { type: 'region', fallback: 'code' }).of(country)
    : null;
  const lines = [line1, line2, town.filter(Boolean).join(' '), countryName].filter(
    (line): line is string => !!line,
  );
  return lines.length > 0 ? { name: data.name || null, lines } : null;
}
