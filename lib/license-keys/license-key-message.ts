import { createHash } from 'node:crypto';
import { orderNumber } from '../order-number';

/** What stands for a key where the key itself must not be read: SHA-256 of its characters, in hex. */
export const hashOfLicenseKey = (key: string): string => createHash('sha256').update(key).digest('hex');

/** What the merchant's other systems are told of a key. */
export const licenseKeyMessage = (
  order: { id: string; number: number | null },
  { id, key }: { id: string; key: string },
  slug: string,
) => ({
  id,
  product: slug,
  sha256: hashOfLicenseKey(key),
  order_id: order.id,
  order_number: orderNumber(order),
});
