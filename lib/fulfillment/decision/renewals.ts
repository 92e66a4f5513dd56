import { change, type Draft, insert, orderOf } from './draft';
import { recordRenewalCharge } from './ledger';
import { unitsWanted } from './line-units';
import type { LineRow, OrderRow } from './order-state';
import { isInForce } from './refund-states';
import type { RenewalView } from './stripe-view';

/** Whether a line was one of ours, and all of it has gone back. */
export const isTakenBack = (line: LineRow, { payment }: Pick<OrderRow, 'payment'>): boolean =>
  line.productId !== null && line.quantity > 0 && unitsWanted(line, payment) === 0;

/**
 * Whether a later period was paid of a line that is taken back, and nobody has seen to it: a person has to decide what
 * the buyer is to have for it (I7).
 */
export const isRenewalUnmet = ({ state }: Draft, line: LineRow): boolean =>
  state.order !== null &&
  state.order.subscriptionId !== null &&
  isTakenBack(line, state.order) &&
  state.periods.some(({ missed, met, number }) => missed && !met && number > line.renewalsMet);

/** What a later period was paid for is the buyer's again: nobody has to see to it any more. */
export function meetRenewals(draft: Draft): void {
  for (const period of draft.state.periods) {
    if (period.missed && !period.met) change(draft, 'periods', period, { met: true });
  }
}

/**
 * Writes down that a later period was paid, once for each invoice. Usually that is all. Where the first payment went
 * back, and what was bought with it, the buyer pays for nothing: the order needs a person, who is shown the ways out
 * (I7). It is not opened again by itself, as it was taken back on purpose.
 *
 * @returns whether the lines have to be looked at because of it
 */
export function recordRenewal(draft: Draft, renewal: RenewalView): boolean {
  const { invoiceId } = renewal;
  const known = draft.state.periods.find((period) => period.invoiceId === invoiceId);
  if (known?.paidAt) return false;
  const paidAt = renewal.paidAt ?? draft.given.now;
  const missed = isMissed(draft, renewal);
  if (known) change(draft, 'periods', known, { paidAt, missed });
  else insertPeriod(draft, { invoiceId, paidAt, missed, failedAttempts: 0 });
  recordRenewalCharge(draft, renewal, paidAt);
  draft.notes.push({
    kind: missed ? 'renewal_without_access' : 'subscription_renewed',
    data: { object: invoiceId },
  });
  // While the bank decides nobody has to: once the dispute is lost, the period is there to be found.
  return missed && orderOf(draft).payment !== 'disputed';
}

/** Writes down a try at a later period's payment that failed, each once. */
export function recordFailedPeriod(draft: Draft, invoiceId: string, attempts: number): void {
  const known = draft.state.periods.find((period) => period.invoiceId === invoiceId);
  if (known && known.failedAttempts >= attempts) return;
  if (known) change(draft, 'periods', known, { failedAttempts: attempts });
  else insertPeriod(draft, { invoiceId, paidAt: null, missed: false, failedAttempts: attempts });
  draft.notes.push({ kind: 'subscription_payment_failed', data: { object: invoiceId, attempt: attempts } });
}

function insertPeriod(
  draft: Draft,
  fields: { invoiceId: string; paidAt: Date | null; missed: boolean; failedAttempts: number },
): void {
  const number = Math.max(0, ...draft.state.periods.map((period) => period.number)) + 1;
  insert(draft, 'periods', { orderId: orderOf(draft).id, number, met: false, ...fields });
}

/** Whether what was bought was closed when the renewal was paid: a refund that was made later closed it after that. */
function isMissed(draft: Draft, { paidAt }: RenewalView): boolean {
  const order = orderOf(draft);
  if (order.payment === 'disputed') return true;
  if (!draft.state.lines.some((line) => isTakenBack(line, order))) return false;
  if (order.amountLost > 0 || paidAt === null) return true;
  const made = draft.state.refunds
    .filter(({ invoiceId, state }) => invoiceId === null && isInForce(state))
    .map(({ createdAt }) => createdAt.getTime());
  return Math.max(...made) <= paidAt.getTime();
}
