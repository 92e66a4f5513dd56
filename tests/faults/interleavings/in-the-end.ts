import { expect } from 'vitest';
import { db, pool } from '@/lib/db';
import { accessEnd } from '@/lib/fulfillment/access-end';
import type { PaymentState } from '@/lib/generated/prisma/enums';
import { retrieveSession, type SessionSnapshot } from '@/lib/stripe/sessions';
import type { Run } from './run';

/**
 * Once everything was told and done, the shop is where Stripe says the sales are, whatever order the news came in.
 */
export async function expectInTheEnd(run: Run): Promise<void> {
  const orders = await db().order.findMany({ select: { sessionId: true } });
  const complete = run.sessions((session) => session.status === 'complete').map(({ id }) => id);
  // I1, I7: one order for every completed session, and none for another.
  expect(orders.map((order) => order.sessionId).sort()).toEqual(complete.sort());
  for (const sessionId of complete) {
    const snapshot = await retrieveSession(sessionId);
    if (snapshot) await expectOrder(run, snapshot);
  }
  await expectNothingLeft();
}

/** How the payment of a completed session stands, worked out from what Stripe has. */
export function paymentAtStripe(run: Run, { session, paymentIntent }: SessionSnapshot): PaymentState {
  if (session.payment_status === 'unpaid') {
    return paymentIntent?.status === 'processing' ? 'awaiting' : 'failed';
  }
  const charge = paymentIntent?.latest_charge;
  if (!paymentIntent || !charge || typeof charge === 'string') return 'paid';
  // Money that went back entirely is gone, whatever else is said of it.
  if (charge.amount_refunded >= charge.amount) return 'refunded';
  const disputes = run.account.disputes().filter((dispute) => dispute.payment_intent === paymentIntent.id);
  if (disputes.some(({ status }) => status !== 'won' && status !== 'lost')) return 'disputed';
  if (disputes.some(({ status }) => status === 'lost')) return 'refunded';
  return charge.amount_refunded > 0 ? 'partly_refunded' : 'paid';
}

async function expectOrder(run: Run, snapshot: SessionSnapshot): Promise<void> {
  const payment = paymentAtStripe(run, snapshot);
  const order = await db().order.findUniqueOrThrow({
    where: { sessionId: snapshot.session.id },
    include: {
      mails: true,
      refunds: true,
      lines: { include: { product: true, fulfillments: { include: { entitlement: true } } } },
    },
  });
  const named = `order ${order.number} of ${snapshot.session.id}`;
  expect(order.payment, `payment of ${named}`).toBe(payment);
  const kept = payment === 'paid' || payment === 'partly_refunded';
  // I6: refunds are mirrored.
  const refunds = run.account.refunds().filter(({ payment_intent: paid }) => paid === order.paymentIntentId);
  expect(
    order.refunds.map(({ id, amount, state }) => [id, amount, state]).sort(),
    `refunds of ${named}`,
  ).toEqual(
    order.paymentIntentId ? refunds.map(({ id, amount, status }) => [id, amount, status]).sort() : [],
  );

  for (const line of order.lines) {
    const granted = line.fulfillments.filter(({ units }) => units > 0);
    const about = `line “${line.description}” (${line.state}) of ${named} (${payment})`;
    if (payment === 'awaiting' || payment === 'failed' || payment === 'refunded') {
      // I2: nothing for money that is not here.
      expect(granted.length, `${about} has grants`).toBe(0);
      expect(line.state, about).not.toBe('fulfilled');
    }
    if (!kept) continue;
    // I7: done, or somebody is told why not.
    const wanted = line.quantity - line.unitsRefunded;
    if (wanted > 0) expect(['fulfilled', 'needs_attention', 'back_ordered'], about).toContain(line.state);
    if (line.state === 'needs_attention') expect(line.attention, about).toBeTruthy();
    for (const { entitlement } of granted) {
      if (!entitlement?.subscriptionId || !snapshot.subscription) continue;
      const end = accessEnd(snapshot.subscription, new Date());
      expect(entitlement.endsAt?.getTime() ?? null, `end of access by ${about}`).toBe(end?.getTime() ?? null);
    }
  }
  // I5: one receipt for what was paid for here.
  const receipts = order.mails.filter((mail) => mail.template === 'receipt').length;
  const ours = order.origin !== 'other' || order.lines.some((line) => line.productId !== null);
  if (!ours) expect(receipts, `receipts of ${named}`).toBe(0);
  else if (kept) expect(receipts, `receipts of ${named}`).toBe(1);
  else if (payment === 'awaiting' || payment === 'failed') expect(receipts, `receipts of ${named}`).toBe(0);
}

/** Nothing is held for nobody, no event waits, no mail is unsent, and a shelf that has units keeps nobody waiting. */
async function expectNothingLeft(): Promise<void> {
  const { rows } = await pool().query(
    `SELECT 'I4 held for nobody' AS rule, checkout.id::text AS what FROM hold
      JOIN checkout ON checkout.id = hold.checkout_id LEFT JOIN orders o ON o.checkout_id = checkout.id
      WHERE hold.state = 'held' AND coalesce(o.payment, 'failed') NOT IN ('awaiting', 'disputed')
    UNION ALL
    SELECT 'I4 keeps units that nobody wants', l.id::text FROM order_line l JOIN orders o ON o.id = l.order_id
      JOIN stock s ON s.variant_id = l.variant_id
      WHERE l.stock_taken > greatest(
        CASE WHEN o.payment = 'refunded' THEN 0 ELSE l.quantity - l.units_refunded END,
        (SELECT coalesce(sum(i.quantity), 0) FROM parcel_item i JOIN parcel p ON p.id = i.parcel_id
          JOIN fulfillment f ON f.id = i.fulfillment_id
          WHERE f.order_line_id = l.id AND p.state IN ('shipped', 'delivered')),
        (SELECT count(*) FROM license_key k JOIN fulfillment f ON f.id = k.fulfillment_id
          WHERE f.order_line_id = l.id))
    UNION ALL
    SELECT 'I7 waits for units that are on the shelf', l.id::text FROM order_line l
      JOIN orders o ON o.id = l.order_id JOIN product p ON p.id = l.product_id JOIN stock s ON s.variant_id = l.variant_id
      WHERE l.state = 'needs_attention' AND o.payment IN ('paid', 'partly_refunded') AND l.units_by_hand IS NULL
        AND s.on_hand >= l.quantity - l.units_refunded - l.stock_taken
        AND (p.license_key_source IS DISTINCT FROM 'pool' OR l.quantity - l.units_refunded <= (SELECT count(*)
          FROM license_key k WHERE k.variant_id = l.variant_id AND k.fulfillment_id IS NULL AND k.revoked_at IS NULL))
    UNION ALL
    SELECT 'I7 waits for keys that are in the pool', l.id::text FROM order_line l
      JOIN orders o ON o.id = l.order_id JOIN product p ON p.id = l.product_id JOIN stock s ON s.variant_id = l.variant_id
      LEFT JOIN fulfillment f ON f.order_line_id = l.id AND f.kind = 'license_key'
      WHERE l.state = 'needs_attention' AND o.payment IN ('paid', 'partly_refunded') AND l.units_by_hand IS NULL
        AND p.license_key_source = 'pool'
        AND coalesce(f.units, 0) < least(l.quantity - l.units_refunded, l.stock_taken)
        AND EXISTS (SELECT FROM license_key k
          WHERE k.variant_id = l.variant_id AND k.fulfillment_id IS NULL AND k.revoked_at IS NULL)
    UNION ALL
    SELECT 'I5 nobody was told of access that opened or closed', e.id::text FROM entitlement e
      JOIN fulfillment f ON f.id = e.fulfillment_id JOIN order_line l ON l.id = f.order_line_id
      JOIN orders o ON o.id = l.order_id
      WHERE e.announced_open IS DISTINCT FROM
        (e.revoked_at IS NULL AND (e.ends_at IS NULL OR e.ends_at > $1) AND o.payment <> 'disputed')
    UNION ALL
    SELECT 'I3 not handled', id FROM stripe_event WHERE state = 'pending'
    UNION ALL
    SELECT 'I5 not sent', idempotency_key FROM mail_message WHERE state = 'queued'
    UNION ALL
    SELECT 'I5 not delivered', idempotency_key FROM outgoing_message WHERE state = 'queued'
    UNION ALL
    SELECT 'I1 revoked and still usable', f.id::text FROM fulfillment f WHERE f.units = 0 AND (
      EXISTS (SELECT FROM license_key k WHERE k.fulfillment_id = f.id AND k.revoked_at IS NULL)
      OR EXISTS (SELECT FROM download_grant d WHERE d.fulfillment_id = f.id AND d.revoked_at IS NULL)
      OR EXISTS (SELECT FROM entitlement e WHERE e.fulfillment_id = f.id AND e.revoked_at IS NULL)
      OR EXISTS (SELECT FROM parcel_item i JOIN parcel p ON p.id = i.parcel_id
        WHERE i.fulfillment_id = f.id AND p.state = 'awaiting_shipment'))`,
    [new Date()],
  );
  expect(rows).toEqual([]);
}
