import { expect, test } from 'vitest';
import { db, pool, type Tx } from '@/lib/db';
import { fulfillCheckout } from '@/lib/fulfillment/fulfill-checkout';
import { freeDeadJobs } from '@/lib/jobs/rescue-jobs';
import { sendQueuedMail } from '@/lib/jobs/send-queued-mail';
import { drainQueue } from '@/lib/jobs/worker';
import { deliverMessage } from '@/lib/outgoing/deliver-message';
import { queueMail } from '@/lib/queue/queue-mail';
import { queueMessage } from '@/lib/queue/queue-message';
import { queueLinkRefresh } from '@/lib/stock/queue-link-refresh';
import { useDatabase } from '../support/database';
import { useMailbox } from '../support/mailbox';
import { useReceiver } from '../support/receiver';
import { buy } from '../support/shopper';
import { useSandbox } from '../support/stripe';
import { variantOf } from '../support/variant';
import { until } from '../support/wait';

/**
 * Whoever writes about an order takes its lock before any other. PostgreSQL would break the deadlock that comes of
 * another order, but its victim may be the note that a mail went out: then it goes again.
 */
useDatabase();
useMailbox();
const receiver = useReceiver();
const stripe = useSandbox();

const someoneWaits = async () => {
  const { rows } = await pool().query('SELECT FROM pg_locks WHERE NOT granted');
  return rows.length > 0;
};

/** Has the order locked, waits until the work cannot go on for it, then asks for the same thing to be queued again. */
async function meanwhile(
  orderId: string,
  work: () => Promise<void>,
  queueAgain: (tx: Tx) => Promise<unknown>,
): Promise<void> {
  let working: Promise<void> | undefined;
  await db().$transaction(
    async (tx) => {
      await tx.$queryRaw`SELECT id FROM orders WHERE id = ${orderId}::uuid FOR UPDATE`;
      working = work();
      await until('the work to wait for the order', someoneWaits);
      await queueAgain(tx);
    },
    { timeout: 15_000 },
  );
  await working;
}

const placed = async (): Promise<string> => {
  const sessionId = await buy(stripe, [{ slug: 'quaderno-pdf', quantity: 1 }]);
  const result = await fulfillCheckout(sessionId, { trigger: 'landing' });
  if (result.status !== 'order') throw new Error(`no order: ${result.status}`);
  return result.orderId;
};

test('a mail is noted as sent while somebody who has its order queues it again', async () => {
  const orderId = await placed();
  const mail = await db().mailMessage.findFirstOrThrow({ where: { orderId } });
  const { idempotencyKey: key, recipient, locale } = mail;
  await meanwhile(
    orderId,
    () => sendQueuedMail(mail.id),
    (tx) => queueMail(tx, { key, orderId, template: 'receipt', recipient, locale }),
  );
  expect(await db().mailMessage.findUnique({ where: { id: mail.id } })).toMatchObject({ state: 'sent' });
});

test('a message is noted as delivered while somebody who has its order queues it again', async () => {
  const orderId = await placed();
  await db().outgoingEndpoint.create({
    data: { url: receiver.url, secret: `whsec_${btoa('24 bytes that are secret')}`, kinds: ['parcel.ready'] },
  });
  const message = { kind: 'parcel.ready' as const, key: 'parcel.ready:1', orderId, data: {} };
  await db().$transaction((tx) => queueMessage(tx, message));
  const { id } = await db().outgoingMessage.findFirstOrThrow();
  await meanwhile(
    orderId,
    () => deliverMessage(id),
    (tx) => queueMessage(tx, message),
  );
  expect(await db().outgoingMessage.findUnique({ where: { id } })).toMatchObject({ state: 'delivered' });
});

test('a queue that was left locked, with no locked job to show for it, is freed by the sweep', async () => {
  const { id } = await variantOf('e-commerciale');
  await db().$transaction((tx) => queueLinkRefresh(tx, [id]));
  await pool().query(`
    UPDATE graphile_worker._private_job_queues SET locked_by = 'nobody', locked_at = now() - interval '1 hour'`);
  const waiting = () =>
    pool().query('SELECT FROM graphile_worker.jobs WHERE queue_name = $1', [`link:${id}`]);
  await drainQueue();
  expect((await waiting()).rowCount).toBe(1);
  await freeDeadJobs();
  await drainQueue();
  expect((await waiting()).rowCount).toBe(0);
});
