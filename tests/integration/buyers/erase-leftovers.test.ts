import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { db, pool } from '@/lib/db';
import { sendQueuedMail } from '@/lib/jobs/send-queued-mail';
import { drainQueue } from '@/lib/jobs/worker';
import { eraseOrder } from '@/lib/orders/merchant/erase-details';
import { useDatabase } from '../../support/database';
import { applySettings } from '../../support/settings';
import { useSandbox } from '../../support/stripe';
import { until } from '../../support/wait';
import { actor, details, email, useErasable } from './erasable-order';
import { standsIn } from './everything-stored';

useDatabase();

/** A mail server that puts everybody off, and says whom; so does the merchant's other system. */
const smtp = new SMTPServer({
  authOptional: true,
  disabledCommands: ['AUTH', 'STARTTLS'],
  disableReverseLookup: true,
  closeTimeout: 200,
  onRcptTo({ address }, _session, callback) {
    callback(Object.assign(new Error(`4.2.1 <${address}>: ask again later`), { responseCode: 450 }));
  },
});
/** What happens while the other system has the message in hand. */
let meanwhile: () => Promise<unknown> = async () => {};
const web = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  await meanwhile();
  response.writeHead(500).end(`cannot take ${Buffer.concat(chunks)}`);
});
beforeAll(async () => {
  smtp.listen(0, '127.0.0.1');
  web.listen(0, '127.0.0.1');
  await Promise.all([once(smtp.server, 'listening'), once(web, 'listening')]);
  applySettings({ SMTP_URL: `smtp://127.0.0.1:${(smtp.server.address() as AddressInfo).port}` });
});
afterAll(async () => {
  web.close();
  await new Promise<void>((resolve) => smtp.close(() => resolve()));
});

const stripe = useSandbox();
const { done } = useErasable(stripe);

const settled = () =>
  until('the queue to settle', async () => {
    const { rowCount } = await pool().query('SELECT FROM graphile_worker.jobs WHERE locked_at IS NOT NULL');
    return rowCount === 0;
  });

test('what a mail server said of a recipient goes no further than the mail’s own row', async () => {
  const order = await done('quaderno-pdf');
  const mail = await db().mailMessage.findFirstOrThrow({ where: { orderId: order.id, state: 'queued' } });
  expect(mail.lastError).toContain(email);
  const failure: unknown = await sendQueuedMail(mail.id).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(Error);
  expect(String(failure)).toContain('ask again later');
  expect(String(failure)).not.toContain(email);
  await settled();
  expect(await standsIn([email])).not.toContain(`graphile_worker._private_jobs: ${email}`);
});

test('erasing takes with it what other machines answered about the buyer, and the jobs of mails that are gone', async () => {
  const { port } = web.address() as AddressInfo;
  await db().outgoingEndpoint.updateMany({ data: { url: `http://127.0.0.1:${port}/hook` } });
  const order = await done('comporre-a-mano');
  await drainQueue();
  await settled();
  const messages = await db().outgoingMessage.findMany({ where: { orderId: order.id } });
  expect(JSON.stringify(messages.map(({ lastError }) => lastError))).toContain(email);

  expect(await eraseOrder(order.id, order.typed, actor)).toMatchObject({ erased: true });
  expect(await standsIn(details)).toEqual([]);
  const { rows } = await pool().query(`SELECT key FROM graphile_worker.jobs WHERE key LIKE 'mail:%'`);
  const mails = await db().mailMessage.findMany({ where: { state: 'queued' }, select: { id: true } });
  expect(rows.map(({ key }) => key).sort()).toEqual(mails.map(({ id }) => `mail:${id}`).sort());
});

test('what another system answers once the details are erased is not written down', async () => {
  await db().outgoingMessage.deleteMany();
  const { port } = web.address() as AddressInfo;
  await db().outgoingEndpoint.updateMany({ data: { url: `http://127.0.0.1:${port}/hook` } });
  const order = await done('comporre-a-mano');
  await settled();
  let erased: unknown;
  meanwhile = async () => {
    erased = await eraseOrder(order.id, order.typed, actor);
  };
  await pool().query('UPDATE graphile_worker._private_jobs SET run_at = now()');
  // Jobs of messages that are gone wait in the same queue, which lets them go one by one.
  await until('the message to be tried once more', async () => {
    await drainQueue();
    return erased !== undefined;
  });
  await settled();
  expect(erased).toMatchObject({ erased: true });
  meanwhile = async () => {};
  expect(await db().outgoingMessage.findFirst({ where: { orderId: order.id } })).toMatchObject({
    state: 'queued',
    attempts: 2,
    lastStatus: 500,
  });
  expect(await standsIn(details)).toEqual([]);
});
