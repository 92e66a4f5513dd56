import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { db } from '@/lib/db';
import { Prisma } from '@/lib/generated/prisma/client';
import { eraseBuyer, eraseOrder } from '@/lib/orders/merchant/erase-details';
import { useDatabase } from '../../support/database';
import { useMailbox } from '../../support/mailbox';
import { goodAccount } from '../../support/shopper';
import { useSandbox } from '../../support/stripe';
import { actor, details, email, useErasable } from './erasable-order';
import { standsIn } from './everything-stored';

useDatabase();
useMailbox();
const stripe = useSandbox();
const { done, hearAll } = useErasable(stripe);

describe('erasing refuses', () => {
  test('what was not confirmed, is not there, or was erased before', async () => {
    const order = await done('quaderno-pdf');
    const refusal = (reason: string) => ({ erased: false, reason, blocks: [] });
    for (const typed of ['', 'B-1', `${order.typed}0`]) {
      expect(await eraseOrder(order.id, typed, actor)).toEqual(refusal('not_confirmed'));
    }
    expect(await eraseBuyer(order.buyerId ?? '', 'other@example.com', actor)).toEqual(
      refusal('not_confirmed'),
    );
    for (const id of ['x', randomUUID()]) {
      expect(await eraseOrder(id, order.typed, actor)).toEqual(refusal('not_found'));
      expect(await eraseBuyer(id, email, actor)).toEqual(refusal('not_found'));
    }
    expect(await eraseOrder(order.id, order.typed, actor)).toMatchObject({ erased: true });
    expect(await eraseOrder(order.id, order.typed, actor)).toEqual(refusal('already_erased'));
    expect(await eraseBuyer(order.buyerId ?? '', email, actor)).toEqual(refusal('already_erased'));
  });

  test('while a payment is on its way', async () => {
    const order = await done('quaderno-pdf', { instrument: goodAccount });
    expect(await eraseOrder(order.id, order.typed, actor)).toMatchObject({
      reason: 'blocked',
      blocks: [{ why: 'payment_awaiting' }],
    });
    await stripe.engine.account.settleDebit(order.paymentIntentId ?? '', 'succeed');
    await hearAll();
  });

  test('while a dispute is open, and not once it is lost', async () => {
    const order = await done('quaderno-pdf');
    await stripe.engine.account.openDispute(order.paymentIntentId ?? '');
    await hearAll();
    expect(await eraseOrder(order.id, order.typed, actor)).toMatchObject({ blocks: [{ why: 'disputed' }] });
    await stripe.engine.account.closeDispute(order.paymentIntentId ?? '', 'lost');
    await hearAll();
    expect(await eraseOrder(order.id, order.typed, actor)).toMatchObject({ erased: true });
    expect(await standsIn(details)).toEqual([]);
  });

  test('while a subscription runs, until it has ended; and while Stripe cannot be asked', async () => {
    const order = await done('amici');
    const subscription = order.subscriptionId ?? '';
    expect(await eraseOrder(order.id, order.typed, actor)).toMatchObject({
      blocks: [{ why: 'subscription_runs' }],
    });
    await stripe.engine.account.cancelSubscription(subscription, 'period_end');
    expect(await eraseOrder(order.id, order.typed, actor)).toMatchObject({
      blocks: [{ why: 'subscription_runs' }],
    });
    stripe.engine.faults.set({ api: [{ do: 'fail', status: 503 }] });
    const away = await eraseOrder(order.id, order.typed, actor);
    stripe.engine.faults.set({ api: [] });
    expect(away).toMatchObject({ reason: 'stripe_unavailable' });
    await stripe.engine.account.cancelSubscription(subscription, 'now');
    await hearAll();
    expect(await eraseOrder(order.id, order.typed, actor)).toMatchObject({ erased: true });
    expect(await standsIn(details)).toEqual([]);
  });

  test('while an order is not fulfilled', async () => {
    const order = await done('quaderno-pdf');
    await db().order.update({
      where: { id: order.id },
      data: { fulfillment: 'needs_attention', attention: [{ code: 'no_lines' }] },
    });
    expect(await eraseOrder(order.id, order.typed, actor)).toMatchObject({ blocks: [{ why: 'unfinished' }] });
    await db().order.update({
      where: { id: order.id },
      data: { fulfillment: 'fulfilled', attention: Prisma.DbNull },
    });
  });
});
