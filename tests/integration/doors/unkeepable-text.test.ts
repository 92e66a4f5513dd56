import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { GET as entitlements } from '@/app/api/entitlements/route';
import { POST as checkKey } from '@/app/api/license-keys/check/route';
import { GET as revoked } from '@/app/api/license-keys/revoked/route';
import { POST as tracking } from '@/app/api/parcels/[id]/tracking/route';
import { signIn } from '@/lib/auth/sign-in';
import { findProduct, productsBySlug } from '@/lib/catalogue/products';
import { startCheckout } from '@/lib/checkout/start-checkout';
import { db } from '@/lib/db';
import { fulfillByHand } from '@/lib/fulfillment/fulfill-by-hand';
import { createApiKey } from '@/lib/integrations/api-keys';
import { addEndpoint } from '@/lib/integrations/endpoints';
import { listKeyPools, setLowPoolAt } from '@/lib/license-keys/key-pools';
import { loadKeys } from '@/lib/license-keys/load-keys';
import { withdrawKeys } from '@/lib/license-keys/withdraw-keys';
import { eraseBuyer, eraseOrder } from '@/lib/orders/merchant/erase-details';
import { listBuyers } from '@/lib/orders/merchant/list-buyers';
import { listOrders } from '@/lib/orders/merchant/list-orders';
import { refundOrder } from '@/lib/orders/merchant/refund-order';
import { searchText } from '@/lib/orders/merchant/search';
import { correctTracking } from '@/lib/orders/parcels/correct-tracking';
import { shipParcel } from '@/lib/orders/parcels/ship-parcel';
import { receiveStock } from '@/lib/stock/receive-stock';
import { useDatabase } from '../../support/database';
import { deliver, sessionEvent } from '../../support/deliver';
import { variantOf } from '../../support/variant';
import { actor, packedOrder } from '../shipping/packed-order';

useDatabase();

/** Texts that PostgreSQL keeps in no column, or that are half a character. */
const unkeepable = ['a\0b', '\ud83d', 'x\udc00y', '\0'];
let key = '';
beforeAll(async () => {
  const made = await createApiKey('tests', actor);
  key = made.created ? made.key : '';
});

const authorization = () => ({ authorization: `Bearer ${key}` });

describe('a text that no database keeps', () => {
  test('in an address of the API is refused or finds nothing', async () => {
    for (const text of unkeepable) {
      for (const name of ['email', 'product', 'subscription', 'active', 'updated_since', 'limit', 'cursor']) {
        const url = `http://shop.test/api/entitlements?${new URLSearchParams({ [name]: text })}`;
        expect((await entitlements(new Request(url, { headers: authorization() }))).status).toBe(400);
      }
      for (const name of ['since', 'limit', 'cursor', text]) {
        const url = `http://shop.test/api/license-keys/revoked?${new URLSearchParams({ [name]: text })}`;
        expect((await revoked(new Request(url))).status).toBe(400);
      }
    }
  });

  test('in a body of the API is refused or unknown', async () => {
    const { parcelId } = await packedOrder();
    for (const text of unkeepable) {
      const body = JSON.stringify({ key: `k${text}` });
      const answer = await checkKey(
        new Request('http://shop.test/', { method: 'POST', body, headers: authorization() }),
      );
      expect((await answer.json()).state).toBe('unknown');
      for (const field of ['carrier', 'tracking_number', 'tracking_url']) {
        const value = field === 'tracking_url' ? `https://x.example/${text}/` : `1${text}1`;
        const taken = await tracking(
          new Request('http://shop.test/', {
            method: 'POST',
            body: JSON.stringify({ shipped: false, [field]: value }),
            headers: authorization(),
          }),
          { params: Promise.resolve({ id: parcelId }) },
        );
        expect(taken.status, `${field} ${JSON.stringify(text)}`).toBe(400);
      }
    }
  });

  test('in what a merchant types is refused, left out or finds nothing', async () => {
    const { orderId, parcelId } = await packedOrder();
    for (const text of unkeepable) {
      expect((await listBuyers({ search: searchText(text), paging: null })).rows).toBeDefined();
      expect(await listOrders({ filter: 'all', search: searchText(text), paging: null })).toBeDefined();
      expect(await createApiKey(text, actor)).toBeDefined();
      expect(await addEndpoint({ url: `https://x.example/${text}`, kinds: ['parcel.ready'] })).toBeDefined();
      expect(await eraseOrder(orderId, text, actor)).toMatchObject({ erased: false });
      expect(await eraseBuyer(text, text, actor)).toMatchObject({ erased: false });
      expect(await shipParcel({ parcelId, carrier: `c${text}c`, trackingNumber: '1' }, actor)).toMatchObject({
        shipped: false,
      });
      expect(await correctTracking({ parcelId, carrier: `c${text}c` }, actor)).toMatchObject({
        corrected: false,
      });
      expect(await fulfillByHand(randomUUID(), `n${text}`, actor)).toMatchObject({ changed: false });
      expect(await refundOrder({ orderId: text, idempotencyKey: text, kind: text }, actor)).toMatchObject({
        refunded: false,
      });
      expect(await receiveStock({ variantId: text, units: text, seen: text })).toHaveProperty('reason');
      expect(await setLowPoolAt(text, '5')).toMatchObject({ changed: false });
      expect(await withdrawKeys(text, { all: text })).toHaveProperty('reason');
      expect(await loadKeys(text, Buffer.from('key\nA1\n'), false)).toMatchObject({ loaded: 0 });
      // Bytes hold no half of a pair: encoding puts another character in its place.
      const loaded = text.includes('\0') ? 0 : 1;
      const { id: pool } = await variantOf('registri');
      expect(await loadKeys(pool, Buffer.from(`key\nA${text}1\n`), false)).toMatchObject({ loaded });
      expect(await listKeyPools('en', text)).toEqual([]);
      expect(await signIn(`ada${text}@shop.test`, text, new Headers())).toMatchObject({ ok: false });
    }
  });

  test('in what a shopper sends finds nothing', async () => {
    for (const text of unkeepable) {
      expect(await findProduct(text, 'en', null)).toBeNull();
      expect((await productsBySlug([text], 'en', null)).size).toBe(0);
      expect(
        await startCheckout({
          idempotencyKey: randomUUID(),
          mode: 'hosted',
          lines: [{ slug: text, quantity: 1 }],
          locale: 'en',
          browserId: randomUUID(),
        }),
      ).toMatchObject({ ok: false });
    }
  });

  test('in an event is left out, and the event kept', async () => {
    for (const text of unkeepable) {
      const object = { id: `pi_${text}x`, object: 'payment_intent', note: `n${text}\\u0000` };
      const data = { object };
      const body = sessionEvent('cs_test_x', `payment_intent.${text}`, { data });
      expect((await deliver(body)).status).toBe(200);
      const eventId = JSON.parse(body).id;
      const stored = await db().stripeEventBody.findUniqueOrThrow({ where: { eventId } });
      // A backslash that somebody typed is no escape.
      expect(JSON.stringify(stored.payload)).toContain('\\\\u0000');
    }
  });
});
