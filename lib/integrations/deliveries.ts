import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { db } from '../db';
import type { OutgoingMessage, Prisma } from '../generated/prisma/client';
import { OutgoingState } from '../generated/prisma/enums';
import { type Page, type Paging, readPage } from '../keyset';
import { tryDelivery } from '../outgoing/deliver-message';
import { addJob, removeJob } from '../queue/add-job';

/** Which messages a merchant asks for; `failing` are those that wait although they were tried. */
export const deliveryFilters = ['all', 'waiting', 'failing', 'delivered', 'given_up'] as const;

export type DeliveryFilter = (typeof deliveryFilters)[number];

/** The filter an address names; anything else shows all messages. */
export const deliveryFilter = (value: unknown): DeliveryFilter =>
  deliveryFilters.find((filter) => filter === value) ?? 'all';

const conditions: Record<DeliveryFilter, Prisma.OutgoingMessageWhereInput> = {
  all: {},
  waiting: { state: OutgoingState.queued },
  failing: { state: OutgoingState.queued, attempts: { gt: 0 } },
  delivered: { state: OutgoingState.delivered },
  given_up: { state: OutgoingState.given_up },
};

/** A message to one endpoint and what became of it. */
export interface DeliveryRow extends OutgoingMessage {
  endpoint: { url: string; active: boolean };
  /** Of the order it is about; null where it is about none */
  orderNumber: number | null;
}

/** A page of messages, the latest first. Two statements, whatever the size of the shop. */
export async function listDeliveries(filter: DeliveryFilter, paging: Paging): Promise<Page<DeliveryRow>> {
  const page = await readPage(
    paging,
    (from, take) => {
      const direction = from && 'newer' in from ? 'asc' : 'desc';
      return db().outgoingMessage.findMany({
        where: { AND: [conditions[filter], beyond(from)] },
        orderBy: [{ queuedAt: direction }, { id: direction }],
        include: { endpoint: { select: { url: true, active: true } } },
        take,
      });
    },
    (row) => ({ at: row.queuedAt, id: row.id }),
  );
  const orders = await db().order.findMany({
    where: { id: { in: page.rows.flatMap(({ orderId }) => orderId ?? []) } },
    select: { id: true, number: true },
  });
  const numbers = new Map(orders.map(({ id, number }) => [id, number]));
  return {
    ...page,
    rows: page.rows.map((row) => ({ ...row, orderNumber: numbers.get(row.orderId ?? '') ?? null })),
  };
}

function beyond(paging: Paging): Prisma.OutgoingMessageWhereInput {
  if (!paging) return {};
  if ('older' in paging) {
    const { at, id } = paging.older;
    return { queuedAt: { lte: at }, NOT: { queuedAt: at, id: { gte: id } } };
  }
  const { at, id } = paging.newer;
  return { queuedAt: { gte: at }, NOT: { queuedAt: at, id: { lte: id } } };
}

/** The kind of the message with which a merchant tries an endpoint. No endpoint has to ask for it. */
export const testKind = 'ping';

export type SendAgainResult =
  | { queued: true; url: string }
  | { queued: false; reason: 'no_message' | 'switched_off' | 'test' };

/**
 * Queues a message once more, with its ID and its body, whatever became of it before; one that waits for its next try
 * is tried now.
 */
export async function sendAgain(messageId: unknown): Promise<SendAgainResult> {
  if (!z.uuid().safeParse(messageId).success) return { queued: false, reason: 'no_message' };
  return await db().$transaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM outgoing_message WHERE id = ${messageId}::uuid FOR UPDATE`;
    const message = await tx.outgoingMessage.findUnique({
      where: { id: String(messageId) },
      include: { endpoint: true },
    });
    if (!message) return { queued: false, reason: 'no_message' };
    if (message.kind === testKind) return { queued: false, reason: 'test' };
    if (!message.endpoint.active) return { queued: false, reason: 'switched_off' };
    await tx.outgoingMessage.update({
      where: { id: message.id },
      data: { state: 'queued', attempts: 0, deliveredAt: null },
    });
    // Else the job that waits for its next try would keep its hour.
    const job = { messageId: message.id, endpointId: message.endpointId };
    await removeJob(tx, 'deliver_message', job);
    await addJob(tx, 'deliver_message', job);
    return { queued: true, url: message.endpoint.url };
  });
}

export type TestResult =
  | { sent: true; status: number; milliseconds: number }
  | {
      sent: false;
      reason: 'no_endpoint' | 'switched_off' | 'refused' | 'no_answer';
      status: number | null;
      error: string | null;
    };

/**
 * Sends an endpoint a message of kind `ping`, signed like all others, at once and only once: the merchant waits for
 * the answer.
 */
export async function sendTest(endpointId: unknown): Promise<TestResult> {
  const none = { sent: false, status: null, error: null } as const;
  if (!z.uuid().safeParse(endpointId).success) return { ...none, reason: 'no_endpoint' };
  const endpoint = await db().outgoingEndpoint.findUnique({ where: { id: String(endpointId) } });
  if (!endpoint) return { ...none, reason: 'no_endpoint' };
  if (!endpoint.active) return { ...none, reason: 'switched_off' };
  const message = await db().outgoingMessage.create({
    data: {
      endpointId: endpoint.id,
      idempotencyKey: `${testKind}:${randomUUID()}`,
      kind: testKind,
      payload: {
        type: testKind,
        timestamp: new Date().toISOString(),
        data: { note: 'A test from the Integrations page. Nothing happened.' },
      },
    },
  });
  const started = performance.now();
  await tryDelivery(message.id, 1);
  const milliseconds = Math.round(performance.now() - started);
  const after = await db().outgoingMessage.findUniqueOrThrow({ where: { id: message.id } });
  const { state, lastStatus: status, lastError: error } = after;
  if (state === 'delivered' && status !== null) return { sent: true, status, milliseconds };
  return { sent: false, reason: status === null ? 'no_answer' : 'refused', status, error };
}
