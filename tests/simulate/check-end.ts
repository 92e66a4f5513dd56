import { closedReason } from '../../lib/entitlements/entitlement-state';
import type { LineRow, OrderState } from '../../lib/fulfillment/decision/order-state';
import { isPaid } from '../../lib/is-paid';
import { endOf } from './stripe-answers';
import { type Payment, refundedAmount, type Session } from './stripe-objects';
import { hold } from './violation';
import type { World } from './world';

/** Once everything was delivered, the shop knows what Stripe does, and all that can be fulfilled is (I1, I7). */
export function checkEnd({ stripe, shop, clock }: World): void {
  const now = new Date(clock.now);
  for (const session of stripe.sessions.values()) {
    const state = shop.orders.get(session.id);
    const isThere = state?.order !== null && state !== undefined;
    hold(
      isThere === (session.status === 'complete'),
      'I7',
      () => `${session.id} is ${session.status}, order: ${isThere}`,
    );
    if (!isThere) continue;
    checkPayment(session, state);
    for (const line of state.lines) checkLine(shop, state, line);
    for (const row of state.entitlements) {
      const isOpen = closedReason(row, state.order?.payment ?? 'awaiting', now) === null;
      hold(
        row.announcedOpen === isOpen,
        'I5',
        () => `access is ${isOpen ? 'open' : 'closed'} and nobody was told`,
      );
      const end =
        session.subscription && row.subscriptionId ? endOf(session.subscription, clock.now) : row.endsAt;
      const isOver = (date: Date | null) => date !== null && date <= now;
      hold(isOver(end) === isOver(row.endsAt), 'I1', () => `access ends ${row.endsAt}, Stripe says ${end}`);
    }
    const mails = shop.mails.get(session.id);
    const isOurs = state.order?.origin !== 'other' || state.lines.some(({ productId }) => productId !== null);
    const wantsReceipt = state.order && isPaid(state.order.payment) && isOurs && state.order.email;
    hold(
      !wantsReceipt || (mails?.some(({ key }) => key === `receipt:${state.order?.id}`) ?? false),
      'I5',
      () => 'a paid order has no receipt',
    );
  }
  for (const { checkoutId, state, variantId } of shop.holds) {
    const { sessionId } = shop.checkouts.find(({ id }) => id === checkoutId) ?? { sessionId: null };
    const order = shop.orders.get(sessionId ?? '')?.order;
    const mayHold = order?.payment === 'awaiting' || order?.payment === 'disputed';
    hold(state !== 'held' || mayHold, 'I4', () => `${variantId} is still held by ${checkoutId}`);
  }
}

function checkPayment(session: Session, state: OrderState): void {
  const { order } = state;
  hold(
    (order?.paidAt !== null) === (session.paid === 'paid'),
    'I7',
    () => `${session.id} is ${session.paid} at Stripe`,
  );
  if (session.paid !== 'paid') return;
  hold(
    session.lines.length === state.lines.length || !isPaid(order?.payment ?? 'awaiting'),
    'I1',
    () => `${state.lines.length} lines of ${session.lines.length}`,
  );
  const payments = [session.payment, ...(session.subscription?.invoices.map(({ payment }) => payment) ?? [])];
  for (const payment of payments) if (payment) checkLedger(payment, state);
  for (const { id, state: now, units } of session.payment?.refunds ?? []) {
    const row = state.refunds.find((one) => one.id === id);
    hold(row?.state === now, 'I6', () => `the refund ${id} is ${now} at Stripe, ${row?.state} here`);
    const [claim] = units;
    if (claim && claim.amount > 1 && now !== 'failed' && now !== 'canceled')
      hold(
        state.refundLines.some(({ refundId }) => refundId === id),
        'I6',
        () => `the units of ${id} were not noted`,
      );
  }
  for (const { id, status } of session.payment?.disputes ?? []) {
    const row = state.disputes.find((one) => one.id === id);
    hold(row?.status === status, 'I6', () => `the dispute ${id} is ${status} at Stripe, ${row?.status} here`);
  }
}

function checkLedger(payment: Payment, state: OrderState): void {
  const row = state.payments.find(({ invoiceId }) => invoiceId === payment.invoiceId);
  const lost = payment.disputes
    .filter(({ outcome }) => outcome === 'lost')
    .reduce((sum, { amount }) => sum + amount, 0);
  const balance = state.paymentEntries
    .filter(({ paymentId }) => paymentId === row?.id)
    .reduce((sum, { amount }) => sum + amount, 0);
  const truth = payment.amount - refundedAmount(payment) - lost;
  hold(balance === truth, 'I6', () => `the ledger of ${payment.id} says ${balance}, Stripe ${truth}`);
}

/** What is paid and not fulfilled waits for something that is not there, or for a person's decision. */
function checkLine(shop: World['shop'], { order }: OrderState, line: LineRow): void {
  if (!order || !isPaid(order.payment) || line.state === 'fulfilled' || line.state === 'cancelled') return;
  const product = shop.product(line.variantId);
  const isShort = shop.stock.some((row) => row.variantId === line.variantId && row.onHand === 0);
  const needsKeys = product?.licenseKeySource === 'pool';
  const isEmpty = needsKeys && !shop.freeKeys.some(({ variantId }) => variantId === line.variantId);
  const hasNoFile =
    product?.kinds.includes('download') && product.variants.every(({ files }) => files.length === 0);
  const isUnmet = line.attention?.code === 'renewal_unmet';
  const waits =
    isUnmet ||
    !product ||
    isShort ||
    isEmpty ||
    hasNoFile ||
    line.unitsByHand !== null ||
    order.amountLost > 0;
  hold(waits, 'I7', () => `${line.description} is ${line.state}, and nothing is in its way`);
}
