import { z } from 'zod';
import type { RefundedUnits } from '../../stripe/refunds';
import { amountForUnits, mostLinesAtOnce, type NotRefundable, type Refundable } from './refundable';

const lines = z.record(z.uuid(), z.coerce.number().int().min(0).max(1_000_000));

/** What a merchant wants to give back, as it comes from a form. */
export const refundWish = z
  .object({
    orderId: z.uuid(),
    /** One for each form that is drawn. */
    idempotencyKey: z.uuid(),
    reason: z.enum(['requested_by_customer', 'duplicate', 'fraudulent']).optional(),
  })
  .and(
    z.discriminatedUnion('kind', [
      z.object({
        kind: z.literal('all'),
        /** The check box of the form: whether the subscription that was bought is ended at Stripe, too. */
        endSubscription: z.literal('on').optional(),
      }),
      z.object({ kind: z.literal('amount'), amount: z.coerce.number().int().min(1) }),
      z.object({ kind: z.literal('lines'), lines }),
    ]),
  );

export type RefundWish = z.infer<typeof refundWish>;

/** What Stripe will be asked for: an amount in the smallest unit, and the units it is for. */
export interface RefundPlan {
  amount: number;
  units: RefundedUnits[];
}

export type PlannedRefund =
  | { ok: true; plan: RefundPlan }
  | {
      ok: false;
      reason:
        | NotRefundable
        | 'nothing_chosen'
        | 'no_such_line'
        | 'costs_nothing'
        | 'more_than_left'
        | 'too_many_lines';
    };

/**
 * What to ask Stripe for, or why not to. Shipping goes back with everything, or within an amount: units of a line cost
 * what the line cost. Everything and an amount are for no units in particular; everything takes back all of them.
 */
export function planRefund(what: Refundable, wish: RefundWish): PlannedRefund {
  const refused = (reason: Extract<PlannedRefund, { ok: false }>['reason']): PlannedRefund => ({
    ok: false,
    reason,
  });
  if (what.refusal) return refused(what.refusal);
  if (wish.kind === 'all') return { ok: true, plan: { amount: what.left, units: [] } };
  if (wish.kind === 'amount') {
    return wish.amount > what.left
      ? refused('more_than_left')
      : { ok: true, plan: { amount: wish.amount, units: [] } };
  }
  const chosen = Object.entries(wish.lines).filter(([, quantity]) => quantity > 0);
  if (chosen.length === 0) return refused('nothing_chosen');
  if (chosen.length > mostLinesAtOnce) return refused('too_many_lines');
  const units: RefundedUnits[] = [];
  for (const [lineId, quantity] of chosen) {
    const line = what.lines.find((one) => one.lineId === lineId);
    if (!line) return refused('no_such_line');
    if (quantity > line.unitsLeft) return refused('more_than_left');
    units.push({ lineId, quantity, amount: amountForUnits(line, quantity) });
  }
  const amount = units.reduce((sum, unit) => sum + unit.amount, 0);
  if (amount === 0) return refused('costs_nothing');
  return amount > what.left ? refused('more_than_left') : { ok: true, plan: { amount, units } };
}
