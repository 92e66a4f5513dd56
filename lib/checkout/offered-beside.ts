import { firstVariant } from '../catalogue/first-variant';
import { db } from '../db';
import type { OrderedProduct } from './price-cart';

/** Stripe's limit on the optional items of a session. */
const mostOffered = 10;

/** A product as far as it matters whether it is offered beside others. */
export interface Candidate {
  slug: string;
  ships: boolean;
  maxQuantity: number;
  /** Units on the shelf; null where nothing is counted. */
  onHand: number | null;
  price: { currency: string; subscription: boolean; stripePriceId: string | null } | null;
}

/** What is offered, and how many of it one may take. */
export interface OfferedItem {
  stripePriceId: string;
  upTo: number;
}

/**
 * What Stripe's page offers beside a cart: what its products name, in their order, as far as it can be bought with
 * them. Never beside a subscription; nothing that has to be sent where no address is asked for; never more of a
 * counted product than is on the shelf. None of it is held: the shopper has not asked for it yet.
 * https://docs.stripe.com/payments/checkout/optional-items
 */
export function chooseOffered(
  cart: readonly Pick<OrderedProduct, 'slug' | 'currency' | 'subscription' | 'ships' | 'offeredWith'>[],
  candidates: readonly Candidate[],
): OfferedItem[] {
  if (cart.some(({ subscription }) => subscription)) return [];
  const inCart = new Set(cart.map(({ slug }) => slug));
  const ships = cart.some((product) => product.ships);
  const bySlug = new Map(candidates.map((candidate) => [candidate.slug, candidate]));
  const named = new Set(cart.flatMap(({ offeredWith }) => offeredWith));
  return [...named]
    .flatMap((slug): OfferedItem[] => {
      const candidate = bySlug.get(slug);
      if (!candidate?.price?.stripePriceId || inCart.has(slug)) return [];
      const { price, onHand, maxQuantity } = candidate;
      if (price.subscription || price.currency !== cart[0]?.currency) return [];
      if (candidate.ships && !ships) return [];
      const upTo = Math.min(maxQuantity, onHand ?? maxQuantity);
      return upTo > 0 ? [{ stripePriceId: candidate.price.stripePriceId, upTo }] : [];
    })
    .slice(0, mostOffered);
}

/** What Stripe's page offers beside these products, as the shop stands now. */
export async function offeredBeside(products: OrderedProduct[]): Promise<OfferedItem[]> {
  const slugs = products.flatMap(({ offeredWith }) => offeredWith);
  if (slugs.length === 0) return [];
  const rows = await db().product.findMany({
    where: { slug: { in: slugs }, active: true },
    select: {
      slug: true,
      kinds: true,
      maxQuantity: true,
      variants: {
        ...firstVariant,
        select: { prices: { where: { active: true } }, stock: { select: { onHand: true } } },
      },
    },
  });
  return chooseOffered(
    products,
    rows.map(({ slug, kinds, maxQuantity, variants: [variant] }) => {
      const price = variant?.prices[0];
      return {
        slug,
        ships: kinds.includes('shipment'),
        maxQuantity,
        onHand: variant?.stock?.onHand ?? null,
        price: price
          ? {
              currency: price.currency,
              subscription: price.interval !== null,
              stripePriceId: price.stripePriceId,
            }
          : null,
      };
    }),
  );
}
