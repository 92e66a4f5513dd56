import type { PaymentState } from '../generated/prisma/enums';
import { isPaid } from '../is-paid';

/** Why nothing of an order may be sent: its payment is contested, or the money is not with us. */
export type Held = 'frozen' | 'not_paid';

/**
 * Whether goods of an order may leave (I2): only for money that is with us. While a payment is disputed nothing more
 * goes out; what has left is on its way.
 *
 * @returns null where they may
 */
export function whyHeld(payment: PaymentState): Held | null {
  if (isPaid(payment)) return null;
  return payment === 'disputed' ? 'frozen' : 'not_paid';
}
