import type { Tx } from '../db';
import type { Prisma } from '../generated/prisma/client';
import { addJob } from './add-job';
import type { MessageKind } from './message-kinds';

export interface QueuedMessage {
  kind: MessageKind;
  /** One message for one key and endpoint, however often it is asked for (I5): `parcel.ready:<parcel>`. */
  key: string;
  orderId: string | null;
  /**
   * What happened, as it was in this transaction: IDs, times as ISO 8601 in UTC, money in the smallest unit. Of a
   * message about an order, `order_number` is filled in when it is delivered: a new order gets it last of all.
   */
  data: Prisma.InputJsonObject;
}

/**
 * Queues a message to every endpoint of the merchant's that wants its kind, in the transaction of the change that
 * causes it (I5). The body follows https://www.standardwebhooks.com: `type`, `timestamp`, `data`.
 */
export async function queueMessage(tx: Tx, { kind, key, orderId, data }: QueuedMessage): Promise<void> {
  const endpoints = await tx.outgoingEndpoint.findMany({
    where: { active: true, kinds: { has: kind } },
    select: { id: true },
    orderBy: { id: 'asc' },
  });
  if (endpoints.length === 0) return;
  const payload = { type: kind, timestamp: new Date().toISOString(), data };
  const created = await tx.outgoingMessage.createManyAndReturn({
    data: endpoints.map(({ id }) => ({ endpointId: id, idempotencyKey: key, kind, orderId, payload })),
    skipDuplicates: true,
    select: { id: true, endpointId: true },
  });
  for (const { id, endpointId } of created) {
    await addJob(tx, 'deliver_message', { messageId: id, endpointId });
  }
}

/** Whether any endpoint wants messages of one of these kinds: where none does, there is nothing to find out for them. */
export async function isWanted(tx: Tx, kinds: readonly MessageKind[]): Promise<boolean> {
  const endpoint = await tx.outgoingEndpoint.findFirst({
    where: { active: true, kinds: { hasSome: [...kinds] } },
    select: { id: true },
  });
  return endpoint !== null;
}
