import { afterEach, expect, test } from 'vitest';
import { db } from '@/lib/db';
import { env } from '@/lib/env';
import { fulfillCheckout } from '@/lib/fulfillment/fulfill-checkout';
import { hashOfLicenseKey } from '@/lib/license-keys/license-key-message';
import { refundOrder } from '@/lib/orders/merchant/refund-order';
import { foreignSession, mailsOf, orderOf, unitsOf } from '../../support/aftermath';
import { useDatabase } from '../../support/database';
import { expectInvariants } from '../../support/invariants';
import { buy, goodAccount, pay } from '../../support/shopper';
import { useSandbox } from '../../support/stripe';
import { variantOf } from '../../support/variant';

useDatabase();
const stripe = useSandbox();
const actor = 'ottavia@bottega.example';

afterEach(async () => {
  env().receipts = 'own';
  await db().outgoingEndpoint.deleteMany();
  await expectInvariants();
});

const messagesOf = async (sessionId: string) =>
  (
    await db().outgoingMessage.findMany({
      where: { orderId: (await orderOf(sessionId)).id },
      orderBy: { queuedAt: 'asc' },
    })
  ).map(({ kind, payload }) => ({ kind, data: (payload as { data: Record<string, unknown> }).data }));

const endpoint = (kinds: string[]) =>
  db().outgoingEndpoint.create({ data: { url: 'http://127.0.0.1:9/', secret: 'whsec_dGVzdA==', kinds } });

test('where Stripe sends the receipts, the shop sends the links and keys alone, and nothing for goods to be sent', async () => {
  env().receipts = 'stripe';
  const digital = await buy(stripe, [
    { slug: 'registri', quantity: 1 },
    { slug: 'quaderno-pdf', quantity: 1 },
  ]);
  await fulfillCheckout(digital, { trigger: 'webhook' });
  await fulfillCheckout(digital, { trigger: 'webhook' });
  expect(await mailsOf(digital)).toEqual(['delivery']);
  const goods = await buy(stripe, [{ slug: 'ciotola', quantity: 1 }]);
  await fulfillCheckout(goods, { trigger: 'webhook' });
  expect(await mailsOf(goods)).toEqual([]);
});

test('what is delivered after the receipt has its own mail, each time something was', async () => {
  const { id: variantId } = await variantOf('registri');
  const kept = await db().licenseKey.findMany({ where: { variantId, fulfillmentId: null } });
  const take = (count: number) =>
    db().licenseKey.updateMany({
      where: { id: { in: kept.slice(0, count).map(({ id }) => id) } },
      data: { revokedAt: null },
    });
  await db().licenseKey.updateMany({
    where: { variantId, fulfillmentId: null },
    data: { revokedAt: new Date() },
  });
  const sessionId = await foreignSession('registri', 2);
  await pay(stripe, sessionId);
  await fulfillCheckout(sessionId, { trigger: 'webhook' });
  expect(await mailsOf(sessionId)).toEqual(['receipt']);
  await take(2);
  await fulfillCheckout(sessionId, { trigger: 'merchant' });
  expect(await mailsOf(sessionId)).toEqual(['receipt', 'delivery']);
  await db().licenseKey.updateMany({
    where: { variantId, fulfillmentId: null },
    data: { revokedAt: null },
  });
});

test('a receipt that goes out with the delivery says it all', async () => {
  const sessionId = await buy(stripe, [{ slug: 'quaderno-pdf', quantity: 1 }], { instrument: goodAccount });
  await fulfillCheckout(sessionId, { trigger: 'webhook' });
  await stripe.engine.account.settleDebit((await orderOf(sessionId)).paymentIntentId ?? '', 'succeed');
  await fulfillCheckout(sessionId, { trigger: 'webhook' });
  expect(await mailsOf(sessionId)).toEqual(['payment_in_progress', 'receipt']);
});

test('other systems are told of keys that no longer count, of access and of parcels', async () => {
  await endpoint([
    'license_key.revoked',
    'entitlement.granted',
    'entitlement.revoked',
    'parcel.ready',
    'parcel.cancelled',
  ]);
  const sessionId = await buy(stripe, [
    { slug: 'registri', quantity: 2 },
    { slug: 'comporre-a-mano', quantity: 1 },
    { slug: 'ciotola', quantity: 1 },
  ]);
  await Promise.all([1, 2, 3].map(() => fulfillCheckout(sessionId, { trigger: 'webhook' })));
  const { id: orderId, number, lines } = await orderOf(sessionId);
  const order_number = `B-${number}`;
  expect(await messagesOf(sessionId)).toMatchObject([
    { kind: 'entitlement.granted', data: { order_id: orderId, active: true } },
    { kind: 'parcel.ready', data: { order_id: orderId } },
  ]);
  const keys = lines[0]?.fulfillments[0]?.licenseKeys.map(({ key }) => hashOfLicenseKey(key)) ?? [];

  const byLine = { kind: 'lines', lines: { [lines[0]?.id ?? '']: 1 } };
  await refundOrder({ orderId, idempotencyKey: crypto.randomUUID(), ...byLine }, actor);
  await refundOrder({ orderId, idempotencyKey: crypto.randomUUID(), kind: 'all' }, actor);
  const told = (await messagesOf(sessionId)).slice(2);
  expect(told.map(({ kind }) => kind).sort()).toEqual([
    'entitlement.revoked',
    'license_key.revoked',
    'license_key.revoked',
    'parcel.cancelled',
  ]);
  const revoked = told.filter(({ kind }) => kind === 'license_key.revoked').map(({ data }) => data);
  expect(revoked).toMatchObject([
    { sha256: keys[1], product: 'registri', order_number },
    { sha256: keys[0], product: 'registri', order_number },
  ]);
  expect(await unitsOf(sessionId)).toEqual([['license_key 0'], ['access 0'], ['shipment 0']]);
});
