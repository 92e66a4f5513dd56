import { expect } from 'vitest';
import { db, pool } from '@/lib/db';
import { expectInvariants } from '../../support/invariants';
import type { Run } from './run';

/**
 * What must hold after every step, beside what the database alone can tell (`expectInvariants`): what it says agrees
 * with what Stripe knows, and nothing that was taken on is without somebody who will do it.
 */
export async function expectAlways(run: Run): Promise<void> {
  await expectInvariants();
  const violations = await pool().query<{ rule: string; what: string }>(
    `SELECT 'I3 answered, and not on disk' AS rule, id AS what FROM unnest($1::text[]) AS told (id)
      WHERE NOT EXISTS (SELECT FROM stripe_event e WHERE e.id = told.id)
    UNION ALL
    SELECT 'I3 waits without a job', id FROM stripe_event e
      WHERE state = 'pending' AND NOT EXISTS (SELECT FROM graphile_worker.jobs j WHERE j.key = 'event:' || e.id)
    UNION ALL
    SELECT 'I5 mail without a job', idempotency_key FROM mail_message m
      WHERE state = 'queued' AND NOT EXISTS (SELECT FROM graphile_worker.jobs j WHERE j.key = 'mail:' || m.id)
    UNION ALL
    SELECT 'I5 message without a job', idempotency_key FROM outgoing_message m
      WHERE state = 'queued' AND NOT EXISTS (SELECT FROM graphile_worker.jobs j WHERE j.key = 'message:' || m.id)`,
    [[...run.told]],
  );
  expect(violations.rows).toEqual([]);
  await expectAgreement(run);
  await expectHolds(run);
}

/** I2 and I6: every order is of a completed session, with Stripe's amounts; what is granted has been paid for. */
async function expectAgreement(run: Run): Promise<void> {
  const orders = await db().order.findMany({
    include: { lines: { orderBy: { position: 'asc' }, include: { fulfillments: true } }, refunds: true },
  });
  for (const order of orders) {
    const view = run.checkout.view(order.sessionId ?? '');
    if (!view) throw new Error(`I6 order ${order.number} is of no session`);
    const { session, lineItems } = view;
    const { amount_total: total, amount_subtotal: subtotal, total_details: details } = session;
    expect(
      {
        status: 'complete',
        ...{ total: order.amountTotal, subtotal: order.amountSubtotal, discount: order.amountDiscount },
        ...{ tax: order.amountTax, shipping: order.amountShipping },
        lines: order.lines.map((line) => [line.stripeLineItemId, line.quantity, line.amountTotal]),
      },
      `I6 order ${order.number}`,
    ).toEqual({
      ...{ status: session.status, total, subtotal, discount: details?.amount_discount },
      ...{ tax: details?.amount_tax, shipping: details?.amount_shipping },
      lines: lineItems.map((item) => [item.id, item.quantity, item.amount_total]),
    });
    const granted = order.lines.flatMap((line) => line.fulfillments).filter(({ units }) => units > 0);
    if (granted.length > 0) expect(session.payment_status, `I2 order ${order.number}`).not.toBe('unpaid');
    const refunded = order.refunds.filter(({ state }) => state !== 'failed' && state !== 'canceled');
    const sum = refunded.reduce((all, refund) => all + refund.amount, 0);
    expect(sum, `I6 refunds of order ${order.number}`).toBeLessThanOrEqual(order.amountTotal);
    expect(order.amountRefunded, `I6 refunded of order ${order.number}`).toBeLessThanOrEqual(
      order.amountTotal,
    );
  }
}

/** I4: whoever may still pay, or has paid and waits for the bank, keeps what was held for them. */
async function expectHolds(run: Run): Promise<void> {
  const released = await db().hold.findMany({
    where: { state: 'released', checkout: { sessionId: { not: null } } },
    include: { checkout: { select: { sessionId: true } } },
  });
  for (const { checkout } of released) {
    const session = run.checkout.view(checkout.sessionId ?? '')?.session;
    const intent = run.account.paymentIntents().find(({ id }) => id === session?.payment_intent);
    const awaited = session?.payment_status === 'unpaid' && intent?.status === 'processing';
    const lost = session?.status === 'open' || awaited;
    expect(lost, `I4 ${session?.id} (${session?.status}) lost what was held for it`).toBe(false);
  }
}
