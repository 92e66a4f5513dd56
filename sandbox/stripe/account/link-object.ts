import type Stripe from 'stripe';
import type { SessionCreate } from '../api/schemas/checkout';
import type { LinkCreate } from '../api/schemas/links';
import { sessionObject } from '../checkout/session-object';
import { invalid } from '../errors';
import type { PaymentData, SubscriptionData } from '../state/rows';
import { mergeMetadata } from './metadata';

interface LinkFacts {
  id: string;
  url: string;
  currency: string;
  mode: 'payment' | 'subscription';
  payment: PaymentData;
  subscription: SubscriptionData | null;
  shippingOptions: Stripe.PaymentLink.ShippingOption[];
}

/** A new link, complete for its type. What it shares with sessions is shaped by the session's builder. */
export function linkObject(facts: LinkFacts, input: LinkCreate): Stripe.PaymentLink {
  const shared = sessionObject(
    {
      id: '',
      created: 0,
      expiresAt: 0,
      currency: facts.currency,
      mode: facts.mode,
      uiMode: 'hosted_page',
      url: null,
      clientSecret: null,
      methods: [],
      paymentLink: null,
      customer: null,
      email: null,
      shippingOptions: [],
    },
    { ...input, invoice_creation: invoiceCreation(input), line_items: undefined },
  );
  const { payment, subscription } = facts;
  return {
    id: facts.id,
    object: 'payment_link',
    active: true,
    after_completion: afterCompletion(input.after_completion),
    allow_promotion_codes: input.allow_promotion_codes ?? false,
    application: null,
    application_fee_amount: null,
    application_fee_percent: null,
    automatic_tax: {
      enabled: input.automatic_tax?.enabled ?? false,
      liability: input.automatic_tax?.enabled ? { type: 'self' } : null,
    },
    billing_address_collection: input.billing_address_collection ?? 'auto',
    consent_collection: shared.consent_collection,
    currency: facts.currency,
    custom_fields: shared.custom_fields.map(linkField),
    custom_text: shared.custom_text,
    customer_creation: input.customer_creation ?? (facts.mode === 'payment' ? 'if_required' : 'always'),
    inactive_message: input.inactive_message ?? null,
    invoice_creation: shared.invoice_creation,
    livemode: false,
    managed_payments: { enabled: false },
    metadata: mergeMetadata({}, input.metadata),
    ...(shared.name_collection && { name_collection: shared.name_collection }),
    on_behalf_of: null,
    optional_items: shared.optional_items ?? null,
    payment_intent_data: facts.mode === 'payment' ? intentData(payment) : null,
    payment_method_collection:
      input.payment_method_collection ?? (facts.mode === 'payment' ? 'if_required' : 'always'),
    payment_method_options: null,
    payment_method_types: methodTypes(input.payment_method_types),
    phone_number_collection: { enabled: input.phone_number_collection?.enabled ?? false },
    restrictions: input.restrictions
      ? { completed_sessions: { count: 0, limit: input.restrictions.completed_sessions.limit } }
      : null,
    shipping_address_collection: shared.shipping_address_collection,
    shipping_options: facts.shippingOptions,
    submit_type: input.submit_type ?? 'auto',
    subscription_data: subscription && {
      description: subscription.description,
      invoice_settings: {
        account_tax_ids: null,
        custom_fields: null,
        description: null,
        footer: null,
        issuer: { type: 'self' },
      },
      metadata: subscription.metadata,
      trial_period_days: subscription.trialDays,
      trial_settings: { end_behavior: { missing_payment_method: 'create_invoice' } },
    },
    tax_id_collection: {
      enabled: input.tax_id_collection?.enabled ?? false,
      required: input.tax_id_collection?.required ?? 'never',
    },
    transfer_data: null,
    url: facts.url,
  };
}

/** An empty value of `metadata` is none. */
function invoiceCreation({ invoice_creation: input }: LinkCreate): SessionCreate['invoice_creation'] {
  const { metadata, ...data } = input?.invoice_data ?? {};
  return input && { ...input, invoice_data: { ...data, metadata: metadata ?? undefined } };
}

function intentData(payment: PaymentData): Stripe.PaymentLink.PaymentIntentData {
  return {
    capture_method: null,
    description: payment.description,
    metadata: payment.metadata,
    setup_future_usage: payment.setupFutureUsage,
    statement_descriptor: payment.statementDescriptor,
    statement_descriptor_suffix: payment.statementDescriptorSuffix,
    transfer_group: payment.transferGroup,
  };
}

/** @throws ApiError 400 for a redirect without its address. */
export function checkCompletion(input: LinkCreate['after_completion']): void {
  if (input?.type !== 'redirect' || input.redirect) return;
  const param = 'after_completion[redirect]';
  throw invalid(`Missing required param: ${param}.`, param, 'parameter_missing');
}

function afterCompletion(input: LinkCreate['after_completion']): Stripe.PaymentLink.AfterCompletion {
  if (input?.type === 'redirect' && input.redirect) return { redirect: input.redirect, type: 'redirect' };
  return {
    hosted_confirmation: { custom_message: input?.hosted_confirmation?.custom_message ?? null },
    type: 'hosted_confirmation',
  };
}

function methodTypes(types: string[] | null | undefined): Stripe.PaymentLink['payment_method_types'] {
  // The type lists the methods of today and is open for those of tomorrow; any name is let through.
  return (types as Stripe.PaymentLink['payment_method_types'] | undefined) ?? null;
}

/** A link's field is a session's without an answer. */
export function linkField(field: Stripe.Checkout.Session.CustomField): Stripe.PaymentLink.CustomField {
  const bounds = (part: Stripe.Checkout.Session.CustomField.Text) => ({
    default_value: part.default_value,
    maximum_length: part.maximum_length,
    minimum_length: part.minimum_length,
  });
  return {
    ...(field.dropdown && {
      dropdown: { default_value: field.dropdown.default_value, options: field.dropdown.options },
    }),
    key: field.key,
    label: field.label,
    ...(field.numeric && { numeric: bounds(field.numeric) }),
    optional: field.optional,
    ...(field.text && { text: bounds(field.text) }),
    type: field.type,
  };
}
