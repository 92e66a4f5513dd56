import type {
  CheckoutMode,
  CheckoutState,
  DisputeOutcome,
  FulfillmentKind,
  FulfillmentState,
  HoldState,
  LicenseKeySource,
  LineState,
  MailState,
  OrderOrigin,
  PaymentEntryKind,
  PaymentKind,
  PaymentState,
  RefundState,
  Trigger,
} from '../../generated/prisma/enums';
import type { KeyRow } from '../kinds/license-key/rows';
import type { RowsOfKinds } from '../kinds/rows';
import type { AttentionReason } from './attention';

// The rows that decide what becomes of an order: loaded under its lock, changed by the decision, written back. Amounts
// are in the currency's smallest unit, times in UTC. Field names are the columns' in camel case (tables.ts).

/** JSON as the database keeps it. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

export interface CheckoutRow {
  id: string;
  idempotencyKey: string;
  browserHash: string | null;
  mode: CheckoutMode;
  state: CheckoutState;
  locale: string;
  /** [{ slug, quantity }], as it was when the shopper pressed the button; null where there was no cart of ours. */
  cart: Json;
  sessionId: string | null;
  expiresAt: Date;
}

/** Stock that a checkout holds. */
export interface HoldRow {
  checkoutId: string;
  variantId: string;
  quantity: number;
  state: HoldState;
}

/** How the order of a session came about. */
export type SessionOrigin = Exclude<OrderOrigin, 'person'>;

/** An order of a session: it is locked and loaded by the session's ID, so one that a person made never comes here. */
export interface OrderRow {
  id: string;
  /** Null until the transaction that makes the order ends. */
  number: number | null;
  sessionId: string;
  livemode: boolean;
  origin: SessionOrigin;
  checkoutId: string | null;
  paymentLinkId: string | null;
  paymentIntentId: string | null;
  subscriptionId: string | null;
  customerId: string | null;
  buyerId: string | null;
  payment: PaymentState;
  fulfillment: FulfillmentState;
  /** At least one reason, or null. */
  attention: AttentionReason[] | null;
  /** Since when it needs a person for what it needs one for now. */
  attentionAt: Date | null;
  locale: string;
  currency: string;
  amountSubtotal: number;
  amountDiscount: number;
  amountShipping: number;
  amountTax: number;
  amountTotal: number;
  amountDifference: number;
  amountRefunded: number;
  amountLost: number;
  email: string | null;
  name: string | null;
  phone: string | null;
  shippingAddress: Json;
  shippingOption: string | null;
  sessionCreatedAt: Date;
  createdAt: Date;
  paidAt: Date | null;
  fulfilledAt: Date | null;
  /** Null of an order that was made before this was written down. */
  placedBy: Trigger | null;
  fulfilledBy: Trigger | null;
  erasedAt: Date | null;
  disputesRevision: number;
  accessRevision: number;
  subscriptionEndedAt: Date | null;
}

export interface LineRow {
  id: string;
  orderId: string;
  position: number;
  stripeLineItemId: string;
  stripePriceId: string | null;
  productId: string | null;
  variantId: string | null;
  description: string;
  quantity: number;
  currency: string;
  amountSubtotal: number;
  amountDiscount: number;
  amountTax: number;
  amountTotal: number;
  state: LineState;
  attention: AttentionReason | null;
  stockTaken: number;
  unitsRefunded: number;
  unitsByHand: number | null;
  backOrderedAt: Date | null;
  renewalsMet: number;
}

/** One kind of fulfilment of one line, and how many units of it are granted now. */
export interface FulfillmentRow {
  id: string;
  orderLineId: string;
  kind: FulfillmentKind;
  units: number;
  /** When the last unit was taken back. */
  revokedAt: Date | null;
}

export interface RefundRow {
  id: string;
  orderId: string;
  invoiceId: string | null;
  amount: number;
  currency: string;
  state: RefundState;
  reason: string | null;
  failureReason: string | null;
  actor: string | null;
  announced: boolean;
  createdAt: Date;
}

export interface RefundLineRow {
  refundId: string;
  orderLineId: string;
  quantity: number;
  amount: number;
}

export interface DisputeRow {
  id: string;
  orderId: string;
  invoiceId: string | null;
  amount: number;
  currency: string;
  reason: string;
  status: string;
  outcome: DisputeOutcome;
}

export interface PaymentRow {
  id: string;
  orderId: string;
  kind: PaymentKind;
  invoiceId: string | null;
  paymentIntentId: string | null;
  amount: number;
  currency: string;
  paidAt: Date;
}

/** A movement of money in the ledger; what came in is positive. */
export interface PaymentEntryRow {
  kind: PaymentEntryKind;
  objectId: string;
  paymentId: string;
  amount: number;
  currency: string;
  at: Date;
}

export interface PeriodRow {
  invoiceId: string;
  orderId: string;
  number: number;
  paidAt: Date | null;
  failedAttempts: number;
  missed: boolean;
  met: boolean;
}

export interface StockRow {
  variantId: string;
  onHand: number;
  held: number;
  sold: number;
}

/** What is sold of a product. */
export interface VariantFacts {
  id: string;
  weightGrams: number | null;
  /** Stripe's IDs of its prices, those that are not sold any more included. */
  stripePriceIds: string[];
  /** IDs of its files. */
  files: string[];
  /** Whether lines of other orders wait for its stock. */
  hasBackOrders: boolean;
}

/** A product as far as fulfilling it depends on it; never changed by a decision. */
export interface ProductFacts {
  id: string;
  slug: string;
  kinds: FulfillmentKind[];
  licenseKeySource: LicenseKeySource | null;
  accessDays: number | null;
  offersLink: boolean;
  /** Those that this decision may be about. */
  variants: VariantFacts[];
}

/** What orders share: everything that is taken from it is locked. */
export interface Goods {
  products: readonly ProductFacts[];
  /** Only variants that are counted. */
  stock: readonly StockRow[];
  /** Keys in the pools, first come first given; as many as could be needed. */
  freeKeys: readonly KeyRow[];
}

/** Everything of one order that decides what becomes of it, under its lock: its own rows, and those of every kind. */
export interface OrderState extends RowsOfKinds {
  /** The checkout behind the session, and for a recovered session the one it recovers. */
  checkouts: readonly CheckoutRow[];
  /** Of these checkouts. */
  holds: readonly HoldRow[];
  /** Null before the session was first seen complete. */
  order: OrderRow | null;
  lines: readonly LineRow[];
  fulfillments: readonly FulfillmentRow[];
  refunds: readonly RefundRow[];
  refundLines: readonly RefundLineRow[];
  disputes: readonly DisputeRow[];
  payments: readonly PaymentRow[];
  paymentEntries: readonly PaymentEntryRow[];
  periods: readonly PeriodRow[];
}

/** A mail about an order: one for one key (I5). */
export interface MailFacts {
  id: string;
  key: string;
  template: string;
  state: MailState;
  /** IDs of what it is about beside the order. */
  data: { [name: string]: string };
}

/** What is read for a decision beside the rows it may change. */
export interface OrderFacts {
  state: OrderState;
  goods: Goods;
  /** The mails that were queued for this order. */
  mails: readonly MailFacts[];
  /** The merchant's active endpoints, and the kinds of message each wants. */
  endpoints: readonly { id: string; kinds: string[] }[];
  /** The buyer with the session's address, where there is one. */
  buyer: { id: string; email: string; name: string | null } | null;
}
