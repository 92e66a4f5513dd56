import type { FulfillmentKind, FulfillmentState, PaymentState } from '../../generated/prisma/enums';
import { isPaid } from '../../is-paid';
import type { Attempt } from '../attempt';
import { kinds } from '../kinds';
import { announceAccess } from '../kinds/access/announce';
import type { AnnounceReason } from '../kinds/kind';
import { applyMoney, applyRenewalMoney } from './apply-money';
import { change, changeOrder, type Draft, type Given, orderOf, planOf, startDraft } from './draft';
import { current, endCheckout, findCheckout } from './find-checkout';
import { applyWish, type MerchantWish, type WishOutcome } from './merchant-wishes';
import type { OrderPlan } from './order-plan';
import type { CheckoutRow, OrderFacts, OrderRow } from './order-state';
import { holdForPending, insertLines, matchProducts, placeOrder } from './place-order';
import { reconcileLines, type Wanted, wantedOf } from './reconcile-lines';
import { recordFailedPeriod, recordRenewal } from './renewals';
import { applySessionPayment, queueReceipt } from './session-payment';
import type { SessionView, StripeView } from './stripe-view';
import { applySubscriptionEnd } from './subscription-end';

/** What a decision came to. */
export interface Decision {
  plan: OrderPlan;
  /** Null where there is no order, and none was made. */
  order: { id: string; payment: PaymentState; fulfillment: FulfillmentState } | null;
  /** Whether anything of the order changed, or was noted. */
  changed: boolean;
  /** Whether it was paid just now: then what became of the money since is applied, too. */
  paidNow: boolean;
  /** Whether units of anything were granted or taken back. */
  moved: boolean;
  /** What became of the merchant's wish; null where there was none. */
  wish: WishOutcome | null;
}

/**
 * Decides everything that becomes of one order, out of what the database knows of it and what Stripe said: payment,
 * lines, stock, grants, attention, announcements. A pure function: the same facts lead to the same plan, and facts that
 * a plan has already been written to lead to a plan that changes nothing (I1).
 */
export function decide(
  facts: OrderFacts,
  view: StripeView,
  attempt: Attempt,
  given: Given,
  wish: MerchantWish | null = null,
): Decision {
  const draft = startDraft(facts, attempt, given, view.subscription?.end);
  draft.records.push(...view.records);
  const before = wantedOf(facts.state.lines, facts.state.order?.payment ?? 'awaiting');
  let moved: ReadonlySet<FulfillmentKind> = new Set();
  let paidNow = false;
  if (view.session) ({ moved, paidNow } = applySession(draft, { ...view, session: view.session }, before));
  if (draft.state.order) {
    if (view.money && !view.session) moved = applyMoneyAlone(draft, view, before);
    if (view.subscription && !view.session) applySubscriptionEnd(draft, view.subscription);
    if (view.renewal && recordRenewal(draft, view.renewal)) {
      moved = reconcileAndAnnounce(draft, before, 'subscription', false);
    }
    if (view.renewalMoney) applyRenewalMoney(draft, view.renewalMoney);
    if (view.failedPeriod) recordFailedPeriod(draft, view.failedPeriod.invoiceId, view.failedPeriod.attempts);
    if (view.endedSubscriptionId) noteEndedSubscription(draft, view.endedSubscriptionId);
    if (view.reportedFailure) noteLateFailure(draft);
    if (view.accessMayHaveEnded) announceAccess(draft, 'ended');
  }
  const outcome = wish && draft.state.order ? applyWish(draft, wish) : null;
  // A later end of access is noted nowhere, and is a change all the same.
  const isEndMoved = draft.state.entitlements !== facts.state.entitlements;
  return {
    plan: planOf(draft),
    order: draft.state.order,
    changed: draft.notes.some(({ kind }) => kind !== 'nothing_left') || moved.size > 0 || isEndMoved,
    paidNow,
    moved: moved.size > 0,
    wish: outcome,
  };
}

/**
 * A session: its checkout, its order, its payment, what was bought with it. Money that went back is looked at here only
 * where the payment is new: of one that was known before, `view.money` may be stale, and is asked for again.
 */
function applySession(
  draft: Draft,
  view: StripeView & { session: SessionView },
  before: Wanted,
): { moved: ReadonlySet<FulfillmentKind>; paidNow: boolean } {
  const { session } = view;
  const nothing = { moved: new Set<FulfillmentKind>(), paidNow: false };
  if (session.status === 'open') return nothing;
  const checkout = findCheckout(draft, session);
  if (session.status === 'expired') {
    if (checkout) endCheckout(draft, checkout.id, 'expired');
    return nothing;
  }
  const isNew = draft.state.order === null;
  if (isNew) placeOrder(draft, session, checkout);
  const was = orderOf(draft);
  const wasOurs = isSaleOfOurs(draft);
  const linesAreNew = isNew || takeLateLines(draft, session, checkout);
  const isOurs = isSaleOfOurs(draft);
  const wanted = isNew ? wantedOf(draft.state.lines, was.payment) : before;
  const { paidNow, ...payments } = applySessionPayment(draft, view, isOurs);
  const { payment } = orderOf(draft);
  // Paid before it could be seen that anything of it is ours: its receipt is still to come.
  const receiptQueued =
    payments.receiptQueued || (isOurs && !wasOurs && isPaid(payment) && queueReceipt(draft));
  if (linesAreNew && payment === 'awaiting') holdForPending(draft);
  if (checkout) finishCheckout(draft, checkout.id, payment);

  let moved: ReadonlySet<FulfillmentKind> = new Set();
  if (orderOf(draft).paidAt !== null && isOpen(orderOf(draft))) {
    moved = reconcileAndAnnounce(draft, wanted, 'paid', receiptQueued);
  }
  // A page that is looked at again notes nothing; an attempt to fulfil that came too late does.
  if (draft.notes.length === 0 && draft.attempt.trigger !== 'landing') {
    draft.notes.push({ kind: 'nothing_left', data: { payment, fulfillment: orderOf(draft).fulfillment } });
  }
  return { moved, paidNow };
}

const isOpen = ({ fulfillment }: OrderRow): boolean =>
  fulfillment !== 'fulfilled' && fulfillment !== 'cancelled';

/**
 * Writes down the lines of an order that had none, which Stripe may list by now, and looks up those that were not ours.
 *
 * @returns whether there were none before
 */
function takeLateLines(draft: Draft, session: SessionView, checkout: CheckoutRow | null): boolean {
  if (!isOpen(orderOf(draft))) return false;
  const hadNone = draft.state.lines.length === 0;
  if (hadNone) insertLines(draft, session, checkout);
  else matchProducts(draft);
  return hadNone;
}

/** Whether any line is a product of this shop: another's sale on the same Stripe account gets no mail of ours. */
const isSaleOfOurs = (draft: Draft): boolean =>
  orderOf(draft).origin !== 'other' || draft.state.lines.some(({ productId }) => productId !== null);

/** Refunds and disputes of a payment that was made, where they are all that is new. */
function applyMoneyAlone(draft: Draft, view: StripeView, before: Wanted): ReadonlySet<FulfillmentKind> {
  const { money } = view;
  const was = orderOf(draft);
  if (!money || was.paidAt === null) return new Set();
  const isOurs = isSaleOfOurs(draft);
  applyMoney(draft, money, isOurs);
  const isBack = isPaid(orderOf(draft).payment) && !isPaid(was.payment);
  const receiptQueued = isOurs && isBack && queueReceipt(draft);
  const { moved, restored } = reconcileLines(draft, before, receiptQueued);
  if (draft.notes.length > 0 || moved.size > 0)
    announceAll(draft, reasonOf(was, orderOf(draft), view, restored));
  return moved;
}

function reconcileAndAnnounce(
  draft: Draft,
  before: Wanted,
  reason: AnnounceReason,
  receiptQueued: boolean,
): ReadonlySet<FulfillmentKind> {
  const { moved } = reconcileLines(draft, before, receiptQueued);
  announceMoved(draft, reason, moved);
  return moved;
}

/** What the buyer has at once is announced before what has to be packed. */
const inOrder = (Object.keys(kinds) as FulfillmentKind[]).sort(
  (a, b) => Number(kinds[b].arrivesAtOnce) - Number(kinds[a].arrivesAtOnce),
);

/** Announces what changed, where only what was bought has: by the kinds that moved. */
function announceMoved(draft: Draft, reason: AnnounceReason, moved: ReadonlySet<FulfillmentKind>): void {
  for (const kind of inOrder) if (moved.has(kind)) kinds[kind].announce(draft, reason);
}

/** Announces what changed, where the payment has: that is about everything. */
function announceAll(draft: Draft, reason: AnnounceReason): void {
  for (const kind of inOrder) kinds[kind].announce(draft, reason);
}

function reasonOf(
  was: OrderRow,
  { payment }: OrderRow,
  { money }: StripeView,
  restored: boolean,
): AnnounceReason {
  const isLost = money?.disputes.some(({ outcome }) => outcome === 'lost') ?? false;
  if (payment === 'disputed' || (payment === 'refunded' && isLost)) return 'dispute';
  if (was.payment === 'disputed' && isPaid(payment)) return 'dispute_won';
  return restored ? 'refund_failed' : 'refund';
}

/** The checkout behind the order: over when its payment failed, done when it was placed. */
function finishCheckout(draft: Draft, checkoutId: string, payment: PaymentState): void {
  if (payment === 'failed') {
    endCheckout(draft, checkoutId, 'failed');
    return;
  }
  const checkout = current(draft, checkoutId);
  if (checkout && checkout.state !== 'complete') change(draft, 'checkouts', checkout, { state: 'complete' });
}

function noteEndedSubscription(draft: Draft, object: string): void {
  if (orderOf(draft).subscriptionEndedAt) return;
  changeOrder(draft, { subscriptionEndedAt: draft.given.now });
  draft.notes.push({ kind: 'subscription_ended', data: { object } });
}

/** A failure that arrives after the money is stale: the order stays as it is, and notes that it arrived. */
function noteLateFailure(draft: Draft): void {
  const { payment: from } = orderOf(draft);
  if (from === 'failed' || from === 'awaiting') return;
  draft.notes.push({ kind: 'transition_refused', data: { from, to: 'failed' } });
}
