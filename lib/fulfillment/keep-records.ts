import type { Tx } from '../db';
import { apiVersion } from '../stripe/client';
import { hashOf, plainCopy } from '../stripe/plain-copy';
import { idOf, type SessionSnapshot } from '../stripe/sessions';

/** What a copy can be of. */
export type RecordKind =
  | 'checkout_session'
  | 'line_items'
  | 'payment_intent'
  | 'customer'
  | 'subscription'
  | 'refund';

/** Something Stripe returned about an order. */
export interface StripeAnswer {
  kind: RecordKind;
  /** The object's ID; for the line items that of their session. */
  objectId: string;
  /** As the client returned it. */
  body: unknown;
}

/**
 * Keeps copies of what Stripe returned with the order, so that a question about it can be answered without Stripe.
 * One row for each different answer, never changed afterwards: the table refuses it. An order whose personal details
 * were erased gets no more copies, as those would bring them back. One statement for all.
 */
export async function keepRecords(tx: Tx, orderId: string, answers: readonly StripeAnswer[]): Promise<void> {
  if (answers.length === 0) return;
  const rows = answers.map(({ kind, objectId, body }) => {
    const copy = plainCopy(body);
    return { kind, object_id: objectId, hash: hashOf(copy), body: copy };
  });
  await tx.$executeRaw`
    INSERT INTO order_record (order_id, kind, object_id, hash, body, api_version)
    SELECT o.id, r.kind, r.object_id, r.hash, r.body, ${apiVersion}
    FROM orders o, jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      AS r(kind text, object_id text, hash text, body jsonb)
    WHERE o.id = ${orderId}::uuid AND o.erased_at IS NULL
    ON CONFLICT (order_id, kind, object_id, hash) DO NOTHING`;
}

/**
 * The answers a snapshot of a session is made of. What has a copy of its own (line items, payment, customer,
 * subscription) stands in the session's by its ID, so that a change of one makes a new copy of that one alone.
 */
export function answersOf(snapshot: SessionSnapshot): StripeAnswer[] {
  const { session, lineItems, paymentIntent, customer, subscription } = snapshot;
  const { line_items: _, ...rest } = session;
  const body = {
    ...rest,
    payment_intent: idOf(session.payment_intent),
    customer: idOf(session.customer),
    subscription: idOf(session.subscription),
  };
  return [
    { kind: 'checkout_session', objectId: session.id, body },
    { kind: 'line_items', objectId: session.id, body: lineItems },
    ...(paymentIntent
      ? [{ kind: 'payment_intent' as const, objectId: paymentIntent.id, body: paymentIntent }]
      : []),
    ...(customer ? [{ kind: 'customer' as const, objectId: customer.id, body: customer }] : []),
    ...(subscription
      ? [{ kind: 'subscription' as const, objectId: subscription.id, body: subscription }]
      : []),
  ];
}
