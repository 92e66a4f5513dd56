import { beforeEach, describe, expect, test } from 'vitest';
import { db } from '@/lib/db';
import { announceEndedAccess } from '@/lib/fulfillment/announce-ended-access';
import { fulfillCheckout } from '@/lib/fulfillment/fulfill-checkout';
import { addEndpoint } from '@/lib/integrations/endpoints';
import { drainQueue } from '@/lib/jobs/worker';
import { hashOfLicenseKey } from '@/lib/license-keys/license-key-message';
import { messageKinds } from '@/lib/queue/message-kinds';
import { client, mailsOf, orderOf, paymentOf, teller, toldOf } from '../../support/aftermath';
import { useDatabase } from '../../support/database';
import { useMailbox } from '../../support/mailbox';
import { useReceiver } from '../../support/receiver';
import { buy } from '../../support/shopper';
import { useSandbox } from '../../support/stripe';
import { until } from '../../support/wait';

useDatabase();
useMailbox();
const stripe = useSandbox();
const receiver = useReceiver();
const { relay, relayTwin } = teller(stripe);

beforeEach(async () => {
  await db().outgoingEndpoint.deleteMany();
  const kinds = messageKinds.filter((kind) => !kind.startsWith('parcel.'));
  await addEndpoint({ url: receiver.url, kinds });
});

/** What the merchant's system was told, in order. */
const heard = async () => {
  // A queue lets its next job go a moment after the last, which one draining need not see.
  await until('every message to be delivered', async () => {
    await drainQueue();
    return (await db().outgoingMessage.count({ where: { state: 'queued' } })) === 0;
  });
  return receiver.received.map(({ message: { type, data } }) =>
    data.cause === undefined ? type : `${type} ${data.cause}`,
  );
};
const course = [{ slug: 'comporre-a-mano', quantity: 1 }];

async function bought(lines = course): Promise<{ sessionId: string; payment: string }> {
  const sessionId = await buy(stripe, lines);
  await Promise.all([1, 2, 3].map(() => fulfillCheckout(sessionId, { trigger: 'webhook' })));
  return { sessionId, payment: await paymentOf(sessionId) };
}

describe('access', () => {
  test('that was bought is told to the other systems once, and by no mail of its own', async () => {
    const { sessionId } = await bought();
    expect(await heard()).toEqual(['entitlement.granted paid']);
    const order = await orderOf(sessionId);
    expect(receiver.received[0]?.message.data).toMatchObject({
      product: 'comporre-a-mano',
      email: 'ada@example.com',
      order_id: order.id,
      order_number: `B-${order.number}`,
      active: true,
      reason: null,
      cause: 'paid',
      ends_at: expect.stringMatching(/Z$/),
    });
    expect(await mailsOf(sessionId)).toEqual(['receipt']);
  });

  test('that is refunded is told once, and the buyer reads it in the mail about the refund', async () => {
    const { sessionId, payment } = await bought();
    await stripe.engine.account.refund(payment);
    await relay('charge.refunded', payment);
    await relayTwin('charge.refunded', payment);
    expect(await heard()).toEqual(['entitlement.granted paid', 'entitlement.revoked refund']);
    expect(receiver.received[1]?.message.data).toMatchObject({ active: false, reason: 'revoked' });
    expect(await mailsOf(sessionId)).not.toContain('access_ended');
    expect(await toldOf(sessionId)).toContain('access_ended');
  });

  test('that is contested closes, opens again when it is won, and each is told once', async () => {
    const { sessionId, payment } = await bought();
    await stripe.engine.account.openDispute(payment);
    await relay('charge.dispute.created', payment);
    await relayTwin('charge.dispute.created', payment);
    await stripe.engine.account.closeDispute(payment, 'won');
    await relay('charge.dispute.closed', payment);
    await relayTwin('charge.dispute.closed', payment);
    expect(await heard()).toEqual([
      'entitlement.granted paid',
      'entitlement.revoked dispute',
      'entitlement.granted dispute_won',
    ]);
    expect(receiver.received[1]?.message.data).toMatchObject({ active: false, reason: 'disputed' });
    expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(3);
    expect((await mailsOf(sessionId)).sort()).toEqual(['access_ended', 'access_granted', 'receipt']);
  });

  test('whose end has come is told of by the sweep, once, from several processes at once', async () => {
    const { sessionId } = await bought();
    const where = { fulfillment: { orderLine: { order: { sessionId } } } };
    await db().entitlement.updateMany({ where, data: { endsAt: new Date(Date.now() - 1000) } });
    await Promise.all([1, 2, 3].map(() => announceEndedAccess()));
    expect(await announceEndedAccess()).toBe(0);
    expect(await heard()).toEqual(['entitlement.granted paid', 'entitlement.revoked ended']);
    expect(await mailsOf(sessionId)).toEqual(['receipt', 'access_ended']);
    expect(await toldOf(sessionId)).toContain('access_ended');
  });

  test('of a subscription closes when that ends; a renewal, or an end still to come, is no news', async () => {
    const sessionId = await buy(stripe, [{ slug: 'amici', quantity: 1 }]);
    await fulfillCheckout(sessionId, { trigger: 'webhook' });
    const { subscription } = await (await client()).checkout.sessions.retrieve(sessionId);
    const id = String(subscription);
    await stripe.engine.account.renewSubscription(id, 'paid');
    await relay('invoice.paid', id);
    await stripe.engine.account.cancelSubscription(id, 'period_end');
    await relay('customer.subscription.updated', id);
    expect(await heard()).toEqual(['entitlement.granted paid']);
    await stripe.engine.account.cancelSubscription(id, 'now');
    await relay('customer.subscription.deleted', id);
    await relayTwin('customer.subscription.deleted', id);
    expect(await heard()).toEqual(['entitlement.granted paid', 'entitlement.revoked subscription']);
    expect(receiver.received[1]?.message.data).toMatchObject({ subscription: id, reason: 'ended' });
    expect(await mailsOf(sessionId)).toContain('access_ended');
  });
});

describe('a licence key', () => {
  test('that is taken back is told of by its hash, and told again when the refund fails', async () => {
    const { sessionId, payment } = await bought([{ slug: 'ottava', quantity: 1 }]);
    const refund = await (await client()).refunds.create({ payment_intent: payment });
    await relay('charge.refunded', payment);
    await relayTwin('charge.refunded', payment);
    const [line] = (await orderOf(sessionId)).lines;
    const key = line?.fulfillments[0]?.licenseKeys[0]?.key ?? '';
    expect(await heard()).toEqual(['license_key.revoked']);
    const { body } = receiver.received[0] ?? { body: '' };
    expect(body).not.toContain(key);
    expect(JSON.parse(body).data).toMatchObject({ product: 'ottava', sha256: hashOfLicenseKey(key) });

    await stripe.engine.account.failRefund(refund.id);
    await relay('refund.failed', refund.id);
    await relayTwin('refund.failed', refund.id);
    expect(await heard()).toEqual(['license_key.revoked', 'license_key.restored']);
  });
});

test('where nobody listens, nothing is queued', async () => {
  await db().outgoingEndpoint.deleteMany();
  await bought();
  expect(await db().outgoingMessage.count()).toBe(0);
});
