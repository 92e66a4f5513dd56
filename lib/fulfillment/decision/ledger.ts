import { type Draft, insert, orderOf } from './draft';
import type { PaymentEntryRow, PaymentRow } from './order-state';
import { isInForce } from './refund-states';
import type { DisputeView, RefundView, RenewalView } from './stripe-view';

// The ledger: what came in by each payment and what went back, one row for each movement and none changed afterwards.

/** Writes down that the money of the order's session came in. */
export function recordCharge(draft: Draft, paidAt: Date): void {
  const { id: orderId, amountTotal: amount, currency, paymentIntentId } = orderOf(draft);
  addPayment(draft, { kind: 'session', orderId, invoiceId: null, paymentIntentId, amount, currency, paidAt });
}

/** Writes down that a later period of a subscription was paid, and what is known already to have gone back of it. */
export function recordRenewalCharge(draft: Draft, renewal: RenewalView, paidAt: Date): void {
  const { invoiceId, paymentIntentId, amount, currency } = renewal;
  const { id: orderId } = orderOf(draft);
  addPayment(draft, { kind: 'invoice', orderId, invoiceId, paymentIntentId, amount, currency, paidAt });
  const isOwn = (row: { invoiceId: string | null }): boolean => row.invoiceId === invoiceId;
  recordMovements(draft, invoiceId, draft.state.refunds.filter(isOwn), draft.state.disputes.filter(isOwn));
}

function addPayment(draft: Draft, fields: Omit<PaymentRow, 'id'>): void {
  const payment = { id: draft.given.newId(), ...fields };
  insert(draft, 'payments', payment);
  const { id: paymentId, amount, currency, paidAt: at } = payment;
  insert(draft, 'paymentEntries', { kind: 'charge', objectId: paymentId, paymentId, amount, currency, at });
}

/**
 * Writes down what a payment's refunds and disputes moved, each movement once.
 *
 * @param invoiceId of a later period's payment; null for the session's
 */
export function recordMovements(
  draft: Draft,
  invoiceId: string | null,
  refunds: readonly Pick<RefundView, 'id' | 'amount' | 'currency' | 'state'>[],
  disputes: readonly Pick<DisputeView, 'id' | 'amount' | 'currency' | 'outcome'>[],
): void {
  const payment = draft.state.payments.find((one) => one.invoiceId === invoiceId);
  if (!payment) return;
  const known = new Set(draft.state.paymentEntries.map(({ kind, objectId }) => `${kind} ${objectId}`));
  const { now: at } = draft.given;
  const add = (kind: PaymentEntryRow['kind'], objectId: string, amount: number, currency: string) => {
    if (known.has(`${kind} ${objectId}`)) return;
    insert(draft, 'paymentEntries', { kind, objectId, paymentId: payment.id, amount, currency, at });
    known.add(`${kind} ${objectId}`);
  };
  for (const { id, amount, currency, state } of refunds) {
    if (isInForce(state)) add('refund', id, -amount, currency);
    else if (known.has(`refund ${id}`)) add('refund_failed', id, amount, currency);
  }
  for (const { id, amount, currency, outcome } of disputes) {
    if (outcome === 'lost') add('dispute_lost', id, -amount, currency);
    else if (outcome === 'won' && known.has(`dispute_lost ${id}`))
      add('dispute_reversed', id, amount, currency);
  }
}
