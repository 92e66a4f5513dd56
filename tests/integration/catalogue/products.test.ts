import { describe, expect, it } from 'vitest';
import { findProduct, listProducts, productsBySlug } from '@/lib/catalogue/products';
import { stockState } from '@/lib/catalogue/stock-state';
import { db } from '@/lib/db';
import { useDatabase } from '../../support/database';
import { variantOf } from '../../support/variant';

useDatabase();

async function productId(slug: string): Promise<string> {
  return (await db().product.findUniqueOrThrow({ where: { slug }, select: { id: true } })).id;
}

/** One unit held by an unfinished checkout of this browser. */
async function hold(slug: string, browserHash: string): Promise<void> {
  const { id: variantId } = await variantOf(slug);
  const checkout = await db().checkout.create({
    data: {
      idempotencyKey: `${browserHash}-${slug}`,
      browserHash,
      mode: 'hosted',
      state: 'open',
      locale: 'en',
      cart: [],
      expiresAt: new Date(Date.now() + 60_000),
    },
  });
  await db().$transaction([
    db().stock.update({
      where: { variantId },
      data: { onHand: { decrement: 1 }, held: { increment: 1 } },
    }),
    db().hold.create({ data: { checkoutId: checkout.id, variantId, quantity: 1 } }),
  ]);
}

describe('the catalogue', () => {
  it('comes in the shop’s order and in the language asked for', async () => {
    const [italian, english] = await Promise.all([listProducts('it', null), listProducts('en', null)]);
    expect(italian.length).toBeGreaterThanOrEqual(12);
    expect(english.map(({ slug }) => slug)).toEqual(italian.map(({ slug }) => slug));
    const name = (list: typeof italian) => list.find(({ slug }) => slug === 'ciotola')?.name;
    expect([name(italian), name(english)]).toEqual(['Ciotola', 'Bowl']);
  });

  it('falls back to English where a text is missing', async () => {
    const id = await productId('brocca');
    await db().productText.delete({ where: { productId_locale: { productId: id, locale: 'it' } } });
    expect((await findProduct('brocca', 'it', null))?.name).toBe('One-litre jug');
  });

  it('shows the price that is active, and no product without one', async () => {
    const { id: variantId } = await variantOf('refuso-4');
    await db().price.updateMany({ where: { variantId }, data: { active: false } });
    expect(await findProduct('refuso-4', 'en', null)).toBeNull();
    await db().price.create({
      data: { variantId, currency: 'eur', unitAmount: 950, lookupKey: 'refuso-4_eur_950' },
    });
    expect((await findProduct('refuso-4', 'en', null))?.price).toEqual({
      amount: 950,
      currency: 'eur',
      interval: null,
    });
  });

  it('knows no product that is not for sale', async () => {
    await db().product.update({ where: { slug: 'quaderno-pdf' }, data: { active: false } });
    expect(await findProduct('quaderno-pdf', 'en', null)).toBeNull();
    expect((await productsBySlug(['quaderno-pdf', 'ciotola', 'nothing'], 'en', null)).size).toBe(1);
    expect((await productsBySlug([], 'en', null)).size).toBe(0);
  });

  it('tells the browser that holds the last one from the others, who see it reserved', async () => {
    await hold('luna-su-superga', 'mine');
    const seenBy = async (browser: string | null) =>
      stockState((await findProduct('luna-su-superga', 'en', browser))?.stock ?? null);
    expect(await seenBy('mine')).toBe('yours');
    expect(await seenBy('another')).toBe('reserved');
    expect(await seenBy(null)).toBe('reserved');
  });

  it('offers a Payment Link only where there is an active one', async () => {
    const { id: variantId } = await variantOf('listello');
    await db().paymentLink.deleteMany({ where: { variantId } });
    expect((await findProduct('listello', 'en', null))?.paymentLink).toBeNull();
    await db().paymentLink.create({ data: { id: 'plink_1', variantId, url: 'https://buy.example/1' } });
    expect((await findProduct('listello', 'en', null))?.paymentLink).toBe('https://buy.example/1');
    await db().paymentLink.update({ where: { id: 'plink_1' }, data: { active: false } });
    expect((await findProduct('listello', 'en', null))?.paymentLink).toBeNull();
  });
});
