import type { CartReview } from '@/lib/checkout/review-cart';

/** What a cart comes to, as a form carries it from the page that showed it to the press of its button. */
export const amountShown = ({ subtotal, currency, interval }: CartReview): string =>
  [subtotal, currency, interval ?? 'once'].join(' ');
