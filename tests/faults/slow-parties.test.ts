import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { db, pool } from '@/lib/db';
import { startWorker } from '@/lib/jobs/worker';
import { queueMail } from '@/lib/queue/queue-mail';
import { queueMessage } from '@/lib/queue/queue-message';
import { plainOrder } from '../integration/merchant/plain-order';
import { useDatabase } from '../support/database';
import { deliver, sessionEvent } from '../support/deliver';
import { useReceiver } from '../support/receiver';
import { applySettings } from '../support/settings';
import { buy } from '../support/shopper';
import { useSandbox } from '../support/stripe';
import { until } from '../support/wait';

/** A machine that takes connections and says nothing on them: neither an HTTP answer nor a mail server's greeting. */
interface Silent {
  server: Server;
  connections: Set<Socket>;
  port: number;
}

async function startSilent(): Promise<Silent> {
  const connections = new Set<Socket>();
  const server = createServer((socket) => {
    connections.add(socket);
    socket.on('error', () => {}).resume();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, connections, port: (server.address() as AddressInfo).port };
}

function stop({ server, connections }: Silent): void {
  for (const socket of connections) socket.destroy();
  server.close();
}

useDatabase();
let smtp: Silent;
let web: Silent;
beforeAll(async () => {
  [smtp, web] = await Promise.all([startSilent(), startSilent()]);
  applySettings({ SMTP_URL: `smtp://127.0.0.1:${smtp.port}` });
});
const receiver = useReceiver();
const stripe = useSandbox();
afterAll(() => {
  stop(smtp);
  stop(web);
});

/** So many mails and messages, each about an order of its own, to machines that do not answer. */
async function queueForSilent(count: number): Promise<void> {
  for (let at = 0; at < count; at++) {
    const { id, email, locale } = await plainOrder();
    await db().$transaction(async (tx) => {
      await queueMail(tx, {
        key: `order_link:${id}:1`,
        orderId: id,
        template: 'order_link',
        recipient: email ?? '',
        locale,
      });
      await queueMessage(tx, { kind: 'entitlement.granted', key: `silent:${id}`, orderId: id, data: {} });
    });
  }
}

/** How many jobs of a kind nobody has begun yet: who came after them and is served did not wait for them. */
async function untried(task: string): Promise<number> {
  const { rowCount } = await pool().query(
    'SELECT FROM graphile_worker.jobs WHERE task_identifier = $1 AND attempts = 0',
    [task],
  );
  return rowCount ?? 0;
}

const endpoint = (url: string) =>
  db().outgoingEndpoint.create({
    data: { url, secret: `whsec_${Buffer.alloc(24).toString('base64')}`, kinds: ['entitlement.granted'] },
  });

describe('with a mail server and an endpoint that do not answer', () => {
  test('a payment is fulfilled at once, and whoever answers is told', async () => {
    const sessionId = await buy(stripe, [{ slug: 'quaderno-pdf', quantity: 1 }]);
    await endpoint(`http://127.0.0.1:${web.port}/hook`);
    await queueForSilent(80);
    const worker = await startWorker();
    try {
      await until('both to be asked', async () => web.connections.size > 0 && smtp.connections.size > 0);
      expect((await deliver(sessionEvent(sessionId))).status).toBe(200);
      await until('the order to be fulfilled', async () =>
        Boolean(await db().order.findFirst({ where: { sessionId, fulfillment: 'fulfilled' } })),
      );
      expect(await untried('send_mail')).toBeGreaterThan(0);
      expect(await untried('deliver_message')).toBeGreaterThan(0);

      await endpoint(receiver.url);
      const { id } = await plainOrder();
      await db().$transaction((tx) =>
        queueMessage(tx, { kind: 'entitlement.granted', key: 'after', orderId: id, data: {} }),
      );
      await receiver.after(1);
      expect(await untried('deliver_message')).toBeGreaterThan(0);
    } finally {
      stop(smtp);
      stop(web);
      await db().outgoingEndpoint.deleteMany();
      await db().mailMessage.deleteMany({ where: { state: 'queued' } });
      await worker.stop();
    }
  });
});

/** A message so old that the sweep forgets it. */
async function oldMessage(): Promise<string> {
  const secret = 'whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA';
  const { id: endpointId } = await db().outgoingEndpoint.create({
    data: { url: 'https://systems.test/', secret, kinds: [], active: false },
  });
  const { id } = await db().outgoingMessage.create({
    data: {
      endpointId,
      idempotencyKey: 'old',
      kind: 'entitlement.granted',
      payload: {},
      state: 'given_up',
      queuedAt: new Date('2020-01-01'),
    },
  });
  return id;
}

test('sweeps that hang hold up no payment', async () => {
  const sessionId = await buy(stripe, [{ slug: 'registri', quantity: 1 }]);
  const lock = await pool().connect();
  // Every sweep wants to forget this message.
  const old = await oldMessage();
  await lock.query('BEGIN');
  await lock.query('SELECT FROM outgoing_message WHERE id = $1 FOR UPDATE', [old]);
  const worker = await startWorker();
  try {
    await pool().query(
      `SELECT graphile_worker.add_job('sweep', max_attempts := 1) FROM generate_series(1, 12)`,
    );
    await until('sweeps to begin', async () => {
      const { rowCount } = await pool().query(
        `SELECT FROM graphile_worker.jobs WHERE task_identifier = 'sweep' AND locked_at IS NOT NULL`,
      );
      return (rowCount ?? 0) > 1;
    });
    await deliver(sessionEvent(sessionId));
    await until('the order to be fulfilled while they hang', async () =>
      Boolean(await db().order.findFirst({ where: { sessionId, fulfillment: 'fulfilled' } })),
    );
  } finally {
    await lock.query('ROLLBACK');
    lock.release();
    await pool().query(`SELECT graphile_worker.complete_jobs(array_agg(id)) FROM graphile_worker.jobs`);
    await worker.stop();
  }
});
