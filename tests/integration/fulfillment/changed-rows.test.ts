import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { db } from '@/lib/db';
import type { LineRow, OrderRow, OrderState } from '@/lib/fulfillment/decision/order-state';
import { useDatabase } from '../../support/database';
import {
  change,
  first,
  lineRow,
  load,
  make,
  now,
  pricesOf,
  session,
  sold,
  targetOf,
  useSold,
} from './written-order';

useDatabase();
useSold();

describe('rows that change', () => {
  test('are written, those that disappear are deleted, and every set comes back as it was', async () => {
    const target = targetOf(session());
    await make([target]);
    const file = await db().productFile.findFirst();
    await db().licenseKey.create({ data: { variantId: sold.game.id, key: `POOL-${randomUUID()}` } });
    const price = await db().price.findFirstOrThrow({ where: { variantId: sold.game.id } });
    await db().price.update({ where: { id: price.id }, data: { stripePriceId: pricesOf.game } });
    const all = { ...target, stripePriceIds: [pricesOf.bowl, pricesOf.game] };
    let wanted: OrderState | undefined;
    await change(all, (state, goods) => {
      const order = {
        ...(state.order as OrderRow),
        payment: 'partly_refunded' as const,
        amountRefunded: 3600,
      };
      const [line, fulfillment] = [state.lines[0] as LineRow, state.fulfillments[0]];
      const download = {
        id: randomUUID(),
        orderLineId: line.id,
        kind: 'download' as const,
        units: 1,
        revokedAt: null,
      };
      const licence = {
        id: randomUUID(),
        orderLineId: line.id,
        kind: 'license_key' as const,
        units: 2,
        revokedAt: null,
      };
      const access = {
        id: randomUUID(),
        orderLineId: line.id,
        kind: 'access' as const,
        units: 1,
        revokedAt: null,
      };
      const free = goods.freeKeys.find(({ variantId }) => variantId === sold.game.id);
      if (!free || !file || !fulfillment) throw new Error('the catalogue lacks a key or a file');
      const given = { fulfillmentId: licence.id, grantedAt: now, revokedAt: null };
      const refund = {
        ...{ id: `re_${order.id}`, orderId: order.id, invoiceId: null, amount: 3600, currency: 'eur' },
        ...{ state: 'succeeded' as const, reason: null, failureReason: null, actor: 'mia', announced: true },
        createdAt: now,
      };
      wanted = {
        ...state,
        order: { ...order, attention: null },
        lines: [
          { ...line, unitsRefunded: 1, stockTaken: 1 },
          { ...lineRow(order.id, sold.game), position: 1 },
        ],
        fulfillments: [{ ...fulfillment, units: 0 }, download, licence, access].sort(byId),
        parcelItems: [],
        parcels: state.parcels.map((parcel) => ({ ...parcel, state: 'cancelled' as const })),
        downloads: [
          {
            id: randomUUID(),
            fulfillmentId: download.id,
            fileId: file.id,
            limit: 20,
            count: 0,
            revokedAt: null,
          },
        ],
        keys: [
          { ...free, ...given, unit: 0 },
          { id: randomUUID(), variantId: sold.game.id, key: `NEW-${randomUUID()}`, ...given, unit: 1 },
        ],
        entitlements: [
          {
            ...{
              id: randomUUID(),
              fulfillmentId: access.id,
              productId: sold.game.productId,
              email: 'ada@example.com',
            },
            ...{ subscriptionId: null, startsAt: now, endsAt: null, revokedAt: null, announcedOpen: true },
            ...{ timesAnnounced: 1, updatedAt: now },
          },
        ],
        refunds: [refund],
        refundLines: [{ refundId: refund.id, orderLineId: line.id, quantity: 1, amount: 3600 }],
        disputes: [
          {
            ...{ id: `du_${order.id}`, orderId: order.id, invoiceId: null, amount: 3_000_000_000 },
            ...{ currency: 'eur', reason: 'fraudulent', status: 'needs_response', outcome: 'open' },
          },
        ],
        paymentEntries: [
          ...state.paymentEntries,
          {
            ...{ kind: 'refund', objectId: refund.id, paymentId: state.payments[0]?.id ?? '' },
            ...{ amount: -3600, currency: 'eur', at: new Date(now.getTime() + 1) },
          },
        ],
        periods: [
          {
            ...{ invoiceId: `in_${order.id}`, orderId: order.id, number: 1, paidAt: null },
            ...{ failedAttempts: 1, missed: false, met: false },
          },
        ],
      };
      return { after: wanted };
    });
    const { facts, goods } = await load(all);
    const loaded = first(facts).state;
    const updatedAt = loaded.entitlements[0]?.updatedAt;
    expect(updatedAt).not.toEqual(now);
    expect(loaded).toEqual({
      ...wanted,
      entitlements: wanted?.entitlements.map((row) => ({ ...row, updatedAt })),
    });
    expect(goods.freeKeys).toEqual([]);
    expect(goods.products.find(({ id }) => id === sold.game.productId)).toMatchObject({
      licenseKeySource: 'pool',
      variants: [{ id: sold.game.id, stripePriceIds: [pricesOf.game], hasBackOrders: false }],
    });
  });

  test('of a checkout and its holds are written without any order', async () => {
    const sessionId = session();
    const checkout = await db().checkout.create({
      data: {
        ...{
          idempotencyKey: randomUUID(),
          mode: 'hosted',
          locale: 'en',
          cart: [{ slug: 'ciotola', quantity: 2 }],
        },
        ...{ state: 'open', expiresAt: now },
      },
    });
    await db().hold.create({ data: { checkoutId: checkout.id, variantId: sold.bowl.id, quantity: 2 } });
    const target = targetOf(sessionId, { checkoutId: checkout.id, stripePriceIds: [] });
    const id = randomUUID();
    await change(target, ({ checkouts, holds, ...state }) => {
      const [own] = checkouts;
      if (!own) throw new Error('the checkout is not there');
      const late = {
        ...own,
        id,
        idempotencyKey: `recovered:${sessionId}`,
        cart: null,
        state: 'complete' as const,
      };
      const ended = { ...own, state: 'expired' as const };
      return {
        before: { checkouts, holds, ...state },
        after: {
          ...state,
          checkouts: [ended, { ...late, sessionId }],
          holds: holds.map((hold) => ({ ...hold, state: 'released' as const })),
        },
      };
    });
    const { facts, goods } = await load(target);
    const { checkouts, holds } = first(facts).state;
    expect(checkouts.map(({ state, cart }) => ({ state, cart })).sort(byState)).toEqual([
      { state: 'complete', cart: null },
      { state: 'expired', cart: [{ slug: 'ciotola', quantity: 2 }] },
    ]);
    expect(holds).toEqual([
      { checkoutId: checkout.id, variantId: sold.bowl.id, quantity: 2, state: 'released' },
    ]);
    expect(goods.stock.map(({ variantId }) => variantId)).toEqual([sold.bowl.id]);
  });

  test('that never change are refused, and so is leaving out what cannot disappear', async () => {
    const target = targetOf(session());
    await make([target]);
    const withOrder = (fields: Partial<OrderRow>) =>
      change(target, (state) => ({
        after: { ...state, order: { ...(state.order as OrderRow), ...fields } },
      }));
    await expect(withOrder({ sessionId: 'cs_other' })).rejects.toThrow(
      'orders.sessionId, which never changes',
    );
    await expect(change(target, (state) => ({ after: { ...state, parcels: [] } }))).rejects.toThrow(
      'leaves out rows of parcel',
    );
  });
});

const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);
const byState = (a: { state: string }, b: { state: string }) => (a.state < b.state ? -1 : 1);
