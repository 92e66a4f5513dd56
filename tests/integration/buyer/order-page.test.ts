import { randomUUID } from 'node:crypto';
import { NextRequest } from 'next/server';
import { describe, expect, test } from 'vitest';
import { GET as stateOf } from '@/app/api/orders/state/route';
import { loadBuyerOrder, loadOrderHead } from '@/lib/buyer-view/buyer-order';
import { orderOfToken, orderToken, orderUrl, requestOrderLink } from '@/lib/buyer-view/order-link';
import { hashBrowserId } from '@/lib/checkout/browser-id';
import { db } from '@/lib/db';
import { accessUrl, loadAccessRoom, opensRoom } from '@/lib/orders/buyer/access-room';
import { boughtInBrowser, linesToPayAgain } from '@/lib/orders/buyer/own-lines';
import { sign } from '@/lib/signing';
import { useDatabase } from '../../support/database';
import { makeOrder } from './make-order';

useDatabase();

const ask = async (query: string) =>
  await stateOf(new NextRequest(`http://shop.test/api/orders/state?${query}`));

describe('what the page of an order shows', () => {
  test('everything that was bought, with what it gave, in the reader’s language', async () => {
    const { id, number } = await makeOrder({
      lines: [
        { slug: 'quaderno-del-torchio' },
        { slug: 'registri', quantity: 2 },
        { slug: 'comporre-a-mano' },
        { description: 'Something from the Dashboard', state: 'needs_attention' },
      ],
      shipping: 900,
      receipt: true,
    });
    const it = await loadBuyerOrder(id, 'it');
    const en = await loadBuyerOrder(id, 'en');
    expect(it?.number).toBe(`B-${number}`);
    expect(it?.lines.map(({ name }) => name)).toEqual([
      'Quaderno del torchio, libro e PDF',
      'Registri per Ottava',
      'Comporre a mano, corso in sei lezioni',
      'Something from the Dashboard',
    ]);
    expect(en?.lines[0]?.name).not.toBe(it?.lines[0]?.name);
    const [book, plugin, course, other] = it?.lines ?? [];
    expect(book?.downloads).toHaveLength(1);
    expect(it?.parcels[0]?.items).toEqual([{ lineId: book?.id, name: book?.name, quantity: 1 }]);
    expect(plugin?.keys).toHaveLength(2);
    expect(course?.access?.endsAt).toBeInstanceOf(Date);
    expect(other).toMatchObject({ slug: null, image: null, state: 'needs_attention' });
    expect(it?.shippingAddress?.lines.at(-1)).toBe('Italia');
    expect(it?.receipt?.recipient).toBe('giulia@example.com');
  });

  test('who may know little learns nothing personal from its head', async () => {
    const { sessionId } = await makeOrder({ browserId: 'b' });
    const head = await loadOrderHead({ sessionId });
    expect(Object.keys(head ?? {}).sort()).toEqual(
      [
        'browserHash',
        'createdAt',
        'fulfillment',
        'hasEmail',
        'id',
        'number',
        'paidAt',
        'payment',
        'origin',
      ].sort(),
    );
    expect(JSON.stringify(head)).not.toContain('giulia');
  });
});

describe('the signed link of an order', () => {
  test('opens that order, for good', async () => {
    const { id } = await makeOrder();
    const url = new URL(orderUrl(id));
    expect(url.origin).toBe('http://shop.test');
    expect(orderOfToken(url.pathname.split('/').at(-1) ?? '')).toBe(id);
  });

  test.each([
    ['cut short', (id: string) => orderToken(id).slice(0, -1)],
    ['made for another purpose', (id: string) => sign('access', id)],
    ['the bare ID', (id: string) => id],
    ['nothing', () => ''],
  ])('is refused when it is %s', (_what, token) => {
    expect(orderOfToken(token(randomUUID()))).toBeNull();
  });

  test('is sent to the buyer’s own address, once in ten minutes, and the answer shows it masked', async () => {
    const { id } = await makeOrder({ email: 'giulia.ferraris@example.com', locale: 'it' });
    const at = (minutes: number) => new Date(Date.now() + minutes * 60_000);
    const answers = await Promise.all(Array.from({ length: 5 }, () => requestOrderLink(id)));
    await requestOrderLink(id, at(9));
    for (const answer of answers) expect(answer).toEqual({ ok: true, maskedEmail: 'g•••@example.com' });
    const mails = () => db().mailMessage.findMany({ where: { orderId: id } });
    expect(await mails()).toMatchObject([
      { template: 'order_link', recipient: 'giulia.ferraris@example.com', locale: 'it', state: 'queued' },
    ]);
    await requestOrderLink(id, at(11));
    expect(await mails()).toHaveLength(2);
  });

  test('goes nowhere where no address is known', async () => {
    const { id } = await makeOrder({ email: null });
    expect(await requestOrderLink(id)).toEqual({ ok: false, reason: 'no_address' });
    expect(await requestOrderLink(randomUUID())).toEqual({ ok: false, reason: 'no_address' });
  });
});

describe('the state a waiting page asks for', () => {
  test('changes when the order does, and holds nothing else', async () => {
    const { id, sessionId } = await makeOrder({ payment: 'awaiting' });
    expect(await (await ask(`session_id=${sessionId}`)).json()).toEqual({ state: 'awaiting.unfulfilled' });
    await db().order.update({ where: { id }, data: { payment: 'failed' } });
    expect(await (await ask(`session_id=${sessionId}`)).json()).toEqual({ state: 'failed.unfulfilled' });
    expect(await (await ask(`order=${orderToken(id)}`)).json()).toEqual({ state: 'failed.unfulfilled' });
  });

  test('is null while there is no order, and 404 for what is no ID', async () => {
    expect(await (await ask('session_id=cs_test_unheardof')).json()).toEqual({ state: null });
    expect((await ask('session_id=nonsense')).status).toBe(404);
    expect((await ask('order=nonsense')).status).toBe(404);
    expect((await ask('')).status).toBe(404);
  });
});

describe('the cart of whoever paid', () => {
  const cart = [{ slug: 'brocca', quantity: 2 }];

  test('is emptied of what was bought in this browser only', async () => {
    const { sessionId } = await makeOrder({ browserId: 'mine', lines: cart });
    expect(await boughtInBrowser(sessionId, hashBrowserId('mine'))).toEqual(cart);
    expect(await boughtInBrowser(sessionId, hashBrowserId('another'))).toBeNull();
  });

  test('stays as it is when the payment failed', async () => {
    const { sessionId } = await makeOrder({ browserId: 'mine', lines: cart, payment: 'failed' });
    expect(await boughtInBrowser(sessionId, hashBrowserId('mine'))).toBeNull();
  });

  test('is filled again for the browser that tried and for the signed link, for nobody else', async () => {
    const { id, sessionId } = await makeOrder({ browserId: 'mine', lines: cart, payment: 'failed' });
    const asked = { sessionId, signedOrderId: null, browserHash: hashBrowserId('mine') };
    expect(await linesToPayAgain(asked)).toEqual(cart);
    expect(await linesToPayAgain({ ...asked, browserHash: hashBrowserId('another') })).toBeNull();
    expect(await linesToPayAgain({ ...asked, browserHash: null })).toBeNull();
    expect(await linesToPayAgain({ sessionId: null, signedOrderId: id, browserHash: null })).toEqual(cart);
    expect(await linesToPayAgain({ sessionId: null, signedOrderId: null, browserHash: null })).toBeNull();
  });

  test('is filled again from a session that expired before there was an order', async () => {
    const sessionId = `cs_test_${randomUUID().replaceAll('-', '')}`;
    await db().checkout.create({
      data: {
        idempotencyKey: randomUUID(),
        browserHash: hashBrowserId('mine'),
        mode: 'embedded',
        state: 'expired',
        locale: 'it',
        cart,
        sessionId,
        expiresAt: new Date(),
      },
    });
    const asked = { sessionId, signedOrderId: null, browserHash: hashBrowserId('mine') };
    expect(await linesToPayAgain(asked)).toEqual(cart);
    expect(await linesToPayAgain({ ...asked, browserHash: hashBrowserId('another') })).toBeNull();
  });
});

describe('the room behind an access product', () => {
  async function entitlement(endsAt?: Date) {
    const { id } = await makeOrder({
      lines: [{ slug: 'comporre-a-mano' }],
      ...(endsAt && { accessEndsAt: endsAt }),
    });
    return await db().entitlement.findFirstOrThrow({
      where: { fulfillment: { orderLine: { orderId: id } } },
    });
  }

  test('opens to its own link and shows the lessons', async () => {
    const { id } = await entitlement();
    const token = new URL(accessUrl(id)).searchParams.get('t');
    expect(opensRoom(id, token)).toBe(true);
    expect(opensRoom(randomUUID(), token)).toBe(false);
    expect(opensRoom(id, sign('order', id))).toBe(false);
    const room = await loadAccessRoom(id, 'it');
    expect(room).toMatchObject({ state: 'open', slug: 'comporre-a-mano' });
    expect(room?.pages).toHaveLength(6);
  });

  test('gives no page away once it has ended or was taken back', async () => {
    const { id } = await entitlement(new Date(Date.now() - 1000));
    expect(await loadAccessRoom(id, 'it')).toMatchObject({ state: 'ended', pages: [] });
    const other = await entitlement();
    await db().entitlement.update({ where: { id: other.id }, data: { revokedAt: new Date() } });
    expect(await loadAccessRoom(other.id, 'it')).toMatchObject({ state: 'revoked', pages: [] });
    expect(await loadAccessRoom(randomUUID(), 'it')).toBeNull();
  });
});
