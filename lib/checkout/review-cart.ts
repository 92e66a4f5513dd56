import { type Cart, limitOf, type Offer, type SeenPrice } from './cart';

/** Why a line cannot be paid for as it stands. */
export type LineProblem = 'gone' | 'sold_out' | 'too_many';

export interface ReviewedLine<O extends Offer = Offer> {
  slug: string;
  quantity: number;
  /** Null where the product is no longer for sale. */
  offer: O | null;
  /** Most that may be bought now. */
  limit: number;
  /** Price of the line at today's price, in the smallest unit; 0 where it cannot be bought at all. */
  total: number;
  /** The price it had when it was put in, where that was another. */
  was: SeenPrice | null;
  problem: LineProblem | null;
}

export interface CartReview<O extends Offer = Offer> {
  lines: ReviewedLine<O>[];
  /** Units in the cart. */
  count: number;
  /** Sum of the lines at today's prices, in the smallest unit. */
  subtotal: number;
  currency: string;
  /** Set where the cart is a subscription. */
  interval: SeenPrice['interval'];
  /** A subscription beside something else: cannot be paid in one session. */
  mixed: boolean;
  /** How many lines have another price than when they were put in. */
  changed: number;
  /** Whether a checkout can be started with it. */
  ready: boolean;
}

const samePrice = (a: SeenPrice, b: SeenPrice): boolean =>
  a.amount === b.amount && a.currency === b.currency && a.interval === b.interval;

/** The cart held against the shop as it is now: what it costs, what has changed, what stands in the way. */
export function reviewCart<O extends Offer>(cart: Cart, offers: ReadonlyMap<string, O>): CartReview<O> {
  const lines = cart.lines.map(({ slug, quantity, seen }): ReviewedLine<O> => {
    const offer = offers.get(slug);
    if (!offer) return { slug, quantity, offer: null, limit: 0, total: 0, was: null, problem: 'gone' };
    const limit = limitOf(offer);
    const problem = limit === 0 ? 'sold_out' : quantity > limit ? 'too_many' : null;
    return {
      ...{ slug, quantity, offer, limit, problem },
      total: limit === 0 ? 0 : offer.price.amount * quantity,
      was: samePrice(seen, offer.price) ? null : seen,
    };
  });
  const prices = lines.flatMap((line) => (line.offer ? [line.offer.price] : []));
  const subscription = prices.find((price) => price.interval);
  const mixed = subscription !== undefined && lines.length > 1;
  return {
    lines,
    count: lines.reduce((sum, line) => sum + line.quantity, 0),
    subtotal: lines.reduce((sum, line) => sum + line.total, 0),
    currency: prices[0]?.currency ?? 'eur',
    interval: mixed ? null : (subscription?.interval ?? null),
    mixed,
    changed: lines.filter((line) => line.was).length,
    ready: lines.length > 0 && !mixed && lines.every((line) => line.problem === null),
  };
}
