import type { OrderRow, OrderState } from '../../lib/fulfillment/decision/order-state';
import type { Session } from './stripe-objects';
import { hold } from './violation';

const sum = (rows: readonly { amount: number }[]): number =>
  rows.reduce((total, { amount }) => total + amount, 0);

/** The payment's state and the ledger are what the refunds and disputes that are known make of them (I6). */
export function checkMoney(state: OrderState, order: OrderRow, session: Session): void {
  for (const { id, orderId } of state.payments)
    hold(orderId === order.id, 'I6', () => `${id} is of another order`);
  const mine = state.payments.filter(({ invoiceId }) => invoiceId === null);
  hold(mine.length === (order.paidAt === null ? 0 : 1), 'I6', () => `${mine.length} payments of the session`);
  if (order.paidAt === null) {
    const isOpen = order.payment === 'awaiting' || order.payment === 'failed';
    hold(isOpen, 'I2', () => `the payment is ${order.payment} and nothing was paid`);
    return;
  }
  for (const payment of state.payments) checkLedger(state, payment.id, payment.invoiceId, payment.amount);
  const { refunded, lost, isOpen } = whatWentBack(state, null);
  const total = order.amountTotal;
  const gone = Math.min(total, refunded + lost);
  const expected =
    total === 0
      ? order.payment
      : refunded >= total
        ? 'refunded'
        : isOpen
          ? 'disputed'
          : gone >= total
            ? 'refunded'
            : gone > 0
              ? 'partly_refunded'
              : 'paid';
  hold(order.payment === expected, 'I6', () => `the payment is ${order.payment}, its rows say ${expected}`);
  hold(order.amountRefunded === gone, 'I6', () => `${order.amountRefunded} went back, rows say ${gone}`);
  for (const row of state.disputes) {
    const known = session.payment?.disputes.find(({ id }) => id === row.id);
    const isKnown = known !== undefined || row.invoiceId !== null;
    hold(isKnown, 'I6', () => `the dispute ${row.id} is nowhere at Stripe`);
  }
}

/** What went back of a payment, by the rows of the order. */
export function whatWentBack({ refunds, disputes }: OrderState, invoiceId: string | null) {
  const inForce = refunds.filter(
    (row) => row.invoiceId === invoiceId && row.state !== 'failed' && row.state !== 'canceled',
  );
  const own = disputes.filter((row) => row.invoiceId === invoiceId);
  return {
    refunded: sum(inForce),
    lost: sum(own.filter(({ outcome }) => outcome === 'lost')),
    isOpen: own.some(({ outcome }) => outcome === 'open'),
  };
}

function checkLedger(state: OrderState, paymentId: string, invoiceId: string | null, amount: number): void {
  const entries = state.paymentEntries.filter((row) => row.paymentId === paymentId);
  const { refunded, lost } = whatWentBack(state, invoiceId);
  const balance = sum(entries);
  hold(
    balance === amount - refunded - lost,
    'I6',
    () => `the ledger of ${invoiceId ?? 'the session'} says ${balance}, its rows ${amount - refunded - lost}`,
  );
}

const ranks = ['needs_response', 'under_review', 'lost', 'won'];

/** A dispute goes one way, so an older answer of Stripe's may not take it back (I6). */
export function checkDisputes(before: OrderState, after: OrderState): void {
  if (before.disputes === after.disputes) return;
  for (const { id, status } of before.disputes) {
    const now = after.disputes.find((row) => row.id === id)?.status ?? '';
    hold(
      ranks.indexOf(now) >= ranks.indexOf(status),
      'I6',
      () => `the dispute ${id} went from ${status} to ${now}`,
    );
  }
}
