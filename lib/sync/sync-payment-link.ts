import { createHash } from 'node:crypto';
import { db } from '../db';
import { stripe } from '../stripe/client';
import { landingUrl } from '../stripe/create-session';
import { shippingOptions, shipsTo } from '../stripe/shipping';
import type { StripePaymentLink } from '../stripe/types';
import { type LinkTerms, linkTerms } from './link-terms';
import { type Change, metadataOf, orNull, type SyncedVariant, variantKey } from './sync-product';

/** What of a link Stripe does not let us change afterwards, or what a link already shared should not change under. */
function fixedParts({ product }: SyncedVariant, stripePriceId: string) {
  const shipped = product.kinds.includes('shipment');
  return {
    price: stripePriceId,
    // What shipping costs, not the ID of the rate: each session leaves a rate of its own at Stripe, which looks the same.
    shipping: shipped ? { countries: shipsTo, options: shippingOptions('en') } : null,
  };
}

/**
 * Brings a variant's Payment Link to Stripe, and to the database, where the shop's pages find its address. After
 * payment the link leads to the same page as every other way to pay. A link whose price or shipping changed is
 * replaced: the old one is switched off and says so to whoever opens it.
 * https://docs.stripe.com/payment-links/post-payment#change-confirmation-behavior
 *
 * @param stripePriceId null where nothing is on sale: the link is switched off
 * @param rates the shipping rates of a link that has to be made: their IDs, which only then are looked for
 * @param known the account's active links by `variantKey` of their metadata, for a database that has lost the ID
 */
export async function syncPaymentLink(
  variant: SyncedVariant,
  stripePriceId: string | null,
  rates: () => Promise<string[]>,
  known: Map<string, StripePaymentLink>,
): Promise<Change> {
  const { product } = variant;
  const metadata = metadataOf(variant);
  const kept = await db().paymentLink.findMany({ where: { variantId: variant.id } });
  const current = kept.find((link) => link.active) ?? kept.at(-1);
  const retrieved = current && (await orNull(() => stripe().paymentLinks.retrieve(current.id)));
  const found = retrieved ?? known.get(variantKey(metadata)) ?? null;

  if (!product.offersLink || !product.active || !variant.active || !stripePriceId) {
    await db().paymentLink.updateMany({ where: { variantId: variant.id }, data: { active: false } });
    if (!found?.active) return 'same';
    await stripe().paymentLinks.update(found.id, { active: false });
    return 'changed';
  }

  const fixed = fixedParts(variant, stripePriceId);
  const version = createHash('sha256').update(JSON.stringify(fixed)).digest('hex').slice(0, 16);
  if (found && found.metadata.version !== version) {
    await stripe().paymentLinks.update(found.id, { active: false });
  }
  const usable = found?.metadata.version === version ? found : null;
  const sold = usable?.restrictions?.completed_sessions.count ?? 0;
  const wanted = changeableParts(variant, sold);

  if (usable) {
    const change = await update(usable, wanted, termsOf(variant));
    await remember(variant.id, usable.id, usable.url, wanted.active);
    return change;
  }
  const terms = termsOf(variant);
  const { active, restrictions, ...rest } = wanted;
  const made = await stripe().paymentLinks.create({
    ...rest,
    ...(restrictions && { restrictions }),
    line_items: [{ price: stripePriceId, quantity: 1, adjustable_quantity: adjustable(terms) }],
    metadata: { ...metadata, version },
    ...(fixed.shipping && {
      shipping_address_collection: { allowed_countries: fixed.shipping.countries },
      shipping_options: (await rates()).map((shipping_rate) => ({ shipping_rate })),
      phone_number_collection: { enabled: true },
    }),
    allow_promotion_codes: true,
  });
  if (!active) await stripe().paymentLinks.update(made.id, { active });
  await remember(variant.id, made.id, made.url, active);
  return 'made';
}

const termsOf = ({ product: { maxQuantity, adjustable }, stock }: SyncedVariant) =>
  linkTerms({ maxQuantity, adjustable, onHand: stock?.onHand ?? null });

const adjustable = (terms: LinkTerms) =>
  terms.adjustable ? { enabled: true, minimum: 1, maximum: terms.maximum } : { enabled: false };

function changeableParts(variant: SyncedVariant, sold: number) {
  const { purchases } = termsOf(variant);
  return {
    active: purchases !== 0,
    after_completion: {
      type: 'redirect' as const,
      redirect: { url: landingUrl() },
    },
    inactive_message: 'This is sold out at the moment.',
    // The limit counts every purchase ever made through the link, so those made are added to those to come. Stripe
    // takes no limit of 0: a link without stock is switched off instead.
    restrictions: purchases ? { completed_sessions: { limit: sold + purchases } } : null,
  };
}

/**
 * The most units of one purchase change together with the number of purchases: together they are what the link sells.
 * https://docs.stripe.com/api/payment-link/update#update_payment_link-line_items
 */
async function update(
  link: StripePaymentLink,
  wanted: ReturnType<typeof changeableParts>,
  terms: LinkTerms,
): Promise<Change> {
  const limit = wanted.restrictions?.completed_sessions.limit ?? null;
  const line = wanted.active ? await lineToChange(link.id, terms) : null;
  const same =
    link.active === wanted.active &&
    link.after_completion.type === 'redirect' &&
    link.after_completion.redirect?.url === wanted.after_completion.redirect.url &&
    link.inactive_message === wanted.inactive_message &&
    (!wanted.active || (link.restrictions?.completed_sessions.limit ?? null) === limit) &&
    line === null;
  if (same) return 'same';
  const { restrictions, ...rest } = wanted;
  await stripe().paymentLinks.update(link.id, {
    ...rest,
    ...(wanted.active && { restrictions: restrictions ?? '' }),
    ...(line && { line_items: [{ id: line, adjustable_quantity: adjustable(terms) }] }),
  });
  return 'changed';
}

/** The ID of the link's line where the most units of one purchase are no longer these; else null. */
async function lineToChange(linkId: string, terms: LinkTerms): Promise<string | null> {
  const [line] = (await stripe().paymentLinks.listLineItems(linkId)).data;
  if (!line) return null;
  const now = line.adjustable_quantity?.enabled ? line.adjustable_quantity.maximum : null;
  return now === (terms.adjustable ? terms.maximum : null) ? null : line.id;
}

/** At most one link of a variant is active in the database, by a unique index: the others give way first. */
async function remember(variantId: string, id: string, url: string, active: boolean): Promise<void> {
  await db().$transaction([
    db().paymentLink.updateMany({ where: { variantId, id: { not: id } }, data: { active: false } }),
    db().paymentLink.upsert({
      where: { id },
      create: { id, variantId, url, active },
      update: { url, active },
    }),
  ]);
}
