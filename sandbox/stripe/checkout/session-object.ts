import type Stripe from 'stripe';
import { mergeMetadata } from '../account/metadata';
import type { SessionCreate } from '../api/schemas/checkout';

/** What the rest of a new session follows from; the parameters fill in the others. */
export interface SessionFacts {
  id: string;
  created: number;
  expiresAt: number;
  currency: string | null;
  mode: Stripe.Checkout.Session.Mode;
  uiMode: Stripe.Checkout.Session.UiMode;
  url: string | null;
  clientSecret: string | null;
  methods: string[];
  paymentLink: string | null;
  customer: string | null;
  /** Known beforehand, from the request or the customer. */
  email: string | null;
  shippingOptions: Stripe.Checkout.Session.ShippingOption[];
}

/** An open session, complete for its type; totals are still to be computed. */
export function sessionObject(facts: SessionFacts, input: SessionCreate): Stripe.Checkout.Session {
  const { mode, uiMode } = facts;
  const embedded = uiMode === 'embedded_page';
  const recovery = input.after_expiration?.recovery;
  return {
    id: facts.id,
    object: 'checkout.session',
    adaptive_pricing: { enabled: input.adaptive_pricing?.enabled ?? false },
    after_expiration: recovery
      ? {
          recovery: {
            allow_promotion_codes: recovery.allow_promotion_codes ?? false,
            enabled: recovery.enabled,
            expires_at: null,
            url: null,
          },
        }
      : null,
    allow_promotion_codes: input.allow_promotion_codes ?? null,
    allowed_payment_method_types: input.allowed_payment_method_types ?? null,
    amount_subtotal: 0,
    amount_total: 0,
    automatic_tax: {
      enabled: input.automatic_tax?.enabled ?? false,
      liability: input.automatic_tax?.enabled ? { type: 'self' } : null,
      provider: input.automatic_tax?.enabled ? 'stripe' : null,
      status: input.automatic_tax?.enabled ? 'requires_location_inputs' : null,
    },
    billing_address_collection: input.billing_address_collection ?? null,
    cancel_url: input.cancel_url ?? null,
    client_reference_id: input.client_reference_id ?? null,
    client_secret: facts.clientSecret,
    collected_information: null,
    consent: null,
    consent_collection: input.consent_collection
      ? {
          payment_method_reuse_agreement: input.consent_collection.payment_method_reuse_agreement ?? null,
          promotions: input.consent_collection.promotions ?? null,
          terms_of_service: input.consent_collection.terms_of_service ?? null,
        }
      : null,
    created: facts.created,
    currency: facts.currency,
    currency_conversion: null,
    custom_fields: (input.custom_fields ?? []).map(customField),
    custom_text: {
      after_submit: input.custom_text?.after_submit ?? null,
      shipping_address: input.custom_text?.shipping_address ?? null,
      submit: input.custom_text?.submit ?? null,
      terms_of_service_acceptance: input.custom_text?.terms_of_service_acceptance ?? null,
    },
    customer: facts.customer,
    customer_account: null,
    customer_creation: mode === 'payment' ? (input.customer_creation ?? 'if_required') : null,
    customer_details: facts.email === null ? null : emptyDetails(facts.email),
    customer_email: input.customer_email ?? null,
    discounts: [],
    ...(input.excluded_payment_method_types && {
      excluded_payment_method_types: input.excluded_payment_method_types,
    }),
    expires_at: facts.expiresAt,
    integration_identifier: input.integration_identifier ?? null,
    invoice: null,
    invoice_creation: mode === 'payment' ? invoiceCreation(input) : null,
    livemode: false,
    locale: input.locale ?? null,
    managed_payments: { enabled: false },
    metadata: mergeMetadata({}, input.metadata),
    mode,
    ...(input.name_collection && {
      name_collection: {
        ...(input.name_collection.business && { business: optional(input.name_collection.business) }),
        ...(input.name_collection.individual && { individual: optional(input.name_collection.individual) }),
      },
    }),
    optional_items: (input.optional_items ?? []).map(({ price, quantity, adjustable_quantity }) => ({
      adjustable_quantity: adjustable_quantity
        ? {
            enabled: adjustable_quantity.enabled,
            maximum: adjustable_quantity.maximum ?? 99,
            minimum: adjustable_quantity.minimum ?? 0,
          }
        : null,
      price,
      quantity,
    })),
    origin_context: input.origin_context ?? null,
    payment_intent: null,
    payment_link: facts.paymentLink,
    payment_method_collection:
      input.payment_method_collection ?? (mode === 'payment' ? 'if_required' : 'always'),
    payment_method_configuration_details: null,
    payment_method_options: { card: { request_three_d_secure: 'automatic' } },
    payment_method_types: facts.methods,
    payment_status: 'unpaid',
    permissions: null,
    phone_number_collection: { enabled: input.phone_number_collection?.enabled ?? false },
    recovered_from: null,
    ...(embedded && { redirect_on_completion: input.redirect_on_completion ?? 'always' }),
    ...(embedded && input.return_url && { return_url: input.return_url }),
    saved_payment_method_options: null,
    setup_intent: null,
    shipping_address_collection: input.shipping_address_collection ?? null,
    shipping_cost: null,
    shipping_options: facts.shippingOptions,
    status: 'open',
    submit_type: input.submit_type ?? null,
    subscription: null,
    success_url: input.success_url ?? null,
    ...(input.tax_id_collection && {
      tax_id_collection: {
        enabled: input.tax_id_collection.enabled,
        required: input.tax_id_collection.required ?? 'never',
      },
    }),
    total_details: null,
    ui_mode: uiMode,
    url: facts.url,
    wallet_options: input.wallet_options?.link ? { link: input.wallet_options.link } : null,
  };
}

function emptyDetails(email: string): Stripe.Checkout.Session.CustomerDetails {
  return {
    address: null,
    business_name: null,
    email,
    individual_name: null,
    name: null,
    phone: null,
    tax_exempt: 'none',
    tax_ids: null,
  };
}

function optional(part: { enabled: boolean; optional?: boolean }): { enabled: boolean; optional: boolean } {
  return { enabled: part.enabled, optional: part.optional ?? false };
}

function invoiceCreation(input: SessionCreate): Stripe.Checkout.Session.InvoiceCreation {
  const data = input.invoice_creation?.invoice_data;
  return {
    enabled: input.invoice_creation?.enabled ?? false,
    invoice_data: {
      account_tax_ids: null,
      custom_fields: null,
      description: data?.description ?? null,
      footer: data?.footer ?? null,
      issuer: null,
      metadata: mergeMetadata({}, data?.metadata),
      rendering_options: null,
    },
  };
}

type CustomFieldInput = NonNullable<SessionCreate['custom_fields']>[number];

function customField(input: CustomFieldInput): Stripe.Checkout.Session.CustomField {
  const bounds = (part: CustomFieldInput['text']) => ({
    default_value: part?.default_value ?? null,
    maximum_length: part?.maximum_length ?? null,
    minimum_length: part?.minimum_length ?? null,
    value: null,
  });
  return {
    ...(input.type === 'dropdown' && {
      dropdown: {
        default_value: input.dropdown?.default_value ?? null,
        options: input.dropdown?.options ?? [],
        value: null,
      },
    }),
    key: input.key,
    label: input.label,
    ...(input.type === 'numeric' && { numeric: bounds(input.numeric) }),
    optional: input.optional ?? false,
    ...(input.type === 'text' && { text: bounds(input.text) }),
    type: input.type,
  };
}
