import type Stripe from 'stripe';
import { newId, now, randomText } from '../state/ids';
import type { PaymentData, SessionRow } from '../state/rows';
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
  const forInvoice = row.session.mode === 'subscription';
  const intent = makeIntent(world, {
    ...facts,
    currency: row.session.currency ?? '',
    methods: row.session.payment_method_types,
    data: forInvoice ? { ...row.payment, ...OF_A_FIRST_INVOICE } : row.payment,
  });
  row.paymentIntent = intent.id;
  world.store.sessions.put(row);
  return intent;
}

interface IntentFacts {
  amount: number;
  currency: string;
  customer: string | null;
  shipping: Stripe.PaymentIntent.Shipping | null;
  methods: string[];
  data: PaymentData;
}

const OF_A_FIRST_INVOICE = { description: 'Subscription creation', setupFutureUsage: 'off_session' } as const;

/** The PaymentIntent by which an invoice of a running subscription is paid. */
export function intentForInvoice(
  world: World,
  invoice: Stripe.Invoice,
  method: Stripe.PaymentMethod,
): Stripe.PaymentIntent {
  return makeIntent(world, {
    amount: invoice.amount_due,
    currency: invoice.currency,
    customer: String(invoice.customer),
    shipping: null,
    methods: [method.type],
    data: {
      description: 'Subscription update',
      metadata: {},
      receiptEmail: null,
      setupFutureUsage: null,
      statementDescriptor: null,
      statementDescriptorSuffix: null,
      transferGroup: null,
    },
  });
}

function makeIntent(world: World, facts: IntentFacts): Stripe.PaymentIntent {
  const { amount, currency, customer, shipping, methods, data } = facts;
  const id = newId('pi');
  const intent: Stripe.PaymentIntent = {
    id,
    object: 'payment_intent',
    allowed_payment_method_types: null,
    amount,
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
    currency,
    customer,
    customer_account: null,
    description: data.description,
    excluded_payment_method_types: null,
    last_payment_error: null,
    latest_charge: null,
    livemode: false,
    managed_payments: { enabled: false },
    metadata: data.metadata,
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
    payment_method_types: methods,
    payment_record: null,
    processing: null,
    receipt_email: data.receiptEmail,
    review: null,
    setup_future_usage: data.setupFutureUsage,
    shipping,
    source: null,
    statement_descriptor: data.statementDescriptor,
    statement_descriptor_suffix: data.statementDescriptorSuffix,
    status: 'requires_payment_method',
    transfer_data: null,
    transfer_group: data.transferGroup,
  };
  world.store.paymentIntents.put(intent);
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
