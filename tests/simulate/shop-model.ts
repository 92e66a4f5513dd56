import type { OrderPlan } from '../../lib/fulfillment/decision/order-plan';
import type {
  CheckoutRow,
  HoldRow,
  MailFacts,
  OrderFacts,
  OrderState,
  ProductFacts,
  StockRow,
  VariantFacts,
} from '../../lib/fulfillment/decision/order-state';
import type { SessionView } from '../../lib/fulfillment/decision/stripe-view';
import type { KeyRow } from '../../lib/fulfillment/kinds/license-key/rows';
import { catalogue } from './catalogue';
import { hold } from './violation';

// The database in memory: it loads what `loadFacts` reads of an order and takes what `writePlans` writes.

const empty: OrderState = {
  ...{ checkouts: [], holds: [], order: null, lines: [], fulfillments: [], parcels: [], parcelItems: [] },
  ...{ downloads: [], keys: [], entitlements: [], refunds: [], refundLines: [], disputes: [] },
  ...{ payments: [], paymentEntries: [], periods: [] },
};

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
const sets = Object.keys(empty).filter((set) => set !== 'order') as Exclude<keyof OrderState, 'order'>[];

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
  endpoints: OrderFacts['endpoints'] = [];
  products: ProductFacts[] = [...catalogue];
  #numbers = 0;

  product = (variantId: string | null): ProductFacts | undefined =>
    this.products.find(({ variants }) => variants.some(({ id }) => id === variantId));

  /** @param view the session, where Stripe was asked for it */
  load(sessionId: string, view?: SessionView): OrderFacts {
    const stored = this.orders.get(sessionId) ?? empty;
    const checkouts = this.checkouts.filter(
      (row) =>
        row.id === view?.checkoutId ||
        (row.sessionId !== null && (row.sessionId === sessionId || row.sessionId === view?.recoveredFrom)),
    );
    const holds = this.holds.filter(({ checkoutId }) => checkouts.some(({ id }) => id === checkoutId));
    const wanted = new Set<string | null>(stored.lines.map(({ variantId }) => variantId));
    for (const { variantId } of holds) wanted.add(variantId);
    const prices = view?.lines.map(({ stripePriceId }) => stripePriceId) ?? [];
    const products: ProductFacts[] = [];
    for (const product of this.products) {
      const variants = product.variants.filter(
        ({ id, stripePriceIds }) => wanted.has(id) || stripePriceIds.some((price) => prices.includes(price)),
      );
      if (variants.length === 0) continue;
      products.push({ ...product, variants: variants.map((one) => this.#withBackOrders(one, sessionId)) });
    }
    const variants = products.flatMap((product) => product.variants);
    const isLoaded = ({ variantId }: { variantId: string }) => variants.some(({ id }) => id === variantId);
    const units = (rows: readonly { quantity: number }[]) =>
      rows.reduce((sum, { quantity }) => sum + quantity, 0);
    const most = units(view?.lines ?? []) + units(stored.lines);
    const freeKeys = variants.flatMap(({ id }) =>
      this.freeKeys.filter(({ variantId }) => variantId === id).slice(0, most),
    );
    return {
      state: { ...stored, checkouts, holds },
      goods: { products, stock: this.stock.filter(isLoaded), freeKeys },
      mails: this.mails.get(sessionId) ?? [],
      endpoints: this.endpoints,
      buyer: this.buyers.get(view?.email ?? '') ?? null,
    };
  }

  #withBackOrders(variant: VariantFacts, sessionId: string): VariantFacts {
    for (const [session, { lines }] of this.orders) {
      if (session === sessionId) continue;
      if (lines.some((line) => line.variantId === variant.id && line.state === 'back_ordered'))
        return { ...variant, hasBackOrders: true };
    }
    return variant;
  }

  apply(sessionId: string, { before, after, goods, effects }: OrderPlan): void {
    for (const set of sets) checkRows(set, before[set], after[set]);
    this.#applyKeys(before, after);
    for (const row of after.checkouts) replace(this.checkouts, row, ({ id }) => id === row.id);
    for (const row of after.holds)
      replace(this.holds, row, (one) => one.checkoutId === row.checkoutId && one.variantId === row.variantId);
    for (const row of goods.stock) replace(this.stock, row, ({ variantId }) => variantId === row.variantId);
    for (const { name, variantId } of effects.jobs) this.jobs.add(`${name} ${variantId}`);
    if (effects.buyer) this.buyers.set(effects.buyer.email, effects.buyer);
    if (!after.order) {
      hold(effects.mails.length === 0, 'I5', () => 'a mail without an order');
      return;
    }
    const order = after.order.number === null ? { ...after.order, number: ++this.#numbers } : after.order;
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

  /** Takes goods from the shelf for a new checkout: all that are counted, or none. */
  holdForCheckout(checkoutId: string, wanted: ReadonlyMap<string, number>): boolean {
    const rows = this.stock.filter(({ variantId }) => wanted.has(variantId));
    if (rows.some(({ variantId, onHand }) => onHand < (wanted.get(variantId) ?? 0))) return false;
    for (const row of rows) {
      const quantity = wanted.get(row.variantId) ?? 0;
      const changed = { ...row, onHand: row.onHand - quantity, held: row.held + quantity };
      replace(this.stock, changed, ({ variantId }) => variantId === row.variantId);
      this.holds.push({ checkoutId, variantId: row.variantId, quantity, state: 'held' });
    }
    return true;
  }

  receive(variantId: string, units: number): void {
    const row = this.stock.find((one) => one.variantId === variantId);
    if (!row) return;
    replace(this.stock, { ...row, onHand: row.onHand + units }, (one) => one === row);
    this.supplied.set(variantId, (this.supplied.get(variantId) ?? 0) + units);
    this.jobs.add(`fulfill_back_orders ${variantId}`);
  }

  loadKeys(variantId: string, count: number, newId: () => string): void {
    for (let made = 0; made < count; made++) {
      const id = newId();
      const free = { fulfillmentId: null, unit: null, grantedAt: null, revokedAt: null };
      this.freeKeys.push({ id, variantId, key: `pool-${id}`, ...free });
    }
    this.jobs.add(`fulfill_key_orders ${variantId}`);
  }
}

function replace<Row>(rows: Row[], row: Row, isSame: (one: Row) => boolean): void {
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
