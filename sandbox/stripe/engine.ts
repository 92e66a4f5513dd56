import type Stripe from 'stripe';
import type { Faults } from './control/fault-rules';

/**
 * What the payment pages and the sandbox's own pages may ask of the simulated account.
 * The HTTP API (`api/`) and the pages (`pages/`) both sit on this one object; neither touches the state directly.
 * Money is in the currency's smallest unit, times are Unix seconds in UTC, as in Stripe's API.
 */
export interface Engine {
  readonly checkout: CheckoutDesk;
  readonly account: AccountDesk;
  readonly portal: PortalDesk;
  /** Makes webhooks and the API misbehave, and moves the clock. */
  readonly faults: Faults;
}

/** How the shopper pays. Numbers are Stripe's public test numbers; nothing else is accepted. */
export type PaymentInstrument =
  | {
      type: 'card';
      number: string;
      expMonth: number;
      expYear: number;
      cvc: string;
      name: string;
      country: string;
      postalCode: string;
    }
  | { type: 'sepa_debit'; iban: string; name: string }
  | { type: 'us_bank_account'; routingNumber: string; accountNumber: string; name: string };

/** What the shopper typed on the payment page. */
export interface PaymentSubmission {
  email: string;
  phone?: string;
  shipping?: { name: string; address: Stripe.Address };
  /** Billing address is taken from the instrument where the session does not ask for more. */
  instrument?: PaymentInstrument;
  /** Answers to the session's `custom_fields`, by their `key`. */
  customFields?: Record<string, string>;
}

/** The inputs a refusal may point at. `name`, `country` and `postalCode` are those of the instrument. */
export type PaymentField =
  | 'email'
  | 'phone'
  | 'method'
  | 'number'
  | 'expiry'
  | 'cvc'
  | 'name'
  | 'country'
  | 'postalCode'
  | 'iban'
  | 'routingNumber'
  | 'accountNumber'
  | 'shippingName'
  | 'shippingLine1'
  | 'shippingCity'
  | 'shippingPostalCode'
  | 'shippingCountry';

/** The key of a custom field, as `custom:engraving`. */
export type CustomFieldInput = `custom:${string}`;

export type PaymentOutcome =
  /** Session is complete; `returnTo` is where the shopper goes now (null: stay, embedded with `if_required`). */
  | { outcome: 'complete'; paymentStatus: 'paid' | 'unpaid' | 'no_payment_required'; returnTo: string | null }
  /** A 3-D Secure challenge has to be passed or refused: `finishChallenge`. */
  | { outcome: 'challenge'; challengeId: string }
  /** Declined or a field is wrong; the session stays open. `field` names the input, `message` is for the shopper. */
  | {
      outcome: 'refused';
      code: string;
      declineCode?: string;
      field?: PaymentField | CustomFieldInput;
      message: string;
    }
  /** The session is no longer open. */
  | { outcome: 'closed'; status: Stripe.Checkout.Session['status'] };

/** Extra facts a page needs that the session object does not carry. */
export interface CheckoutView {
  session: Stripe.Checkout.Session;
  lineItems: Stripe.LineItem[];
  /** Per line item: the bounds within which the shopper may change the quantity; absent where they may not. */
  adjustable: Record<string, { minimum: number; maximum: number }>;
  /** Product pictures by line item ID, where the product has any. */
  images: Record<string, string>;
  /** The options the shopper chooses from, with their amounts. */
  shippingRates: Stripe.ShippingRate[];
  /** Payment methods on offer for this session, in order. */
  methods: PaymentInstrument['type'][];
  /** What the shopper may add; one that was added is a line item too, under the same ID. */
  optionalItems: OptionalItemView[];
  /** What the business asks besides; answers come back with `PaymentSubmission.customFields`. */
  customFields: Stripe.Checkout.Session.CustomField[];
}

export interface OptionalItemView {
  id: string;
  description: string;
  unitAmount: number;
  currency: string;
  image: string | null;
  /** How many the shopper has added; 0: not added. */
  quantity: number;
  /** The bounds of the quantity once added; both are the fixed quantity where it cannot be changed. */
  minimum: number;
  maximum: number;
}

export interface CheckoutDesk {
  /** Undefined where there is no such session. */
  view(sessionId: string): CheckoutView | undefined;
  /** A client secret (`cs_test_…_secret_…`) back to its session. */
  byClientSecret(clientSecret: string): CheckoutView | undefined;
  /** A shopper opens a Payment Link: makes the session, as Stripe does. Null: unknown, inactive or used up. */
  openPaymentLink(linkId: string, locale?: string): Promise<CheckoutView | { closed: string } | null>;
  setQuantity(sessionId: string, lineItemId: string, quantity: number): Promise<CheckoutView>;
  /** Adds, changes or (with 0) takes out an optional item. */
  setOptionalItem(sessionId: string, itemId: string, quantity: number): Promise<CheckoutView>;
  applyPromotionCode(sessionId: string, code: string): Promise<{ view: CheckoutView } | { refused: string }>;
  removePromotionCode(sessionId: string): Promise<CheckoutView>;
  chooseShippingRate(sessionId: string, shippingRateId: string): Promise<CheckoutView>;
  /**
   * Pays. Resolves after the webhook answered or 10 s have passed, whichever is first, as Stripe's redirect does.
   * https://docs.stripe.com/checkout/fulfillment
   */
  pay(sessionId: string, submission: PaymentSubmission): Promise<PaymentOutcome>;
  finishChallenge(challengeId: string, passed: boolean): Promise<PaymentOutcome>;
}

export interface Delivery {
  id: string;
  eventId: string;
  endpointId: string;
  url: string;
  attempt: number;
  at: number;
  status: number | null;
  /** First 500 characters of the answer, or what went wrong on the way. */
  answer: string;
  milliseconds: number;
  /** When the next attempt is due, or null if there is none. */
  retryAt: number | null;
}

/** A subscription as the customer portal shows it. */
export interface PortalSubscription {
  subscription: Stripe.Subscription;
  /** What it is for. */
  name: string;
  /** What is charged next, and when; null where nothing is. */
  next: { amount: number; at: number } | null;
  /** What it is charged to. */
  method: Stripe.PaymentMethod | null;
}

export interface PortalView {
  session: Stripe.BillingPortal.Session;
  customer: Stripe.Customer;
  /** Those that have not ended, newest first. */
  subscriptions: PortalSubscription[];
  /** Newest first. */
  invoices: Stripe.Invoice[];
}

/** The customer portal, by the last part of a session's `url`. Each call is a use of the session. */
export interface PortalDesk {
  /** Undefined where there is no such session, `expired` where it is no longer open. */
  open(token: string): PortalView | 'expired' | undefined;
  /** Lets the subscription end with its period, or go on after all. @throws ApiError for one of somebody else's. */
  setEnding(token: string, subscriptionId: string, ending: boolean): void;
  /** Charges another card from now on. @returns why not, in Stripe's words, or null */
  changeCard(
    token: string,
    subscriptionId: string,
    card: Extract<PaymentInstrument, { type: 'card' }>,
  ): Extract<PaymentOutcome, { outcome: 'refused' }> | null;
}

/** The sandbox's own page: what Stripe's Dashboard would show and do. */
export interface AccountDesk {
  sessions(): Stripe.Checkout.Session[];
  paymentIntents(): Stripe.PaymentIntent[];
  events(): Stripe.Event[];
  deliveries(eventId?: string): Delivery[];
  endpoints(): Stripe.WebhookEndpoint[];
  paymentLinks(): Stripe.PaymentLink[];
  resend(eventId: string): Promise<Delivery[]>;
  /** Settles or fails a bank debit that is in progress: the later half of a delayed payment. */
  settleDebit(paymentIntentId: string, outcome: 'succeed' | 'fail'): Promise<void>;
  expire(sessionId: string): Promise<void>;
  refund(paymentIntentId: string, amount?: number): Promise<void>;
  refunds(): Stripe.Refund[];
  /** The bank could not take the money back: it returns to the account some time after the refund. */
  failRefund(refundId: string): Promise<void>;
  disputes(): Stripe.Dispute[];
  /** The cardholder asks the bank for the money back. @param reason Stripe's word for why, `fraudulent` unless told. */
  openDispute(paymentIntentId: string, reason?: string): Promise<void>;
  closeDispute(paymentIntentId: string, outcome: 'won' | 'lost'): Promise<void>;
  subscriptions(): Stripe.Subscription[];
  /** Ends the current period: the next is paid, or its payment fails; where one has failed, tries that one again. */
  renewSubscription(id: string, outcome: 'paid' | 'failed'): Promise<void>;
  cancelSubscription(id: string, when: 'now' | 'period_end'): Promise<void>;
}
