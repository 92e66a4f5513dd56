/** What a product allows a Payment Link to sell. */
export interface LinkGoods {
  maxQuantity: number;
  adjustable: boolean;
  /** Units free to sell; null where nothing is counted. */
  onHand: number | null;
}

export interface LinkTerms {
  /** Most units in one purchase through the link. */
  maximum: number;
  adjustable: boolean;
  /** How many more purchases the link takes; null for any number. */
  purchases: number | null;
}

/**
 * How much a Payment Link may sell. Stripe counts a link's purchases, not its units, and a link holds no stock (I4):
 * so the purchases are limited to what is there even if every buyer takes the most. Where the stock is nearly gone a
 * purchase is one unit, so that the last ones are sold as well.
 * https://docs.stripe.com/api/payment_links/payment_links/create#create_payment_link-restrictions
 */
export function linkTerms({ maxQuantity, adjustable, onHand }: LinkGoods): LinkTerms {
  const most = adjustable ? maxQuantity : 1;
  if (onHand === null) return { maximum: most, adjustable: most > 1, purchases: null };
  const maximum = onHand >= most * 2 ? most : 1;
  return { maximum, adjustable: maximum > 1, purchases: Math.floor(onHand / maximum) };
}
