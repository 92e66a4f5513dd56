import type { LoadedFacts } from '../../lib/fulfillment/decision/decide-all';
import type { OrderPlan } from '../../lib/fulfillment/decision/order-plan';
import type {
  CheckoutRow,
  HoldRow,
  MailFacts,
  OrderFacts,
  OrderState,
  ProductFacts,
  StockRow,
} from '../../lib/fulfillment/decision/order-state';
import type { KeyRow } from '../../lib/fulfillment/kinds/license-key/rows';
import type { QueuedJobName } from '../../lib/queue/jobs';
import { catalogue } from './catalogue';
import type { Asked, Journal } from './journal';
import { emptyState, loadFrom } from './load-model';
import { hold } from './violation';

// The database in memory: it loads what `loadFacts` reads of orders and takes what `writePlans` writes.

/** A row may be left out of a plan of these sets alone, see lib/fulfillment/tables.ts. */
const deletable: ReadonlySet<keyof OrderState> = new Set(['parcelItems']);

const idOf: Partial<Record<keyof OrderState, (row: never) => string>> = {
  holds: ({ checkoutId, variantId }: HoldRow) => `${checkoutId} ${variantId}`,
  parcelItems: (row: OrderState['parcelItems'][number]) => `${row.parcelId} ${row.fulfillmentId}`,
  refundLines: (row: OrderState['refundLines'][number]) => `${row.refundId} ${row.orderLineId}`,
  paymentEntries: (row: OrderState['paymentEntries'][number]) => `${row.kind} ${row.objectId}`,
  periods: (row: OrderState['periods'][number]) => row.invoiceId,
};
const ownId = ({ id }: { id: string }): string => id;
const sets = Object.keys(emptyState).filter((set) => set !== 'order') as Exclude<keyof OrderState, 'order'>[];

export class ShopModel {
  /** By the session's ID. */
  readonly orders = new Map<string, OrderState>();
  readonly mails = new Map<string, MailFacts[]>();
  readonly checkouts: CheckoutRow[] = [];
  holds: HoldRow[] = [];
  stock: StockRow[] = [];
  /** Units of each variant that there ever were. */
  readonly supplied = new Map<string, number>();
  freeKeys: KeyRow[] = [];
  /** The fulfilment that each key belongs to, by the key's ID. */
  readonly keyOwners = new Map<string, string>();
  readonly buyers = new Map<string, { id: string; email: string; name: string | null }>();
  /** Names of jobs that wait, each once. */
  readonly jobs = new Set<string>();
  /** Names of all jobs that were ever queued. */
  readonly everQueued = new Set<string>();
  endpoints: OrderFacts['endpoints'] = [];
  products: ProductFacts[] = [...catalogue];
  /** Is told of every transaction; most plays need none. */
  journal?: Journal;
  #numbers = 0;

  product = (variantId: string | null): ProductFacts | undefined =>
    this.products.find(({ variants }) => variants.some(({ id }) => id === variantId));

  queue(name: QueuedJobName, variantId: string): void {
    const job = `${name} ${variantId}`;
    this.jobs.add(job);
    this.everQueued.add(job);
  }

  /** What `loadFacts` reads for these sessions. */
  load = (asked: readonly Asked[]): LoadedFacts => loadFrom(this, asked);

  apply(sessionId: string, { before, after, goods, effects }: OrderPlan): void {
    for (const set of sets) checkRows(set, before[set], after[set]);
    this.#applyKeys(before, after);
    for (const row of after.checkouts) replace(this.checkouts, row, ({ id }) => id === row.id);
    for (const row of after.holds)
      replace(this.holds, row, (one) => one.checkoutId === row.checkoutId && one.variantId === row.variantId);
    for (const row of goods.stock) replace(this.stock, row, ({ variantId }) => variantId === row.variantId);
    for (const { name, variantId } of effects.jobs) this.queue(name, variantId);
    const buyer = this.#keepBuyer(effects.buyer);
    if (!after.order) {
      hold(effects.mails.length === 0, 'I5', () => 'a mail without an order');
      return;
    }
    const order = { ...after.order };
    order.number ??= ++this.#numbers;
    if (buyer) order.buyerId = buyer.id;
    this.orders.set(sessionId, { ...after, order, checkouts: [], holds: [] });
    if (effects.mails.length + effects.droppedMails.length > 0) this.#applyMails(sessionId, effects);
  }

  #applyMails(sessionId: string, { mails, droppedMails }: OrderPlan['effects']): void {
    const dropped = new Set(droppedMails.map(({ id }) => id));
    const known = (this.mails.get(sessionId) ?? []).map((mail) =>
      dropped.has(mail.id) && mail.state === 'queued' ? { ...mail, state: 'dropped' as const } : mail,
    );
    const keys = new Set(known.map(({ key }) => key));
    for (const { id, key, template, data } of mails) {
      hold(!keys.has(key), 'I5', () => `the mail ${key} is queued twice`);
      keys.add(key);
      known.push({ id, key, template, data, state: 'queued' });
    }
    this.mails.set(sessionId, known);
  }

  /** A buyer who is known by the address keeps their ID, and their name where none is given. */
  #keepBuyer(buyer: OrderPlan['effects']['buyer']) {
    if (!buyer) return null;
    const known = this.buyers.get(buyer.email);
    const kept = { ...buyer, id: known?.id ?? buyer.id, name: buyer.name ?? known?.name ?? null };
    this.buyers.set(buyer.email, kept);
    return kept;
  }

  /** A key is of one unit for good, and comes out of the pool or out of nowhere. */
  #applyKeys(before: OrderState, after: OrderState): void {
    if (before.keys === after.keys) return;
    const taken = new Set<string>();
    for (const { id, fulfillmentId, variantId } of after.keys) {
      const owner = this.keyOwners.get(id);
      hold(owner === undefined || owner === fulfillmentId, 'I1', () => `the key ${id} is given twice`);
      if (owner !== undefined || fulfillmentId === null) continue;
      this.keyOwners.set(id, fulfillmentId);
      taken.add(id);
      const isPool = this.product(variantId)?.licenseKeySource === 'pool';
      const isFree = this.freeKeys.some((key) => key.id === id);
      hold(isPool === isFree, 'I1', () => `the key ${id} of ${variantId} is not one that was free`);
    }
    if (taken.size > 0) this.freeKeys = this.freeKeys.filter(({ id }) => !taken.has(id));
  }
}

/** Puts a row in the place of the one that it is, or behind all others. */
export function replace<Row>(rows: Row[], row: Row, isSame: (one: Row) => boolean): void {
  const index = rows.findIndex(isSame);
  if (index < 0) rows.push(row);
  else rows[index] = row;
}

/** Rows are known by their key, each once, and none that has to stay is left out. */
function checkRows(
  set: Exclude<keyof OrderState, 'order'>,
  before: readonly object[],
  after: readonly object[],
): void {
  if (before === after) return;
  const keyOf = (idOf[set] ?? ownId) as (row: object) => string;
  const keys = new Set(after.map(keyOf));
  hold(keys.size === after.length, 'I1', () => `two rows of ${set} have one key`);
  if (deletable.has(set)) return;
  for (const row of before)
    hold(keys.has(keyOf(row)), 'I1', () => `a plan leaves out the row ${keyOf(row)} of ${set}`);
}
