import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { loadBuyerOrder, loadOrderHead } from '@/lib/buyer-view/buyer-order';
import { erasedMark } from '@/lib/buyers/redact';
import { hashBrowserId } from '@/lib/checkout/browser-id';
import { db } from '@/lib/db';
import { fulfillCheckout } from '@/lib/fulfillment/fulfill-checkout';
import { sweep } from '@/lib/jobs/sweep';
import { drainQueue } from '@/lib/jobs/worker';
import { loadOrderList } from '@/lib/orders/buyer/load-order-list';
import { requestOrderList } from '@/lib/orders/buyer/request-order-list';
import { eraseBuyer, eraseOrder } from '@/lib/orders/merchant/erase-details';
import { mayGoAgain, sendMailAgain } from '@/lib/orders/merchant/send-mail-again';
import { useDatabase } from '../../support/database';
import { deliver } from '../../support/deliver';
import { useMailbox } from '../../support/mailbox';
import { useSandbox } from '../../support/stripe';
import { actor, details, email, useErasable } from './erasable-order';
import { standsIn } from './everything-stored';

useDatabase();
useMailbox();
const stripe = useSandbox();
const { done, hearAll, send } = useErasable(stripe);

describe('erasing one order', () => {
  test('leaves nothing of the buyer anywhere, and everything the books need', async () => {
    const order = await done('quaderno-del-torchio');
    expect((await standsIn(details)).length).toBeGreaterThan(6);
    await send(order.parcels);
    await drainQueue();

    expect(await eraseOrder(order.id, order.typed, actor)).toEqual({ erased: true, orders: 1 });
    expect(await standsIn([...details, 'RR123456789IT'])).toEqual([]);

    const after = await db().order.findUniqueOrThrow({
      where: { id: order.id },
      include: { lines: true, timeline: { orderBy: { id: 'asc' } }, mails: true },
    });
    expect(after).toMatchObject({
      number: order.number,
      amountTotal: order.amountTotal,
      payment: 'paid',
      fulfillment: 'fulfilled',
      email: null,
      shippingAddress: null,
      buyerId: null,
    });
    expect(after.erasedAt).toBeInstanceOf(Date);
    expect(after.timeline.at(-1)).toMatchObject({ kind: 'details_erased', trigger: 'merchant', actor });
    expect(after.mails.every(({ recipient }) => recipient === erasedMark)).toBe(true);
    for (const mail of after.mails) {
      expect(mayGoAgain(mail)).toBe(false);
      expect(await sendMailAgain(mail.id, actor)).toEqual({ queued: false, reason: 'no_mail' });
    }
    const records = await db().orderRecord.findMany({ where: { orderId: order.id } });
    expect(JSON.stringify(records.map(({ body }) => body))).toContain(order.sessionId);
    expect(await db().buyer.findUniqueOrThrow({ where: { id: order.buyerId ?? '' } })).toMatchObject({
      email: null,
      name: null,
    });
  });

  test('leaves the buyer and their other orders as they are, and out of this one’s sight', async () => {
    const first = await done('quaderno-pdf');
    const second = await done('quaderno-pdf');
    expect(first.buyerId).toBe(second.buyerId);
    expect(await eraseOrder(first.id, first.typed.toLowerCase(), actor)).toMatchObject({ erased: true });
    expect(await db().order.findUniqueOrThrow({ where: { id: second.id } })).toMatchObject({
      email,
      name: 'Ada Rossi',
    });
    expect((await loadOrderList(second.buyerId ?? '', 'en'))?.orders.map(({ id }) => id)).toEqual([
      second.id,
    ]);
    const about = await db().stripeEvent.findMany({
      where: { objectId: { in: [first.sessionId, second.sessionId] } },
      include: { body: true },
    });
    const text = (id: string) => JSON.stringify(about.find(({ objectId }) => objectId === id)?.body);
    expect(text(first.sessionId)).not.toContain(email);
    expect(text(second.sessionId)).toContain(email);
  });

  test('keeps what was bought open by the signed link, which says that the details are gone', async () => {
    const browserId = randomUUID();
    const order = await done('registri', { browserId });
    await eraseOrder(order.id, order.typed, actor);
    const shown = await loadBuyerOrder(order.id, 'en');
    expect(shown?.lines[0]?.keys).toHaveLength(1);
    expect(shown).toMatchObject({
      email: null,
      name: null,
      shippingAddress: null,
      receipt: null,
      manageable: false,
    });
    expect(shown?.erasedAt).toBeInstanceOf(Date);
    // The browser that bought proves nothing any more.
    expect((await loadOrderHead({ id: order.id }))?.browserHash).not.toBe(hashBrowserId(browserId));
  });

  test('is not undone by whoever fulfils again: sweep, retry, late events, a refund', async () => {
    const order = await done('quaderno-pdf');
    await eraseOrder(order.id, order.typed, actor);
    const events = await db().stripeEvent.findMany({ where: { objectId: order.sessionId } });
    for (const trigger of ['sweep', 'merchant', 'landing', 'webhook'] as const) {
      await fulfillCheckout(order.sessionId, { trigger });
    }
    // Stripe sends once more what it sent before: a kind the shop acts on, and one it only keeps.
    for (const type of ['checkout.session.completed', 'charge.succeeded']) {
      const again = stripe.engine.account.events().find((event) => event.type === type);
      await deliver(JSON.stringify({ ...again, id: `evt_${randomUUID().replaceAll('-', '')}` }));
    }
    expect(await standsIn(['Ada Rossi'])).not.toEqual([]);
    await drainQueue();
    await sweep();
    expect(await standsIn(details)).toEqual([]);

    await stripe.engine.account.refund(order.paymentIntentId ?? '', 100);
    await hearAll();
    await fulfillCheckout(order.sessionId, { trigger: 'merchant' });
    await stripe.engine.account.refund(order.paymentIntentId ?? '');
    await hearAll();
    await sweep();
    await drainQueue();
    expect(await db().order.findUniqueOrThrow({ where: { id: order.id } })).toMatchObject({
      payment: 'refunded',
      email: null,
      buyerId: null,
    });
    expect(await standsIn(details)).toEqual([]);
    expect(await db().stripeEvent.count()).toBeGreaterThan(events.length);
    expect(await db().mailMessage.count({ where: { orderId: order.id, state: 'queued' } })).toBe(0);
  });

  test('takes out what a merchant wrote about the buyer in their own words', async () => {
    const order = await done('quaderno-pdf');
    await db().timelineEntry.create({
      data: {
        orderId: order.id,
        kind: 'fulfilled_by_hand',
        trigger: 'merchant',
        data: { note: `Told ada rossi <${email}> on the phone` },
      },
    });
    await eraseOrder(order.id, order.typed, actor);
    const note = await db().timelineEntry.findFirstOrThrow({
      where: { orderId: order.id, kind: 'fulfilled_by_hand' },
    });
    expect(note.data).toEqual({ note: `Told ${erasedMark} <${erasedMark}> on the phone` });
  });

  test('twice at the same instant is done once', async () => {
    const order = await done('quaderno-pdf');
    const results = await Promise.all([1, 2].map(() => eraseOrder(order.id, order.typed, actor)));
    expect(results.filter(({ erased }) => erased)).toHaveLength(1);
    expect(results).toContainEqual({ erased: false, reason: 'already_erased', blocks: [] });
  });
});

describe('erasing a buyer', () => {
  test('takes their details out of all of their orders, and makes them a new buyer should they come back', async () => {
    const orders = [await done('quaderno-pdf'), await done('ciotola')];
    const buyerId = orders[0]?.buyerId ?? '';
    await requestOrderList(email, 'en');
    await send(orders.flatMap(({ parcels }) => parcels));
    expect(await eraseBuyer(buyerId, email.toUpperCase(), actor)).toEqual({ erased: true, orders: 2 });
    expect(await standsIn(details)).toEqual([]);
    expect(await loadOrderList(buyerId, 'en')).toBeNull();
    expect((await done('quaderno-pdf')).buyerId).not.toBe(buyerId);
  });

  test('erases nothing while one of the orders still needs the details, and says which and why', async () => {
    const ready = await done('quaderno-pdf');
    const waiting = await done('ciotola');
    expect(await eraseBuyer(ready.buyerId ?? '', email, actor)).toEqual({
      erased: false,
      reason: 'blocked',
      blocks: [{ order: waiting.typed, why: 'parcel_waiting' }],
    });
    expect((await db().order.findUniqueOrThrow({ where: { id: ready.id } })).email).toBe(email);
  });
});
