import type { PaymentState } from './generated/prisma/enums';

/** Payment states in which the goods are the buyer's: the money is with us, wholly or in part (I2). */
export const isPaid = (payment: PaymentState): boolean => payment === 'paid' || payment === 'partly_refunded';
