import { isPaid } from '../../is-paid';
import { change, changeOrder, type Draft, insert, orderOf, queueMail } from './draft';
import { recordMovements } from './ledger';
import type { LineRow, RefundRow } from './order-state';
import { canTransitionPayment } from './order-states';
import { isBelievable, isInForce, laterState, lostAmount, paymentAfter } from './refund-states';
import { meetRenewals } from './renewals';
import type { DisputeView, MoneyView, RefundView } from './stripe-view';

/**
 * Applies refunds and disputes to a payment that was made: they are written down with the units they are for, the state
 * follows, what is new goes on the timeline, and the buyer gets a mail about a refund, and about one that failed (I5).
 * What this means for what was bought is `reconcileLines`' to decide.
 *
 * @param isOurs whether any line is a product of this shop
 */
export function applyMoney(draft: Draft, money: MoneyView, isOurs: boolean): void {
  const { refunds, disputes } = money;
  noteRefunds(draft, refunds, money.amount);
  writeRefunds(draft, refunds, null);
  writeRefundedUnits(draft, refunds);
  writeDisputes(draft, disputes, null);
  recordMovements(draft, null, currentRefunds(draft, refunds), disputes);
  if (isOurs) announceRefunds(draft, refunds);

  const order = orderOf(draft);
  const refunded = draft.state.refunds
    .filter(({ invoiceId, state }) => invoiceId === null && isInForce(state))
    .reduce((sum, { amount }) => sum + amount, 0);
  const payment = paymentAfter(money, refunded);
  if (!canTransitionPayment(order.payment, payment)) {
    draft.notes.push({ kind: 'transition_refused', data: { from: order.payment, to: payment } });
    return;
  }
  // A dispute that was lost gave the buyer their money back, too: never more than there was.
  const amountLost = lostAmount(money);
  const amountRefunded = Math.max(refunded, Math.min(refunded + amountLost, money.amount));
  const isSame =
    payment === order.payment && amountRefunded === order.amountRefunded && amountLost === order.amountLost;
  if (isSame) return;
  changeOrder(draft, { payment, amountRefunded, amountLost });
  if (payment === 'disputed' && order.payment !== 'disputed') {
    draft.notes.push({ kind: 'frozen' });
    raiseDisputesRevision(draft);
  }
  if (order.payment === 'disputed' && isPaid(payment)) {
    draft.notes.push({ kind: 'unfrozen' });
    raiseDisputesRevision(draft);
    meetRenewals(draft);
  }
}

/** What happened to the payment of a later period stands on the timeline; the order was paid by the first one. */
export function applyRenewalMoney(draft: Draft, money: MoneyView & { invoiceId: string }): void {
  const { refunds, disputes, invoiceId } = money;
  noteRefunds(draft, refunds, money.amount, 'renewal_refunded');
  writeRefunds(draft, refunds, invoiceId);
  writeDisputes(draft, disputes, invoiceId);
  recordMovements(draft, invoiceId, currentRefunds(draft, refunds), disputes);
}

const raiseDisputesRevision = (draft: Draft): void =>
  changeOrder(draft, { disputesRevision: orderOf(draft).disputesRevision + 1 });

const words = (code: string): string => code.replaceAll('_', ' ');

const knownRefund = ({ state }: Draft, id: string): RefundRow | undefined =>
  state.refunds.find((row) => row.id === id);

/** Refunds in the state that is written down: an older answer of Stripe's takes nothing back. */
const currentRefunds = (draft: Draft, refunds: readonly RefundView[]): RefundView[] =>
  refunds.map((refund) => ({ ...refund, state: knownRefund(draft, refund.id)?.state ?? refund.state }));

/** Each refund is noted once, and once more where it came to nothing. */
function noteRefunds(
  draft: Draft,
  refunds: readonly RefundView[],
  of: number,
  kind: 'payment_refunded' | 'renewal_refunded' = 'payment_refunded',
): void {
  let refunded = 0;
  for (const { id: object, amount, state: reported, failureReason } of refunds) {
    const known = knownRefund(draft, object);
    const state = known ? laterState(known.state, reported) : reported;
    if (isInForce(state)) {
      refunded += amount;
      if (!known) draft.notes.push({ kind, data: { object, refunded, of } });
    } else if (!known || isInForce(known.state)) {
      draft.notes.push({
        kind: 'refund_failed',
        data: { object, amount, reason: words(failureReason ?? state) },
      });
    }
  }
}

/** Refunds that are known and not among these stay: this answer of Stripe's may be the older one. */
function writeRefunds(draft: Draft, refunds: readonly RefundView[], invoiceId: string | null): void {
  const { id: orderId } = orderOf(draft);
  for (const { units: _, ...refund } of refunds) {
    const known = knownRefund(draft, refund.id);
    if (!known) insert(draft, 'refunds', { ...refund, orderId, invoiceId, announced: false });
    else {
      const state = laterState(known.state, refund.state);
      if (state !== known.state)
        change(draft, 'refunds', known, { state, failureReason: refund.failureReason });
    }
  }
}

/** Writes down which units each refund is for, where what it says of them can be true, and counts them by line. */
function writeRefundedUnits(draft: Draft, refunds: readonly RefundView[]): void {
  for (const refund of refunds) {
    const row = knownRefund(draft, refund.id);
    const isWritten = draft.state.refundLines.some(({ refundId }) => refundId === refund.id);
    if (!row || isWritten || refund.units.length === 0) continue;
    // What came to nothing takes no units, so it may name those that went back with another.
    const left = draft.state.lines.map(({ id, quantity }) => ({
      id,
      quantity,
      refunded: isInForce(row.state) ? refundedUnits(draft, id) : 0,
    }));
    if (!isBelievable(refund, left)) continue;
    const lines = refund.units.map(({ lineId, quantity, amount }) => ({
      refundId: refund.id,
      orderLineId: lineId,
      ...{ quantity, amount },
    }));
    insert(draft, 'refundLines', ...lines);
  }
  for (const line of draft.state.lines) {
    const unitsRefunded = refundedUnits(draft, line.id);
    if (unitsRefunded !== line.unitsRefunded) change(draft, 'lines', line, { unitsRefunded });
  }
}

/** How many units of a line went back, over all refunds that are in force. */
function refundedUnits(draft: Draft, lineId: LineRow['id']): number {
  return draft.state.refundLines
    .filter(({ orderLineId, refundId }) => {
      const refund = knownRefund(draft, refundId);
      return orderLineId === lineId && refund !== undefined && isInForce(refund.state);
    })
    .reduce((sum, { quantity }) => sum + quantity, 0);
}

/** Notes each dispute once when it opens, once for each way it closes: one that was lost may be reversed later. */
function writeDisputes(draft: Draft, disputes: readonly DisputeView[], invoiceId: string | null): void {
  const { id: orderId } = orderOf(draft);
  for (const dispute of disputes) {
    const { id: object, reason, status, amount, outcome } = dispute;
    const data = { object, reason, status, amount };
    const known = draft.state.disputes.find(({ id }) => id === object);
    if (known && known.status === status && known.amount === amount) continue;
    if (!known) {
      insert(draft, 'disputes', { ...dispute, orderId, invoiceId });
      draft.notes.push({ kind: 'payment_disputed', data });
    } else change(draft, 'disputes', known, { status, amount, reason, outcome });
    if (outcome !== 'open' && known?.status !== status) draft.notes.push({ kind: 'dispute_closed', data });
    if (!known || known.status !== status) raiseDisputesRevision(draft);
  }
}

/**
 * One mail when a refund is on its way, also where Stripe has to ask the buyer first where to send it, and one when a
 * refund that was announced came to nothing.
 */
function announceRefunds(draft: Draft, refunds: readonly RefundView[]): void {
  for (const { id: refundId } of refunds) {
    const row = knownRefund(draft, refundId);
    if (!row) continue;
    if (!isInForce(row.state)) {
      if (row.announced) queueMail(draft, `refund_failed:${refundId}`, 'refund_failed', { refundId });
    } else if (!row.announced && queueMail(draft, `refund:${refundId}`, 'refund', { refundId })) {
      change(draft, 'refunds', row, { announced: true });
    }
  }
}
