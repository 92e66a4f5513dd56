/** A price as it was seen: `amount` in the currency's smallest unit; `interval` null for what is paid once. */
export interface SeenPrice {
  amount: number;
  currency: string;
  interval: 'month' | 'year' | null;
}

/** What is wanted of one product, and the price it had when it was put in. */
export interface CartLine {
  slug: string;
  quantity: number;
  seen: SeenPrice;
}

export interface Cart {
  lines: CartLine[];
  /** References of the last purchases that were taken out of this cart, so that none is taken out twice. */
  bought: string[];
}

/** What the shop says about a product at this moment. `available` is null where nothing is counted. */
export interface Offer {
  slug: string;
  price: SeenPrice;
  maxQuantity: number;
  available: number | null;
}

/** How putting something in ended. `limited`: as many as are to be had, fewer than asked. */
export type AddOutcome = 'added' | 'limited' | 'sold_out' | 'alone' | 'full';

export const emptyCart: Cart = { lines: [], bought: [] };

/** A cookie holds 4 kB: more lines than this would not fit, and Stripe takes 100 at most. */
export const maxLines = 40;

/** How many purchases a cart remembers to have been taken out of it. */
export const rememberedPurchases = 10;

/** Most units one order may hold: by the product's own limit, by stock, and one of a subscription. */
export function limitOf({ price, maxQuantity, available }: Offer): number {
  const limit = price.interval ? 1 : maxQuantity;
  return Math.max(0, available === null ? limit : Math.min(limit, available));
}

const whole = (quantity: number): number => (Number.isSafeInteger(quantity) ? Math.max(0, quantity) : 0);

/** Units in the cart, over all lines. */
export const countItems = (cart: Cart): number => cart.lines.reduce((sum, line) => sum + line.quantity, 0);

/** Whether this offer and what is already in the cart can be paid in one session: a subscription goes alone. */
function goesWith(cart: Cart, offer: Offer): boolean {
  const others = cart.lines.filter((line) => line.slug !== offer.slug);
  return others.length === 0 || (!offer.price.interval && others.every((line) => !line.seen.interval));
}

/** Puts units of a product in. The price seen now replaces the one seen before. `quantity` is what is in it then. */
export function addToCart(
  cart: Cart,
  offer: Offer,
  quantity: number,
): { cart: Cart; outcome: AddOutcome; quantity: number } {
  const before = cart.lines.find((line) => line.slug === offer.slug);
  const stay = (outcome: AddOutcome) => ({ cart, outcome, quantity: before?.quantity ?? 0 });
  const limit = limitOf(offer);
  const wanted = (before?.quantity ?? 0) + whole(quantity);
  if (limit === 0) return stay('sold_out');
  if (!goesWith(cart, offer)) return stay('alone');
  if (!before && cart.lines.length >= maxLines) return stay('full');
  if (wanted === 0) return stay('added');
  const line = { slug: offer.slug, quantity: Math.min(wanted, limit), seen: offer.price };
  const lines = before ? cart.lines.map((other) => (other === before ? line : other)) : [...cart.lines, line];
  return {
    cart: { ...cart, lines },
    outcome: wanted > limit ? 'limited' : 'added',
    quantity: line.quantity,
  };
}

/** Sets how many of a line are wanted, no more than the limit; none takes the line out. Its seen price stays. */
export function setQuantity(cart: Cart, offer: Offer, quantity: number): Cart {
  const wanted = Math.min(whole(quantity), limitOf(offer));
  if (wanted === 0) return removeLine(cart, offer.slug);
  return {
    ...cart,
    lines: cart.lines.map((line) => (line.slug === offer.slug ? { ...line, quantity: wanted } : line)),
  };
}

export const removeLine = (cart: Cart, slug: string): Cart => ({
  ...cart,
  lines: cart.lines.filter((line) => line.slug !== slug),
});

/**
 * Takes what was bought out of the cart. The whole line goes, also where fewer were bought: the shopper lowered the
 * quantity on the payment page. What was put in besides stays. The same purchase is taken out once, so that a reload
 * of the thank-you page leaves alone what was put in later.
 */
export function removeBought(cart: Cart, bought: { slug: string }[], reference: string): Cart {
  if (cart.bought.includes(reference)) return cart;
  const gone = new Set(bought.map((line) => line.slug));
  return {
    lines: cart.lines.filter((line) => !gone.has(line.slug)),
    bought: [reference, ...cart.bought].slice(0, rememberedPurchases),
  };
}
