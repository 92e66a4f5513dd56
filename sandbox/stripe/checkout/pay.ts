import type Stripe from 'stripe';
import { type Failure, makeCharge } from '../account/charges';
import { redeemable } from '../account/coupons';
import { usedUp } from '../account/links';
import { advanceIntent, failIntent, openIntent } from '../account/payment-intents';
import { keepBankAccount, keepCard } from '../account/payment-methods';
import { foreseeDispute } from '../account/upcoming';
import type { PaymentInstrument, PaymentOutcome, PaymentSubmission } from '../engine';
import { newId } from '../state/ids';
import type { Contact, SessionRow } from '../state/rows';
import { emit } from '../webhooks/events';
import type { World } from '../world';
import { amountsOf } from './amounts';
import { type BankFacts, readBankAccount } from './bank-accounts';
import { type Decline, readCard } from './cards';
import { type Completion, completeSession, customerFor } from './complete';
import { billingDetails, readContact, refuse } from './contact';
import { answerCustomFields } from './custom-fields';
import { startDebit } from './debit';
import { expireSession } from './expire';

/** Stripe's redirect waits this long for the webhook's answer. https://docs.stripe.com/checkout/fulfillment */
const REDIRECT_WAITS = 10_000;

/** The shopper presses "Pay". */
export async function pay(
  world: World,
  sessionId: string,
  submission: PaymentSubmission,
): Promise<PaymentOutcome> {
  const row = world.store.sessions.get(sessionId);
  if (row?.session.status !== 'open') return { outcome: 'closed', status: row?.session.status ?? null };
  const { session } = row;
  const link =
    typeof session.payment_link === 'string' ? world.store.links.get(session.payment_link) : undefined;
  if (link && usedUp(link)) {
    // Several shoppers may have opened the link; its limit holds for what is paid.
    return { outcome: 'closed', status: expireSession(world, row.id).session.status };
  }
  const coupon = row.discount && world.store.coupons.get(row.discount.coupon);
  if (coupon && !redeemable(coupon)) {
    const message = 'This promotion code can no longer be used. Remove it to go on.';
    return { outcome: 'refused', code: 'coupon_expired', message };
  }
  const known =
    typeof session.customer === 'string' ? world.store.customers.get(session.customer) : undefined;
  const contact = readContact(session, known, submission);
  if ('outcome' in contact) return contact;
  const answered = answerCustomFields(session.custom_fields, submission.customFields ?? {});
  if ('outcome' in answered) return answered;
  session.custom_fields = answered;

  const due = amountsOf(world, row).total;
  const needsMethod = due > 0 || session.payment_method_collection === 'always';
  const { instrument } = submission;
  if (!needsMethod) {
    return finish(world, row, { contact, method: null, intent: null, paymentStatus: 'no_payment_required' });
  }
  if (!instrument) return refuse('payment_method_missing', 'method', 'Please provide a payment method.');
  if (!session.payment_method_types.includes(instrument.type)) {
    return refuse('payment_method_unavailable', 'method', 'This payment method is not available here.');
  }
  return instrument.type === 'card'
    ? payByCard(world, row, contact, instrument)
    : payByDebit(world, row, contact, instrument);
}

/** The shopper passed or refused the bank's 3-D Secure challenge. */
export async function finishChallenge(
  world: World,
  challengeId: string,
  passed: boolean,
): Promise<PaymentOutcome> {
  const challenge = world.store.challenges.get(challengeId);
  const row = challenge && world.store.sessions.get(challenge.sessionId);
  const method = challenge && world.store.paymentMethods.get(challenge.paymentMethod);
  if (!challenge || !row || !method) return { outcome: 'closed', status: null };
  world.store.challenges.delete(challengeId);
  if (row.session.status !== 'open') return { outcome: 'closed', status: row.session.status };
  if (passed) return charge(world, row, challenge.contact, method, true);
  const failure: Failure = {
    code: 'payment_intent_authentication_failure',
    message:
      'We are unable to authenticate your payment method. Please choose a different payment method and try again.',
  };
  failIntent(world, intentFor(world, row, challenge.contact, null), method, null, failure);
  return { outcome: 'refused', ...failure };
}

async function payByCard(
  world: World,
  row: SessionRow,
  contact: Contact,
  card: Extract<PaymentInstrument, { type: 'card' }>,
): Promise<PaymentOutcome> {
  const facts = readCard(card);
  if (!('verdict' in facts)) return declined(facts);
  const method = keepCard(world, card, facts, billingDetails(contact, card));
  if (amountsOf(world, row).total === 0) {
    // A trial keeps the card for later and charges nothing now.
    return finish(world, row, { contact, method, intent: null, paymentStatus: 'no_payment_required' });
  }
  const { verdict } = facts;
  if (verdict.kind === 'approve') return charge(world, row, contact, method, false);
  const intent = intentFor(world, row, contact, null);
  if (verdict.kind === 'decline') {
    const failed = makeCharge(world, intent, method, { status: 'failed', failure: verdict });
    emit(world, 'charge.failed', failed);
    failIntent(world, intent, method, failed, verdict);
    return declined(verdict);
  }
  intent.status = 'requires_action';
  intent.payment_method = method.id;
  intent.next_action = { type: 'use_stripe_sdk', use_stripe_sdk: {} };
  world.store.paymentIntents.put(intent);
  emit(world, 'payment_intent.requires_action', intent);
  const challengeId = newId('pm').replace('pm_', 'src_');
  world.store.challenges.put({ id: challengeId, sessionId: row.id, paymentMethod: method.id, contact });
  return { outcome: 'challenge', challengeId };
}

async function payByDebit(
  world: World,
  row: SessionRow,
  contact: Contact,
  account: Exclude<PaymentInstrument, { type: 'card' }>,
): Promise<PaymentOutcome> {
  const facts = readBankAccount(account);
  if ('code' in facts) return declined(facts);
  const method = keepBankAccount(world, account, billingDetails(contact, account));
  if (amountsOf(world, row).total === 0) {
    return finish(world, row, { contact, method, intent: null, paymentStatus: 'no_payment_required' });
  }
  const customer = customerFor(world, row, contact, method.billing_details.name);
  const intent = intentFor(world, row, contact, customer);
  const pending = makeCharge(world, intent, method, { status: 'pending' });
  advanceIntent(world, intent, pending, 'processing');
  emit(world, 'charge.pending', pending);
  return finish(world, row, { contact, method, intent, customer, paymentStatus: 'unpaid', bank: facts });
}

async function charge(
  world: World,
  row: SessionRow,
  contact: Contact,
  method: Stripe.PaymentMethod,
  authenticated: boolean,
): Promise<PaymentOutcome> {
  const customer = customerFor(world, row, contact, method.billing_details.name);
  const intent = intentFor(world, row, contact, customer);
  const paid = makeCharge(world, intent, method, { status: 'succeeded', authenticated });
  emit(world, 'charge.succeeded', paid);
  advanceIntent(world, intent, paid, 'succeeded');
  foreseeDispute(world, paid);
  return finish(world, row, { contact, method, intent, customer, paymentStatus: 'paid' });
}

async function finish(
  world: World,
  row: SessionRow,
  facts: Omit<Completion, 'customer'> & { customer?: Stripe.Customer | null; bank?: BankFacts },
): Promise<PaymentOutcome> {
  const { contact, method, intent, paymentStatus, bank } = facts;
  const customer =
    facts.customer === undefined
      ? customerFor(world, row, contact, method?.billing_details.name ?? null)
      : facts.customer;
  const { eventId, invoice } = completeSession(world, row, {
    contact,
    method,
    intent,
    paymentStatus,
    customer,
  });
  if (bank && intent) startDebit(world, { intent: intent.id, sessionId: row.id, invoice, bank });
  await world.deliveries.settled([eventId], REDIRECT_WAITS);
  return { outcome: 'complete', paymentStatus, returnTo: returnTo(row) };
}

function intentFor(
  world: World,
  row: SessionRow,
  contact: Contact,
  customer: Stripe.Customer | null,
): Stripe.PaymentIntent {
  return openIntent(world, row, {
    amount: amountsOf(world, row).total,
    customer: customer?.id ?? (typeof row.session.customer === 'string' ? row.session.customer : null),
    shipping: contact.shipping && {
      address: contact.shipping.address,
      carrier: null,
      name: contact.shipping.name,
      phone: contact.phone,
      tracking_number: null,
    },
  });
}

function declined({ code, declineCode, field, message }: Decline): PaymentOutcome {
  return { outcome: 'refused', code, declineCode, field, message };
}

/** Where the shopper goes now. Neither cards nor debits need a redirect, so `if_required` stays on the page. */
export function returnTo({ session, redirectAfter }: SessionRow): string | null {
  const target =
    session.ui_mode === 'embedded_page'
      ? session.redirect_on_completion === 'always'
        ? session.return_url
        : null
      : (session.success_url ?? redirectAfter);
  return target?.replaceAll('{CHECKOUT_SESSION_ID}', session.id) ?? null;
}
