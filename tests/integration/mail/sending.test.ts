import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { db, pool } from '@/lib/db';
import { reviveLostJobs } from '@/lib/jobs/rescue-jobs';
import { sendQueuedMail } from '@/lib/jobs/send-queued-mail';
import { drainQueue } from '@/lib/jobs/worker';
import { messageIdFor } from '@/lib/mail/transport';
import { sendMailAgain } from '@/lib/orders/merchant/send-mail-again';
import { useDatabase } from '../../support/database';
import { makeOrder } from '../buyer/make-order';
import { queue } from './situations';
import { useStrictMailServer } from './strict-mail-server';

useDatabase();
const server = useStrictMailServer();
beforeEach(() => {
  server.taken.length = 0;
});

const receipt = async (recipient?: string) => {
  const { id: orderId } = await makeOrder();
  return { orderId, mailId: await queue('receipt', { orderId }, { recipient }) };
};

const rowOf = (id: string) => db().mailMessage.findUniqueOrThrow({ where: { id } });

const told = (orderId: string, kind: string) => db().timelineEntry.count({ where: { orderId, kind } });

describe('a mail goes out once', () => {
  test('however often it is asked for', async () => {
    const { id: orderId } = await makeOrder();
    const key = `receipt:${orderId}`;
    const first = await queue('receipt', { orderId }, { key });
    expect(await queue('receipt', { orderId }, { key })).toBe(first);
    await drainQueue();
    await drainQueue();
    expect(server.taken).toEqual([messageIdFor(key)]);
    expect(await rowOf(first)).toMatchObject({ state: 'sent', attempts: 1, lastError: null });
    expect(await told(orderId, 'mail_sent')).toBe(1);
  });

  test('and its job, run once more, finds it gone', async () => {
    const { mailId, orderId } = await receipt();
    await sendQueuedMail(mailId);
    await sendQueuedMail(mailId);
    expect(server.taken).toHaveLength(1);
    expect(await told(orderId, 'mail_sent')).toBe(1);
  });

  test('with one Message-ID where the server took it and hung up before it said so', async () => {
    const { mailId } = await receipt();
    server.hangUpOnce();
    await expect(sendQueuedMail(mailId)).rejects.toThrow('The line is bad');
    expect(await rowOf(mailId)).toMatchObject({ state: 'queued', attempts: 1 });
    await sendQueuedMail(mailId);
    expect(await rowOf(mailId)).toMatchObject({ state: 'sent', attempts: 2, lastError: null });
    expect(server.taken).toHaveLength(2);
    expect(new Set(server.taken).size).toBe(1);
  });

  test('with one Message-ID where it could not be written down that it went', async () => {
    const { mailId, orderId } = await receipt();
    await pool().query(`
      CREATE FUNCTION forget() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'the disk is full'; END $$;
      CREATE TRIGGER forget BEFORE UPDATE ON mail_message FOR EACH ROW WHEN (NEW.state = 'sent')
        EXECUTE FUNCTION forget()`);
    await expect(sendQueuedMail(mailId)).rejects.toThrow('the disk is full');
    await pool().query('DROP TRIGGER forget ON mail_message; DROP FUNCTION forget()');
    expect(await rowOf(mailId)).toMatchObject({ state: 'queued' });
    expect(await told(orderId, 'mail_sent')).toBe(0);
    await sendQueuedMail(mailId);
    expect(await rowOf(mailId)).toMatchObject({ state: 'sent' });
    expect(await told(orderId, 'mail_sent')).toBe(1);
    expect(server.taken).toHaveLength(2);
    expect(new Set(server.taken).size).toBe(1);
  });
});

describe('a recipient the server does not take', () => {
  test.each(['nobody', 'plain', 'full'])('for good (%s) is not tried again', async (name) => {
    const { mailId } = await receipt(`${name}@example.com`);
    await sendQueuedMail(mailId);
    const row = await rowOf(mailId);
    expect(row).toMatchObject({ state: 'refused', attempts: 1, sentAt: null });
    expect(row.lastError).toMatch(/No such user here|Mailbox full/);
    expect(row.lastTriedAt).not.toBeNull();
    await db().mailMessage.update({ where: { id: mailId }, data: { queuedAt: new Date(0) } });
    await pool().query('DELETE FROM graphile_worker._private_jobs');
    await reviveLostJobs();
    expect((await pool().query('SELECT FROM graphile_worker.jobs')).rowCount).toBe(0);
    await sendQueuedMail(mailId);
    expect(await rowOf(mailId)).toMatchObject({ state: 'refused', attempts: 1 });
  });

  test.each(['later', 'relay'])(
    'for now (%s) is tried again, and the page shows why it waits',
    async (name) => {
      const { mailId } = await receipt(`${name}@example.com`);
      await expect(sendQueuedMail(mailId)).rejects.toThrow();
      const row = await rowOf(mailId);
      expect(row).toMatchObject({ state: 'queued', attempts: 1 });
      expect(row.lastError).toMatch(/Try again later|Relaying denied/);
    },
  );

  test('because no mail can be sent to such an address at all is not tried again', async () => {
    const { mailId } = await receipt('no address');
    await sendQueuedMail(mailId);
    expect(await rowOf(mailId)).toMatchObject({ state: 'refused' });
  });
});

describe('sent once more by the merchant', () => {
  const actor = 'ottavia@bottega.example';

  test('it is a mail of its own, to the same address, and the timeline says who asked', async () => {
    const { mailId, orderId } = await receipt();
    await sendQueuedMail(mailId);
    expect(await sendMailAgain(mailId, actor)).toEqual({ queued: true, recipient: 'giulia@example.com' });
    await drainQueue();
    expect(server.taken).toHaveLength(2);
    expect(new Set(server.taken).size).toBe(2);
    const again = await db().mailMessage.findUniqueOrThrow({
      where: { idempotencyKey: `again:${mailId}:1` },
    });
    expect(again).toMatchObject({ template: 'receipt', state: 'sent', orderId });
    const note = await db().timelineEntry.findFirst({ where: { orderId, kind: 'mail_queued' } });
    expect(note).toMatchObject({ trigger: 'merchant', actor, data: { template: 'receipt' } });
  });

  test('two presses at the same instant are one mail', async () => {
    const { mailId, orderId } = await receipt('nobody@example.com');
    await sendQueuedMail(mailId);
    const answers = await Promise.all([sendMailAgain(mailId, actor), sendMailAgain(mailId, actor)]);
    expect(answers.filter(({ queued }) => queued)).toHaveLength(1);
    expect(answers).toContainEqual({ queued: false, reason: 'again_queued' });
    expect(await db().mailMessage.count({ where: { orderId } })).toBe(2);
  });

  test('is refused for one that is still on its way, and for one there is not', async () => {
    const { mailId } = await receipt();
    expect(await sendMailAgain(mailId, actor)).toEqual({ queued: false, reason: 'still_queued' });
    expect(await sendMailAgain(randomUUID(), actor)).toEqual({ queued: false, reason: 'no_mail' });
  });

  test('is refused where it would not be true any more, and says why', async () => {
    const { mailId, orderId } = await receipt();
    await sendQueuedMail(mailId);
    await db().order.update({ where: { id: orderId }, data: { erasedAt: new Date(), email: null } });
    expect(await sendMailAgain(mailId, actor)).toEqual({
      queued: false,
      reason: 'untold',
      why: 'details_erased',
    });
  });
});
