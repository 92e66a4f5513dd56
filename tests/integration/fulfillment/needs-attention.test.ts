import { afterEach, describe, expect, test } from 'vitest';
import { db } from '@/lib/db';
import { fulfillByHand } from '@/lib/fulfillment/fulfill-by-hand';
import { fulfillCheckout } from '@/lib/fulfillment/fulfill-checkout';
import { useDatabase } from '../../support/database';
import { expectInvariants, stockOf } from '../../support/invariants';
import { pay } from '../../support/shopper';
import { useSandbox } from '../../support/stripe';

useDatabase();
const stripe = useSandbox();

const orderOf = (sessionId: string) =>
  db().order.findUniqueOrThrow({
    where: { sessionId },
    include: {
      lines: { include: { fulfillments: true, product: true }, orderBy: { position: 'asc' } },
      timeline: { orderBy: { id: 'asc' } },
      mails: true,
      parcels: { include: { items: true } },
    },
  });

afterEach(expectInvariants);

describe('what cannot be fulfilled by itself', () => {
  test('keeps a price it does not know as an order that says what to do, and finishes it once it is known', async () => {
    const { stripe: client } = await import('@/lib/stripe/client');
    const product = await client().products.create({ name: 'Poster from the Dashboard' });
    const price = await client().prices.create({ product: product.id, currency: 'eur', unit_amount: 1200 });
    const known = await db().price.findFirstOrThrow({
      where: { active: true, variant: { product: { slug: 'quaderno-pdf' } } },
    });
    const session = await client().checkout.sessions.create({
      mode: 'payment',
      success_url: 'http://shop.test/success?session_id={CHECKOUT_SESSION_ID}',
      line_items: [
        { price: price.id, quantity: 1 },
        { price: known.stripePriceId ?? '', quantity: 1 },
      ],
    });
    await pay(stripe, session.id);
    expect(await fulfillCheckout(session.id, { trigger: 'webhook' })).toMatchObject({
      payment: 'paid',
      fulfillment: 'needs_attention',
    });
    const order = await orderOf(session.id);
    expect(order.attention).toEqual([
      { code: 'unknown_product', lineId: order.lines[0]?.id, priceId: price.id },
    ]);
    expect(order.lines[0]).toMatchObject({
      description: 'Poster from the Dashboard',
      attention: { code: 'unknown_product', priceId: price.id },
    });
    expect(order.lines.map((line) => line.state)).toEqual(['needs_attention', 'fulfilled']);
    expect(order.mails.map((mail) => mail.template)).toEqual(['receipt']);

    await db().price.create({
      data: {
        variantId: known.variantId,
        currency: 'eur',
        unitAmount: 1200,
        lookupKey: 'poster',
        stripePriceId: price.id,
        active: false,
      },
    });
    expect(
      await fulfillCheckout(session.id, { trigger: 'merchant', actor: 'ottavia@shop.test' }),
    ).toMatchObject({
      fulfillment: 'fulfilled',
    });
    const finished = await orderOf(session.id);
    expect(finished.attention).toBeNull();
    expect(finished.timeline.at(-1)).toMatchObject({
      kind: 'fulfilled',
      trigger: 'merchant',
      actor: 'ottavia@shop.test',
    });
  });

  test('fulfils what is there and asks for help with the rest when stock ran out in the meantime', async () => {
    const { stripe: client } = await import('@/lib/stripe/client');
    const bowl = await db().price.findFirstOrThrow({
      where: { active: true, variant: { product: { slug: 'ciotola' } } },
    });
    const { onHand } = await stockOf('ciotola');
    const session = await client().checkout.sessions.create({
      mode: 'payment',
      success_url: 'http://shop.test/success?session_id={CHECKOUT_SESSION_ID}',
      line_items: [{ price: bowl.stripePriceId ?? '', quantity: onHand + 3 }],
    });
    await pay(stripe, session.id);
    expect(await fulfillCheckout(session.id, { trigger: 'webhook' })).toMatchObject({
      fulfillment: 'needs_attention',
    });
    expect((await orderOf(session.id)).attention).toMatchObject([
      { code: 'out_of_stock', wanted: onHand + 3, missing: 3 },
    ]);
    expect((await stockOf('ciotola')).onHand).toBe(0);
    await expectInvariants();

    await db().stock.updateMany({
      where: { variantId: bowl.variantId },
      data: { received: { increment: 5 }, onHand: { increment: 5 } },
    });
    expect(await fulfillCheckout(session.id, { trigger: 'merchant' })).toMatchObject({
      fulfillment: 'fulfilled',
    });
    expect((await stockOf('ciotola')).onHand).toBe(2);
  });

  test('gives the licence keys there are and waits with the rest, which one more key finishes', async () => {
    const pool = await db().productVariant.findFirstOrThrow({
      where: { product: { licenseKeySource: 'pool' } },
    });
    const price = await db().price.findFirstOrThrow({
      where: { variantId: pool.id, active: true },
    });
    const free = () => db().licenseKey.count({ where: { variantId: pool.id, fulfillmentId: null } });
    const left = await free();
    await db().stock.updateMany({
      where: { variantId: pool.id },
      data: { received: { increment: 100 }, onHand: { increment: 100 } },
    });
    const { stripe: client } = await import('@/lib/stripe/client');
    const session = await client().checkout.sessions.create({
      mode: 'payment',
      success_url: 'http://shop.test/success?session_id={CHECKOUT_SESSION_ID}',
      line_items: [{ price: price.stripePriceId ?? '', quantity: left + 2 }],
    });
    await pay(stripe, session.id);
    expect(await fulfillCheckout(session.id, { trigger: 'webhook' })).toMatchObject({
      fulfillment: 'needs_attention',
    });
    expect(await free()).toBe(0);
    const units = async () => (await orderOf(session.id)).lines[0]?.fulfillments.map((row) => row.units);
    expect(await units()).toEqual([left]);
    expect((await orderOf(session.id)).attention).toMatchObject([
      { code: 'keys_short', missing: 2, of: left + 2 },
    ]);
    await expectInvariants();

    // Nothing has changed: nobody is told anything.
    const told = (await orderOf(session.id)).timeline.length;
    await fulfillCheckout(session.id, { trigger: 'sweep' });
    expect((await orderOf(session.id)).timeline.slice(told)).toMatchObject([{ kind: 'nothing_left' }]);

    await db().licenseKey.create({ data: { variantId: pool.id, key: 'ONE-MORE' } });
    expect(await fulfillCheckout(session.id, { trigger: 'merchant' })).toMatchObject({
      fulfillment: 'needs_attention',
    });
    expect(await units()).toEqual([left + 1]);
    expect((await orderOf(session.id)).attention).toMatchObject([
      { code: 'keys_short', missing: 1, of: left + 2 },
    ]);
    await expectInvariants();
    await db().licenseKey.create({ data: { variantId: pool.id, key: 'THE-LAST' } });
    expect(await fulfillCheckout(session.id, { trigger: 'merchant' })).toMatchObject({
      fulfillment: 'fulfilled',
    });
    expect(await free()).toBe(0);
    expect((await orderOf(session.id)).mails.map(({ template }) => template)).toEqual([
      'receipt',
      'delivery',
      'delivery',
    ]);
  });

  test('lets the merchant finish by hand what the shop cannot, once, and keeps their words', async () => {
    const { stripe: client } = await import('@/lib/stripe/client');
    const product = await client().products.create({ name: 'A favour' });
    const price = await client().prices.create({ product: product.id, currency: 'eur', unit_amount: 500 });
    const session = await client().checkout.sessions.create({
      mode: 'payment',
      success_url: 'http://shop.test/success?session_id={CHECKOUT_SESSION_ID}',
      line_items: [{ price: price.id, quantity: 1 }],
    });
    await pay(stripe, session.id);
    await fulfillCheckout(session.id, { trigger: 'webhook' });
    const lineId = (await orderOf(session.id)).lines[0]?.id ?? '';
    expect(await fulfillByHand(lineId, '  ', 'ottavia@shop.test')).toEqual({
      changed: false,
      reason: 'note_missing',
    });
    const presses = await Promise.all(
      [1, 2].map(() => fulfillByHand(lineId, 'Handed over.', 'ottavia@shop.test')),
    );
    expect(presses).toContainEqual({ changed: true });
    expect(presses).toContainEqual({ changed: false, reason: 'not_waiting' });
    const order = await orderOf(session.id);
    expect(order).toMatchObject({ fulfillment: 'fulfilled', attention: null, fulfilledBy: 'merchant' });
    expect(order.timeline.filter((entry) => entry.kind === 'fulfilled_by_hand')).toMatchObject([
      { actor: 'ottavia@shop.test', data: { note: 'Handed over.', line: 'A favour' } },
    ]);
  });

  test('is kept by PostgreSQL neither as an order nor as a line without a reason', async () => {
    const { lines, ...order } = await db().order.findFirstOrThrow({
      where: { fulfillment: 'fulfilled', lines: { some: { state: 'fulfilled' } } },
      include: { lines: true },
    });
    for (const none of [null, 'null', '[]', '{}', '[{}]', '[{"code": null}]', '"Why."']) {
      await expect(
        db().$executeRaw`UPDATE orders SET fulfillment = 'needs_attention', attention = ${none}::jsonb
          WHERE id = ${order.id}::uuid`,
      ).rejects.toThrow('i7_attention_has_reason');
      await expect(
        db().$executeRaw`UPDATE order_line SET state = 'needs_attention', attention = ${none}::jsonb
          WHERE id = ${lines[0]?.id}::uuid`,
      ).rejects.toThrow('i7_line_attention_has_reason');
    }
    await expect(
      db()
        .$executeRaw`UPDATE order_line SET attention = '{"code": "no_file"}' WHERE id = ${lines[0]?.id}::uuid`,
    ).rejects.toThrow('i7_line_attention_has_reason');
  });
});
