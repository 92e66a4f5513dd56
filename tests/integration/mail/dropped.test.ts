import { beforeEach, describe, expect, test } from 'vitest';
import { db } from '@/lib/db';
import { sendQueuedMail } from '@/lib/jobs/send-queued-mail';
import type { DropReason } from '@/lib/mail/nothing-to-tell';
import type { MailTemplate } from '@/lib/queue/mail-templates';
import { useDatabase } from '../../support/database';
import { useMailbox } from '../../support/mailbox';
import { makeOrder } from '../buyer/make-order';
import * as situations from './situations';
import { queue, type Situation, send } from './situations';

useDatabase();
const mailbox = useMailbox();
beforeEach(() => mailbox.clear());

const order = (orderId: string | null) => ({ where: { id: orderId ?? '' } });

/** What each mail was queued for, what happened before it left, and why it has nothing to tell then. */
const cases: [MailTemplate, string, () => Promise<Situation>, DropReason][] = [
  [
    'delivery',
    'the bank looks into the payment',
    async () => ({ orderId: await situations.everything({ payment: 'disputed' }) }),
    'frozen',
  ],
  [
    'delivery',
    'the key was revoked',
    async () => {
      const { id: orderId } = await makeOrder({ lines: [{ slug: 'registri' }] });
      const where = { fulfillment: { orderLine: { orderId } } };
      await db().licenseKey.updateMany({ where, data: { revokedAt: new Date() } });
      return { orderId };
    },
    'nothing_granted',
  ],
  [
    'payment_in_progress',
    'the money has arrived',
    async () => ({ orderId: await situations.everything() }),
    'payment_settled',
  ],
  [
    'payment_failed',
    'the bank paid after all',
    async () => ({ orderId: await situations.everything() }),
    'payment_not_failed',
  ],
  [
    'back_ordered',
    'the rest was there after all',
    async () => {
      const situation = await situations.backOrdered();
      await db().orderLine.updateMany({
        where: { orderId: situation.orderId ?? '' },
        data: { state: 'fulfilled' },
      });
      return situation;
    },
    'not_back_ordered',
  ],
  [
    'back_ordered',
    'the money for it went back',
    async () => {
      const situation = await situations.backOrdered();
      await db().orderLine.update({
        where: { id: situation.data?.orderLineId ?? '' },
        data: { unitsRefunded: 1 },
      });
      return situation;
    },
    'not_back_ordered',
  ],
  [
    'shipped',
    'the parcel was called off',
    async () => {
      const situation = await situations.sent();
      await db().parcel.update({
        where: { id: situation.data?.parcelId ?? '' },
        data: { state: 'cancelled' },
      });
      return situation;
    },
    'parcel_not_sent',
  ],
  ['access_granted', 'it has closed again', situations.endedCourse, 'access_closed'],
  [
    'access_granted',
    'the payment is disputed',
    () => situations.course({ payment: 'disputed' }),
    'access_closed',
  ],
  ['access_ended', 'it is open again', situations.course, 'access_open'],
  ['refund', 'the refund failed', () => situations.refunded('failed'), 'refund_failed'],
  ['refund', 'the refund was called off', () => situations.refunded('canceled'), 'refund_failed'],
  ['refund_failed', 'it went through', () => situations.refunded('succeeded'), 'refund_not_failed'],
  [
    'order_list_link',
    'the buyer was erased',
    async () => {
      const situation = await situations.buyer();
      await db().buyer.update({
        where: { id: situation.data?.buyerId ?? '' },
        data: { email: null, erasedAt: new Date() },
      });
      return situation;
    },
    'details_erased',
  ],
  [
    'refund',
    'there is no such refund',
    async () => ({ orderId: await situations.everything(), data: { refundId: 're_none' } }),
    'gone',
  ],
];

test.each(cases)('%s is dropped where %s', async (template, _what, make, reason) => {
  const row = await send(template, await make());
  expect(row).toMatchObject({ state: 'dropped', lastError: reason, sentAt: null });
  expect(mailbox.list()).toEqual([]);
});

test.each(['receipt', 'delivery', 'shipped', 'refund', 'order_link'] as const)(
  'an order whose details were erased gets no mail: %s is dropped, not tried for ever',
  async (template) => {
    const situation =
      template === 'shipped' ? await situations.sent() : await situations.refunded('succeeded');
    const id = await queue(template, situation);
    await db().order.update({ ...order(situation.orderId), data: { erasedAt: new Date(), email: null } });
    await sendQueuedMail(id);
    expect(await db().mailMessage.findUnique({ where: { id } })).toMatchObject({
      state: 'dropped',
      lastError: 'details_erased',
    });
    await sendQueuedMail(id);
    expect(mailbox.list()).toEqual([]);
  },
);

test('a mail whose row was deleted while it waited is nobody’s mail', async () => {
  const id = await queue('receipt', { orderId: await situations.everything() });
  await db().mailMessage.delete({ where: { id } });
  await sendQueuedMail(id);
  expect(mailbox.list()).toEqual([]);
});

describe('while a bank looks into the payment', () => {
  test('the receipt goes, with the amounts and without keys and downloads', async () => {
    const orderId = await situations.everything({ payment: 'disputed' });
    await send('receipt', { orderId });
    const text = mailbox.list()[0]?.text ?? '';
    expect(text).toContain('€190.00');
    expect(text).toContain('The bank is looking into this payment');
    expect(text).not.toMatch(/REG-|To download/);
  });

  test('access that closed for it rests, and nobody is sent to buy it again', async () => {
    await send('access_ended', await situations.course({ payment: 'disputed' }));
    const mail = mailbox.list()[0];
    expect(mail?.subject).toContain('Resting for now');
    expect(mail?.links.some((link) => link.includes('/products/'))).toBe(false);
  });
});
