import { beforeAll, expect, test } from 'vitest';
import { GET } from '@/app/api/cron/route';
import { db } from '@/lib/db';
import { useDatabase } from '../../support/database';
import { deliver, sessionEvent } from '../../support/deliver';
import { useMailbox } from '../../support/mailbox';
import { buy } from '../../support/shopper';
import { useSandbox } from '../../support/stripe';

useDatabase();
const mailbox = useMailbox();
process.env.CRON_SECRET = 'a-secret-of-the-hosts-cron';
const stripe = useSandbox();

const call = (authorization?: string) =>
  GET(new Request('http://shop.test/api/cron', { headers: authorization ? { authorization } : {} }));

let sessionId: string;
beforeAll(async () => {
  sessionId = await buy(stripe, [{ slug: 'quaderno-pdf', quantity: 1 }]);
  await deliver(sessionEvent(sessionId));
});

test('whoever does not know the secret runs nothing', async () => {
  expect((await call()).status).toBe(401);
  expect((await call('Bearer guess')).status).toBe(401);
  expect(await db().order.count()).toBe(0);
});

test('the host’s cron runs what is due, mails included', async () => {
  expect((await call('Bearer a-secret-of-the-hosts-cron')).status).toBe(200);
  expect(await db().order.findUnique({ where: { sessionId } })).toMatchObject({ fulfillment: 'fulfilled' });
  expect(mailbox.list()).toHaveLength(1);
});
