import { z } from 'zod';
import { db, type Tx } from '../db';
import type { Prisma } from '../generated/prisma/client';
import { shareOrderLock } from '../locks/share-order';
import { log } from '../log';
import { orderNumber } from '../order-number';
import { oneLine } from '../storable';
import { addTimeline } from '../timeline/timeline';
import { type Answer, postMessage } from './post-message';
import { signedHeaders } from './sign-message';
import { takeAnswer } from './take-answer';

/**
 * After so many tries a message is given up. The queue waits e, e², … seconds between them, and from the tenth on six
 * hours: 21 tries are three days.
 */
export const mostTries = 21;

/** What became of one try. */
export type Delivery = 'delivered' | 'failed' | 'given_up' | 'nothing';

const messageInclude = { endpoint: true } satisfies Prisma.OutgoingMessageInclude;
type Message = Prisma.OutgoingMessageGetPayload<{ include: typeof messageInclude }>;

/** The endpoint did not take a message; thrown so that the queue tries again. */
export class NotTaken extends Error {
  override readonly name = 'NotTaken';
}

/**
 * The job: tries a message once, and has the queue try again until it is delivered or given up.
 *
 * @throws {NotTaken} while there are tries left
 */
export async function deliverMessage(messageId: string): Promise<void> {
  if ((await tryDelivery(messageId, mostTries)) === 'failed') throw new NotTaken(`message ${messageId}`);
}

/**
 * Sends a message that waits, signed, under its own ID: the same on every try, so that a receiver who has seen it
 * knows (I5). Any 2xx means that it was taken. 410 means that nobody wants messages there any more: the endpoint is
 * switched off. Where the process dies after the answer, the message goes again.
 * https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md#deliverability-and-reliability
 *
 * @param tries after this many it is given up
 */
export async function tryDelivery(messageId: string, tries: number): Promise<Delivery> {
  const message = await db().outgoingMessage.findUnique({
    where: { id: messageId },
    include: messageInclude,
  });
  if (message?.state !== 'queued') return 'nothing';
  const { endpoint } = message;
  if (!endpoint.active) {
    return await noteFailure(message, { status: null, error: 'The endpoint is switched off.' }, 0);
  }
  const body = await bodyOf(message);
  const now = new Date();
  const older = endpoint.oldSecretUntil && endpoint.oldSecretUntil > now ? endpoint.oldSecret : null;
  const secrets = older ? [endpoint.secret, older] : [endpoint.secret];
  const answer = await postMessage(endpoint.url, body, signedHeaders(message.id, body, secrets, now));
  if (answer.status === null || answer.status < 200 || answer.status > 299) {
    return await noteFailure(message, answer, tries);
  }
  await noteDelivery(message, answer);
  return 'delivered';
}

const payloadShape = z.object({
  type: z.string(),
  timestamp: z.string(),
  data: z.record(z.string(), z.json()),
});

/** The message as it goes out: every try sends the same bytes. */
async function bodyOf({ payload, orderId }: Message): Promise<string> {
  const message = payloadShape.parse(payload);
  if (!orderId) return JSON.stringify(message);
  const order = await db().order.findUnique({ where: { id: orderId }, select: { number: true } });
  if (!order) return JSON.stringify(message);
  return JSON.stringify({ ...message, data: { ...message.data, order_number: orderNumber(order) } });
}

async function noteDelivery(message: Message, answer: Extract<Answer, { status: number }>): Promise<void> {
  const { id, orderId, kind, endpoint } = message;
  // Before the message counts as delivered: what the answer brings must not be lost to a crash in between.
  const problem = await takeAnswer(message, answer);
  await db().$transaction(async (tx) => {
    if (orderId) await shareOrderLock(tx, orderId);
    const { count } = await tx.outgoingMessage.updateMany({
      where: { id, state: 'queued' },
      data: {
        state: 'delivered',
        deliveredAt: new Date(),
        attempts: { increment: 1 },
        lastStatus: answer.status,
        lastError: problem && quote(problem),
      },
    });
    if (count === 0 || !orderId) return;
    await addTimeline(tx, orderId, {
      kind: 'message_delivered',
      trigger: 'system',
      data: { what: `${kind} → ${new URL(endpoint.url).host}`, messageId: id },
    });
  });
}

async function noteFailure(message: Message, answer: Answer, tries: number): Promise<Delivery> {
  const gone = answer.status === 410;
  const over = gone || message.attempts + 1 >= tries;
  const lastError = quote(answer.status === null ? answer.error : answer.text);
  await db().$transaction(async (tx) => {
    // Erased while the endpoint had the message in hand, which it may quote in its answer.
    const erased = message.orderId !== null && (await isErased(tx, message.orderId));
    await tx.outgoingMessage.updateMany({
      where: { id: message.id, state: 'queued' },
      data: {
        attempts: { increment: 1 },
        lastStatus: answer.status,
        lastError: erased ? null : lastError,
        ...(over && { state: 'given_up' }),
      },
    });
    if (gone)
      await tx.outgoingEndpoint.updateMany({ where: { id: message.endpointId }, data: { active: false } });
  });
  const about = { part: 'outgoing', message: message.id, kind: message.kind, status: answer.status };
  if (over) log.error({ ...about, error: lastError, gone }, 'message given up');
  else log.warn({ ...about, error: lastError }, 'message not taken, it is tried again');
  return over ? 'given_up' : 'failed';
}

async function isErased(tx: Tx, orderId: string): Promise<boolean> {
  await shareOrderLock(tx, orderId);
  return (await tx.order.count({ where: { id: orderId, erasedAt: { not: null } } })) > 0;
}

/** As much of a refusal as helps whoever looks for its cause. */
const quote = (text: string): string | null => oneLine(text, 300) || null;
