import type Stripe from 'stripe';
import type { Delivery } from '../engine';
import { now } from './ids';
import { type Change, Journal } from './journal';
import type {
  AnswerRow,
  ChallengeRow,
  DebitRow,
  EventRow,
  LinkRow,
  PortalRow,
  RotationRow,
  SessionRow,
  ShipmentRow,
  UpcomingRow,
} from './rows';
import { Table } from './table';
import { revive } from './wire';

const DAY = 86_400;

/** The simulated account's state: plain tables in memory, journalled on disk where a folder is given. */
export class Store {
  readonly #journal: Journal | null;
  readonly #tables = new Map<string, Table<{ id: string }>>();

  readonly products = this.#table<Stripe.Product>('product');
  readonly prices = this.#table<Stripe.Price>('price');
  readonly coupons = this.#table<Stripe.Coupon>('coupon');
  readonly promotionCodes = this.#table<Stripe.PromotionCode>('promotion_code');
  readonly shippingRates = this.#table<Stripe.ShippingRate>('shipping_rate');
  readonly customers = this.#table<Stripe.Customer>('customer');
  readonly paymentMethods = this.#table<Stripe.PaymentMethod>('payment_method');
  readonly paymentIntents = this.#table<Stripe.PaymentIntent>('payment_intent');
  readonly charges = this.#table<Stripe.Charge>('charge');
  readonly refunds = this.#table<Stripe.Refund>('refund');
  readonly disputes = this.#table<Stripe.Dispute>('dispute');
  readonly balanceTransactions = this.#table<Stripe.BalanceTransaction>('balance_transaction');
  readonly invoices = this.#table<Stripe.Invoice>('invoice');
  readonly invoicePayments = this.#table<Stripe.InvoicePayment>('invoice_payment');
  readonly subscriptions = this.#table<Stripe.Subscription>('subscription');
  readonly endpoints = this.#table<Stripe.WebhookEndpoint & { secret: string }>('webhook_endpoint');
  readonly sessions = this.#table<SessionRow>('session');
  readonly links = this.#table<LinkRow>('link');
  readonly portals = this.#table<PortalRow>('portal');
  readonly events = this.#table<EventRow>('event');
  readonly shipments = this.#table<ShipmentRow>('shipment');
  readonly deliveries = this.#table<Delivery>('delivery');
  readonly challenges = this.#table<ChallengeRow>('challenge');
  readonly debits = this.#table<DebitRow>('debit');
  readonly upcoming = this.#table<UpcomingRow>('upcoming');
  readonly rotations = this.#table<RotationRow>('rotation');
  readonly answers = this.#table<AnswerRow>('answer');

  /**
   * @param dataDir null keeps everything in memory, for tests
   * @param account what to begin with in memory, as `save` gave it
   */
  constructor(dataDir: string | null, account?: string) {
    this.#journal = dataDir === null ? null : new Journal(dataDir);
    if (account !== undefined) this.restore(account);
    if (!this.#journal) return;
    for (const [name, id, row] of this.#journal.read()) {
      const table = this.#tables.get(name);
      if (row === null) table?.unload(id);
      else table?.load(row as { id: string });
    }
    this.#forgetOld();
    this.#journal.compact(this.#rows());
  }

  close(): void {
    this.#journal?.close();
  }

  /** Everything as it is now, as text: what `restore` puts back, here or in a store of another process. */
  save(): string {
    return JSON.stringify([...this.#rows()]);
  }

  /**
   * Puts back what `save` gave; whatever else is there is forgotten.
   *
   * @throws Error for a store kept on disk, whose journal only grows
   */
  restore(account: string): void {
    if (this.#journal) throw new Error('Only a store in memory can go back to how it was.');
    const rows = new Map<string, { id: string }[]>();
    for (const [name, , row] of revive<Change[]>(account)) {
      const known = rows.get(name) ?? [];
      known.push(row as { id: string });
      rows.set(name, known);
    }
    for (const [name, table] of this.#tables) table.become(rows.get(name) ?? []);
  }

  #table<Row extends { id: string }>(name: string): Table<Row> {
    const table = new Table<Row>(name, (...change) => this.#journal?.append(change));
    // The journal reads rows it has written itself; between writing and reading they are JSON, not their type.
    this.#tables.set(name, table as unknown as Table<{ id: string }>);
    return table;
  }

  /** As Stripe: events for 30 days, idempotent answers for a day. */
  #forgetOld(): void {
    const monthAgo = now() - 30 * DAY;
    const dayAgo = now() - DAY;
    for (const row of this.answers.oldest()) if (row.at < dayAgo) this.answers.unload(row.id);
    for (const row of this.events.oldest()) if (row.event.created < monthAgo) this.events.unload(row.id);
    for (const row of this.shipments.oldest()) {
      if (!this.events.get(row.eventId)) this.shipments.unload(row.id);
    }
    for (const row of this.deliveries.oldest()) {
      if (!this.events.get(row.eventId)) this.deliveries.unload(row.id);
    }
  }

  *#rows(): Generator<Change> {
    for (const [name, table] of this.#tables) {
      for (const row of table.oldest()) yield [name, row.id, row];
    }
  }
}
