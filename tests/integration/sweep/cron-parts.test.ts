import { expect, test } from 'vitest';
import { GET } from '@/app/api/cron/route';
import { db, pool } from '@/lib/db';
import { useDatabase } from '../../support/database';
import { useMailbox } from '../../support/mailbox';
import { useSandbox } from '../../support/stripe';
import { plainOrder } from '../merchant/plain-order';

useDatabase();
const mailbox = useMailbox();
process.env.CRON_SECRET = 'a-secret-of-the-hosts-cron';
useSandbox();

const call = () =>
  GET(
    new Request('http://shop.test/api/cron', {
      headers: { authorization: 'Bearer a-secret-of-the-hosts-cron' },
    }),
  );

test('a digest that cannot be made keeps the host’s cron from nothing else, and is not passed over in silence', async () => {
  // Where its marks lie cannot be read: from five in the morning, UTC, on it fails.
  await pool().query('ALTER TABLE sweep_mark RENAME TO sweep_mark_away');
  const { id, email, locale } = await plainOrder();
  // Its job was lost: the sweep finds it.
  await db().mailMessage.create({
    data: {
      idempotencyKey: `order_link:${id}:1`,
      orderId: id,
      template: 'order_link',
      recipient: email ?? '',
      locale,
      queuedAt: new Date(Date.now() - 3_600_000),
    },
  });
  const answer = await call();
  if (new Date().getUTCHours() >= 5) {
    expect([answer.status, await answer.text()]).toEqual([500, expect.stringContaining('digest')]);
  }
  expect(mailbox.list()).toHaveLength(1);
  await pool().query('ALTER TABLE sweep_mark_away RENAME TO sweep_mark');
});
