import type Stripe from 'stripe';
import { newId, now, randomText } from '../state/ids';
import type { SessionRow } from '../state/rows';
import { emit } from '../webhooks/events';
import type { World } from '../world';
import type { Failure } from './charges';

/** The PaymentIntent Checkout makes when the shopper first tries to pay; a later try uses it again. */
export function openIntent(
  world: World,
  row: SessionRow,
  facts: { amount: number; customer: string | null; shipping: Stripe.PaymentIntent.Shipping | null },
): Stripe.PaymentIntent {
  const known = row.paymentIntent === null ? undefined : world.store.paymentIntents.get(row.paymentIntent);
  if (known) {
    // The shopper may have changed quantities or the address between two tries.
    known.amount = facts.amount;
    known.customer = facts.customer;
    known.shipping = facts.shipping;
    return known;
  }
  const id = newId('pi');
  const forInvoice = row.session.mode === 'subscription';
  const intent: Stripe.PaymentIntent = {
    id,
    object: 'payment_intent',
    allowed_payment_method_types: null,
    amount: facts.amount,
    amount_capturable: 0,
    amount_details: { tip: {} },
    amount_received: 0,
    application: null,
    application_fee_amount: null,
    automatic_payment_methods: null,
    canceled_at: null,
    cancellation_reason: null,
    capture_method: 'automatic_async',
    client_secret: `${id}_secret_${randomText(25)}`,
    confirmation_method: 'automatic',
    created: now(),
    currency: row.session.currency ?? '',
    customer: facts.customer,
    customer_account: null,
    description: forInvoice ? 'Subscription creation' : row.payment.description,
    excluded_payment_method_types: null,
    last_payment_error: null,
    latest_charge: null,
    livemode: false,
    managed_payments: { enabled: false },
    metadata: row.payment.metadata,
    next_action: null,
    on_behalf_of: null,
    payment_method: null,
    payment_method_configuration_details: null,
    payment_method_options: {
      card: {
        installments: null,
        mandate_options: null,
        network: null,
        request_three_d_secure: 'automatic',
      },
    },
    payment_method_types: row.session.payment_method_types,
    payment_record: null,
    processing: null,
    receipt_email: row.payment.receiptEmail,
    review: null,
    setup_future_usage: forInvoice ? 'off_session' : row.payment.setupFutureUsage,
    shipping: facts.shipping,
    source: null,
    statement_descriptor: row.payment.statementDescriptor,
    statement_descriptor_suffix: row.payment.statementDescriptorSuffix,
    status: 'requires_payment_method',
    transfer_data: null,
    transfer_group: row.payment.transferGroup,
  };
  world.store.paymentIntents.put(intent);
  row.paymentIntent = id;
  world.store.sessions.put(row);
  emit(world, 'payment_intent.created', intent);
  return intent;
}

/** The intent goes back to wanting a payment method, and remembers why. */
export function failIntent(
  world: World,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
  charge: Stripe.Charge | null,
  failure: Failure,
): void {
  intent.status = 'requires_payment_method';
  intent.next_action = null;
  intent.payment_method = null;
  intent.latest_charge = charge?.id ?? intent.latest_charge;
  intent.last_payment_error = {
    ...(charge && { charge: charge.id }),
    code: failure.code,
    ...(failure.declineCode && { decline_code: failure.declineCode }),
    doc_url: `https://docs.stripe.com/error-codes/${failure.code.replaceAll('_', '-')}`,
    message: failure.message,
    payment_method: method,
    type: method.type === 'card' && charge ? 'card_error' : 'invalid_request_error',
  };
  world.store.paymentIntents.put(intent);
  emit(world, 'payment_intent.payment_failed', intent);
}

/** @param status `processing` while a bank debit is on its way. */
export function advanceIntent(
  world: World,
  intent: Stripe.PaymentIntent,
  charge: Stripe.Charge,
  status: 'processing' | 'succeeded',
): void {
  intent.status = status;
  intent.next_action = null;
  intent.last_payment_error = null;
  intent.latest_charge = charge.id;
  intent.payment_method = charge.payment_method;
  intent.amount_received = status === 'succeeded' ? intent.amount : 0;
  world.store.paymentIntents.put(intent);
  emit(world, status === 'succeeded' ? 'payment_intent.succeeded' : 'payment_intent.processing', intent);
}
