import { z } from 'zod';
import { db } from '../../db';
import type { Prisma, StripeEvent } from '../../generated/prisma/client';
import { EventState } from '../../generated/prisma/enums';
import { type Page, type Paging, readPage } from '../../keyset';

/** Which events a merchant asks for; `failing` are those that wait although they were tried. */
export const eventFilters = ['all', 'pending', 'failing', 'done', 'ignored', 'wrong_mode'] as const;

export type EventFilter = (typeof eventFilters)[number];

/** The filter an address names; anything else shows all events. */
export const eventFilter = (value: unknown): EventFilter =>
  eventFilters.find((filter) => filter === value) ?? 'all';

const conditions: Record<EventFilter, Prisma.StripeEventWhereInput> = {
  all: {},
  pending: { state: EventState.pending },
  failing: { state: EventState.pending, lastError: { not: null } },
  done: { state: EventState.done },
  ignored: { state: EventState.ignored },
  wrong_mode: { state: EventState.wrong_mode },
};

/** A page of webhook events, the latest received first, without their bodies. */
export async function listEvents(filter: EventFilter, paging: Paging): Promise<Page<StripeEvent>> {
  return await readPage(
    paging,
    (from, take) => {
      const direction = from && 'newer' in from ? 'asc' : 'desc';
      return db().stripeEvent.findMany({
        where: { AND: [conditions[filter], beyond(from)] },
        orderBy: [{ receivedAt: direction }, { id: direction }],
        take,
      });
    },
    (row) => ({ at: row.receivedAt, id: row.id }),
  );
}

function beyond(paging: Paging): Prisma.StripeEventWhereInput {
  if (!paging) return {};
  if ('older' in paging) {
    const { at, id } = paging.older;
    return { receivedAt: { lte: at }, NOT: { receivedAt: at, id: { gte: id } } };
  }
  const { at, id } = paging.newer;
  return { receivedAt: { gte: at }, NOT: { receivedAt: at, id: { lte: id } } };
}

/** Where an event's object names the payment it belongs to. https://docs.stripe.com/api/charges/object */
const payloadShape = z.object({ data: z.object({ object: z.object({ payment_intent: z.string() }) }) });

/** An event with what it said, null once that has been pruned, and the number of the order it is about, where there is one. */
export interface LoadedEvent extends StripeEvent {
  payload: Prisma.JsonValue;
  orderNumber: number | null;
}

/** The event with this ID, or null where there is none. */
export async function loadEvent(id: string): Promise<LoadedEvent | null> {
  const found = await db().stripeEvent.findUnique({ where: { id }, include: { body: true } });
  if (!found) return null;
  const { body, ...event } = found;
  const payload = body?.payload ?? null;
  const payment = payloadShape.safeParse(payload).data?.data.object.payment_intent;
  const about = [event.objectId, payment].filter((object) => typeof object === 'string');
  const order = await db().order.findFirst({
    where: {
      OR: [
        { sessionId: { in: about } },
        { paymentIntentId: { in: about } },
        { subscriptionId: { in: about } },
      ],
    },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    select: { number: true },
  });
  return { ...event, payload, orderNumber: order?.number ?? null };
}
