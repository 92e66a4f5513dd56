import { randomUUID } from 'node:crypto';
import { db } from '@/lib/db';
import type { RefundState } from '@/lib/generated/prisma/enums';
import { sendQueuedMail } from '@/lib/jobs/send-queued-mail';
import type { MailTemplate } from '@/lib/queue/mail-templates';
import { queueMail } from '@/lib/queue/queue-mail';
import { makeOrder, type OrderWish } from '../buyer/make-order';

/** What a mail is about: an order and an ID of something that happened to it, or neither. */
export interface Situation {
  orderId: string | null;
  data?: Record<string, string>;
}

const day = 86_400_000;

/** The first entitlement of an order. */
export const entitlementOf = async (orderId: string): Promise<string> =>
  (
    await db().entitlement.findFirstOrThrow({
      where: { fulfillment: { orderLine: { orderId } } },
      select: { id: true },
    })
  ).id;

/** An order with something of every kind; two of the bowls and two keys. */
export const everything = async (wish: OrderWish = {}): Promise<string> =>
  (
    await makeOrder({
      lines: [
        { slug: 'ciotola', quantity: 2 },
        { slug: 'quaderno-pdf' },
        { slug: 'registri', quantity: 2 },
        { slug: 'comporre-a-mano' },
      ],
      ...wish,
    })
  ).id;

/** An order whose money is partly back: one bowl and one key, the key revoked, the bowl taken out of the parcel. */
export async function refunded(state: RefundState, wish: OrderWish = {}): Promise<Situation> {
  const orderId = await everything({ payment: 'partly_refunded', ...wish });
  const refundId = `re_${randomUUID()}`;
  const lines = await db().orderLine.findMany({
    where: { orderId, product: { slug: { in: ['ciotola', 'registri'] } } },
    orderBy: { position: 'asc' },
  });
  await db().refund.create({
    data: {
      id: refundId,
      orderId,
      amount: 4800,
      currency: 'eur',
      state,
      createdAt: new Date(),
      lines: { create: lines.map(({ id }) => ({ orderLineId: id, quantity: 1, amount: 2400 })) },
    },
  });
  if (state === 'failed' || state === 'canceled') return { orderId, data: { refundId } };
  await db().licenseKey.updateMany({
    where: { unit: 2, fulfillment: { orderLine: { orderId } } },
    data: { revokedAt: new Date() },
  });
  await db().parcelItem.updateMany({ where: { parcel: { orderId } }, data: { quantity: 1 } });
  return { orderId, data: { refundId } };
}

/** An order of two bowls, one sent and one promised for later. */
export async function backOrdered(): Promise<Situation> {
  const { id: orderId } = await makeOrder({ lines: [{ slug: 'ciotola', quantity: 2 }, { slug: 'brocca' }] });
  const line = await db().orderLine.findFirstOrThrow({ where: { orderId, position: 0 } });
  await db().fulfillment.updateMany({ where: { orderLineId: line.id }, data: { units: 1 } });
  await db().orderLine.update({
    where: { id: line.id },
    data: { state: 'back_ordered', backOrderedAt: new Date() },
  });
  return { orderId, data: { orderLineId: line.id } };
}

/** An order of two parcels, the first sent. */
export async function sent(wish: OrderWish = {}): Promise<Situation> {
  const { id: orderId } = await makeOrder({
    lines: [{ slug: 'ciotola', quantity: 2 }, { slug: 'brocca' }],
    parcels: [{ state: 'shipped', carrier: 'brt', tracking: '0123 456789' }, { state: 'awaiting_shipment' }],
    ...wish,
  });
  const parcel = await db().parcel.findFirstOrThrow({ where: { orderId, number: 1 } });
  return { orderId, data: { parcelId: parcel.id } };
}

/** An order of a course. */
export async function course(wish: OrderWish = {}): Promise<Situation> {
  const { id: orderId } = await makeOrder({ lines: [{ slug: 'comporre-a-mano' }], ...wish });
  return { orderId, data: { entitlementId: await entitlementOf(orderId) } };
}

/** A course whose time was up yesterday. */
export const endedCourse = (): Promise<Situation> => course({ accessEndsAt: new Date(Date.now() - day) });

/** Somebody who bought something. */
export async function buyer(email = `giulia.${randomUUID()}@example.com`): Promise<Situation> {
  const { id } = await db().buyer.create({ data: { email } });
  return { orderId: null, data: { buyerId: id } };
}

/** A day on which one order needs a hand. */
export async function badDay(): Promise<Situation> {
  await makeOrder({
    fulfillment: 'needs_attention',
    lines: [{ description: 'From the Dashboard', state: 'needs_attention' }],
  });
  const now = Date.now();
  return {
    orderId: null,
    data: { since: new Date(now - day).toISOString(), until: new Date(now + day).toISOString() },
  };
}

/** Queues a mail in a transaction of its own; returns its ID. */
export async function queue(
  template: MailTemplate,
  { orderId, data }: Situation,
  mail: { locale?: string; key?: string; recipient?: string } = {},
): Promise<string> {
  const key = mail.key ?? `${template}:${randomUUID()}`;
  await db().$transaction((tx) =>
    queueMail(tx, {
      key,
      orderId,
      template,
      recipient: mail.recipient ?? 'giulia@example.com',
      locale: mail.locale ?? 'en',
      data,
    }),
  );
  return (await db().mailMessage.findUniqueOrThrow({ where: { idempotencyKey: key } })).id;
}

/** Queues a mail, does what its job does, and returns what became of it. */
export async function send(template: MailTemplate, situation: Situation, locale = 'en') {
  const id = await queue(template, situation, { locale });
  await sendQueuedMail(id);
  return await db().mailMessage.findUniqueOrThrow({ where: { id } });
}
