import { z } from 'zod';
import { db } from '../../db';
import type { Prisma, StripeEvent } from '../../generated/prisma/client';
import { EventState } from '../../generated/prisma/enums';
import { type Page, type Paging, readPage } from '../../keyset';
import type { EventRow } from './load-order';

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

/** A page of webhook events, the latest received first, without their payloads. */
export async function listEvents(filter: EventFilter, paging: Paging): Promise<Page<EventRow>> {
  return await readPage(
    paging,
    (from, take) => {
      const direction = from && 'newer' in from ? 'asc' : 'desc';
      return db().stripeEvent.findMany({
        where: { AND: [conditions[filter], beyond(from)] },
        orderBy: [{ receivedAt: direction }, { id: direction }],
        omit: { payload: true },
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

/** One event with its payload, and the number of the order it is about where there is one. */
export async function loadEvent(id: string): Promise<(StripeEvent & { orderNumber: number | null }) | null> {
  const event = await db().stripeEvent.findUnique({ where: { id } });
  if (!event) return null;
  const payment = payloadShape.safeParse(event.payload).data?.data.object.payment_intent;
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
  return { ...event, orderNumber: order?.number ?? null };
}
