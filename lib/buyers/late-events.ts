import { batchCalls } from '../batch-calls';
import { db, pool, type Tx } from '../db';
import { redacted } from './erase-texts';

/** IDs of what an order knows at Stripe, wherever they stand in an event. */
const orderObjects = /"((?:cs|pi|sub|cus)_\w{1,80})"/g;

/**
 * Takes the personal details out of an event that came after those of its order were erased: Stripe keeps its own, and
 * goes on telling them. Called once the event has been acted on.
 */
export async function redactLateEvent(eventId: string, payload: unknown): Promise<void> {
  const text = JSON.stringify(payload);
  const named = [...text.matchAll(orderObjects)].flatMap(([, id]) => (id ? [id] : []));
  const ids = [...new Set(named)];
  if (ids.length === 0 || !(await mayBeErased(ids)) || !(await isErased(db(), ids))) return;
  const next = redacted(payload);
  if (next === null) return;
  await db().$executeRaw`
    UPDATE stripe_event_body SET payload = ${JSON.stringify(next)}::jsonb WHERE event_id = ${eventId}`;
}

/**
 * Does the same for what was stored but is never acted on: kinds the shop does not handle, events of the other mode.
 *
 * @param since when to look from
 */
export async function redactIdleEvents(since: Date): Promise<void> {
  const idle = await db().stripeEventBody.findMany({
    where: { event: { state: { in: ['ignored', 'wrong_mode'] }, receivedAt: { gte: since } } },
    select: { eventId: true, payload: true },
  });
  for (const { eventId, payload } of idle) await redactLateEvent(eventId, payload);
}

/** Whether any erased order knows one of these objects: nearly always none does. Asked together for events that are. */
const mayBeErased = batchCalls(
  async (named: string[][]): Promise<boolean[]> => {
    const { rows } = await pool().query<{ ids: string[] }>({
      name: 'read_erased_orders',
      text: `
        SELECT array_remove(ARRAY[session_id, payment_intent_id, subscription_id, customer_id], NULL) AS ids
        FROM orders
        WHERE erased_at IS NOT NULL AND (session_id = ANY ($1::text[]) OR payment_intent_id = ANY ($1::text[])
          OR subscription_id = ANY ($1::text[]) OR customer_id = ANY ($1::text[]))`,
      values: [named.flat()],
    });
    const erased = new Set(rows.flatMap(({ ids }) => ids));
    return named.map((ids) => ids.some((id) => erased.has(id)));
  },
  { batchSize: 100, inFlight: 1 },
);

/** Whether one of these objects is of an erased order; a customer only where no other order still needs them. */
async function isErased(tx: Tx, ids: string[]): Promise<boolean> {
  const erased = await tx.order.findMany({
    where: {
      erasedAt: { not: null },
      OR: [
        { sessionId: { in: ids } },
        { paymentIntentId: { in: ids } },
        { subscriptionId: { in: ids } },
        { customerId: { in: ids } },
      ],
    },
    select: { sessionId: true, paymentIntentId: true, subscriptionId: true, customerId: true },
  });
  const own = new Set(ids);
  const isOwn = (id: string | null): boolean => id !== null && own.has(id);
  if (erased.some((order) => [order.sessionId, order.paymentIntentId, order.subscriptionId].some(isOwn))) {
    return true;
  }
  const customers = erased.flatMap(({ customerId }) => (customerId ? [customerId] : []));
  if (customers.length === 0) return false;
  return (await tx.order.count({ where: { customerId: { in: customers }, erasedAt: null } })) === 0;
}
