import type Stripe from 'stripe';
import { bookCharge } from '../account/balance';
import type { Failure } from '../account/charges';
import { failInvoice, payInvoice } from '../account/invoices';
import { advanceIntent, failIntent } from '../account/payment-intents';
import { markPastDue } from '../account/subscriptions';
import { invalid } from '../errors';
import type { DebitRow } from '../state/rows';
import { emit } from '../webhooks/events';
import type { World } from '../world';
import type { BankFacts } from './bank-accounts';

const REFUSED: Failure = { code: 'debit_not_authorized', message: "The customer's bank refused the debit." };

/** A debit is on its way: it settles when a person says so, or by itself where the sandbox was started so. */
export function startDebit(
  world: World,
  facts: { intent: string; sessionId: string; invoice: string | null; bank: BankFacts },
): void {
  const wait = world.autoSettleDebitsAfterMs;
  const row = world.store.debits.put({
    id: facts.intent,
    sessionId: facts.sessionId,
    invoice: facts.invoice,
    outcome: facts.bank.outcome,
    failure: facts.bank.failure,
    settleAt: wait === null ? null : world.scheduler.now() + wait,
  });
  watchDebit(world, row);
}

export function watchDebit(world: World, row: DebitRow): void {
  if (row.settleAt === null) return;
  world.scheduler.at(row.settleAt, () => {
    if (world.store.debits.get(row.id)) settleDebit(world, row.id, row.outcome);
  });
}

/**
 * The later half of a delayed payment.
 *
 * @throws ApiError 400 where no debit of this PaymentIntent is in progress.
 */
export function settleDebit(world: World, intentId: string, outcome: 'succeed' | 'fail'): void {
  const debit = world.store.debits.get(intentId);
  const intent = world.store.paymentIntents.get(intentId);
  const charge = intent && world.store.charges.get(String(intent.latest_charge));
  const row = debit && world.store.sessions.get(debit.sessionId);
  if (!debit || !intent || !charge || !row)
    throw invalid(`No bank debit of ${intentId} is in progress.`, 'intent');
  world.store.debits.delete(intentId);
  const invoice = debit.invoice === null ? undefined : world.store.invoices.get(debit.invoice);
  if (outcome === 'succeed') {
    succeed(world, charge);
    advanceIntent(world, intent, charge, 'succeeded');
    if (invoice) payInvoice(world, invoice);
    row.session.payment_status = 'paid';
    world.store.sessions.put(row);
    emit(world, 'checkout.session.async_payment_succeeded', row.session);
    return;
  }
  const failure = debit.failure ?? REFUSED;
  fail(world, charge, failure);
  const method = world.store.paymentMethods.get(charge.payment_method ?? '');
  if (method) failIntent(world, intent, method, charge, failure);
  if (invoice) failInvoice(world, invoice);
  if (typeof row.session.subscription === 'string') markPastDue(world, row.session.subscription);
  emit(world, 'checkout.session.async_payment_failed', row.session);
}

function succeed(world: World, charge: Stripe.Charge): void {
  charge.status = 'succeeded';
  charge.paid = true;
  charge.amount_captured = charge.amount;
  charge.balance_transaction = bookCharge(world, charge.id, charge.amount, charge.currency);
  charge.receipt_url = `${world.publicUrl}/receipts/${charge.id}`;
  if (charge.outcome) charge.outcome.seller_message = 'Payment complete.';
  world.store.charges.put(charge);
  emit(world, 'charge.succeeded', charge);
}

function fail(world: World, charge: Stripe.Charge, failure: Failure): void {
  charge.status = 'failed';
  charge.captured = false;
  charge.failure_code = failure.code;
  charge.failure_message = failure.message;
  if (charge.outcome) charge.outcome.seller_message = 'The bank returned the debit.';
  world.store.charges.put(charge);
  emit(world, 'charge.failed', charge);
}
