import { expect } from 'vitest';
import type { Attempt } from '@/lib/fulfillment/attempt';
import { type Decision, decide } from '@/lib/fulfillment/decision/decide';
import type { MerchantWish } from '@/lib/fulfillment/decision/merchant-wishes';
import type {
  CheckoutRow,
  Goods,
  MailFacts,
  OrderFacts,
  OrderRow,
  OrderState,
  ProductFacts,
  VariantFacts,
} from '@/lib/fulfillment/decision/order-state';
import type {
  DisputeView,
  MoneyView,
  RefundView,
  SessionView,
  StripeView,
} from '@/lib/fulfillment/decision/stripe-view';
import type { KeyRow } from '@/lib/fulfillment/kinds/license-key/rows';
import type { ParcelRow } from '@/lib/fulfillment/kinds/shipment/rows';
import { messageKinds } from '@/lib/queue/message-kinds';
import { session, start, unitAmount } from './stripe-views';

export * from './stripe-views';

// One order in memory: what is decided of it is written down and is what the next decision finds.

/** The one variant of a product. */
export const variantOf = (slug: string): string => `${slug}-one`;

const product = (
  slug: string,
  fields: Partial<ProductFacts>,
  variant: Partial<VariantFacts> = {},
): ProductFacts => ({
  ...{ id: slug, slug, kinds: [], licenseKeySource: null, accessDays: null, offersLink: false },
  variants: [
    {
      ...{ id: variantOf(slug), weightGrams: 300, stripePriceIds: [`price_${slug}`] },
      ...{ files: [], hasBackOrders: false, ...variant },
    },
  ],
  ...fields,
});

/** A product with its variant changed. */
export const withVariant = (one: ProductFacts, fields: Partial<VariantFacts>): ProductFacts => ({
  ...one,
  variants: one.variants.map((variant) => ({ ...variant, ...fields })),
});

/** Counted: cup, tray and set. Keys in the pool: two for the game. */
export const products = {
  cup: product('cup', { kinds: ['shipment'] }),
  tray: product('tray', { kinds: ['shipment'] }),
  book: product('book', { kinds: ['download'] }, { files: ['book.epub', 'book.pdf'] }),
  draft: product('draft', { kinds: ['download'] }),
  set: product('set', { kinds: ['shipment', 'download'] }, { files: ['set.pdf'] }),
  game: product('game', { kinds: ['license_key'], licenseKeySource: 'pool' }),
  app: product('app', { kinds: ['license_key'], licenseKeySource: 'generated' }),
  course: product('course', { kinds: ['access'], accessDays: 30 }),
  club: product('club', { kinds: ['access'] }),
};
export type Slug = keyof typeof products;

export const poolKey = (id: string): KeyRow => ({
  ...{ id, variantId: variantOf('game'), key: id.toUpperCase(), fulfillmentId: null },
  ...{ unit: null, grantedAt: null, revokedAt: null },
});

const emptyState: OrderState = {
  ...{ checkouts: [], holds: [], order: null, lines: [], fulfillments: [], parcels: [], parcelItems: [] },
  ...{ downloads: [], keys: [], entitlements: [], refunds: [], refundLines: [], disputes: [] },
  ...{ payments: [], paymentEntries: [], periods: [] },
};

const days = (count: number): number => count * 24 * 60 * 60 * 1000;

/** One order, from before its session was seen. */
export class DecidedOrder {
  now = start;
  state: OrderState = emptyState;
  goods: Goods;
  /** Who had this address before; null where nobody did. */
  knownBuyer: OrderFacts['buyer'] = null;
  receipts: 'own' | 'stripe' = 'own';
  mails: MailFacts[] = [];
  readonly messageKeys = new Set<string>();
  #ids = 0;

  constructor(stock: Partial<Record<Slug, number>> = {}) {
    const counted = { cup: 5, tray: 5, set: 5, ...stock };
    this.goods = {
      products: Object.values(products),
      stock: Object.entries(counted).map(([slug, onHand]) => ({
        ...{ variantId: variantOf(slug), onHand, held: 0, sold: 0 },
      })),
      freeKeys: [poolKey('key-1'), poolKey('key-2')],
    };
  }

  /** Keys of the mails that were queued. */
  get mailKeys(): ReadonlySet<string> {
    return new Set(this.mails.map(({ key }) => key));
  }

  get order(): OrderRow {
    if (!this.state.order) throw new Error('there is no order yet');
    return this.state.order;
  }

  later(count: number): this {
    this.now = new Date(this.now.getTime() + days(count));
    return this;
  }

  arrive(slug: Slug, units: number): this {
    const stock = this.goods.stock.map((row) =>
      row.variantId === variantOf(slug) ? { ...row, onHand: row.onHand + units } : row,
    );
    this.goods = { ...this.goods, stock };
    return this;
  }

  onHand(slug: Slug): number | undefined {
    return this.goods.stock.find((row) => row.variantId === variantOf(slug))?.onHand;
  }

  /** A checkout of ours, with what it holds taken from the shelf. */
  checkout(held: Partial<Record<Slug, number>>, fields: Partial<CheckoutRow> = {}): this {
    const entries = Object.entries(held);
    const checkout: CheckoutRow = {
      ...{ id: 'checkout-1', idempotencyKey: 'key', browserHash: 'browser', mode: 'hosted', state: 'open' },
      ...{ locale: 'it', sessionId: 'cs_1', expiresAt: start },
      cart: entries.map(([slug, quantity]) => ({ slug, quantity })),
      ...fields,
    };
    const holds = entries.map(([slug, quantity]) => ({
      ...{ checkoutId: checkout.id, variantId: variantOf(slug), quantity },
      state: 'held' as const,
    }));
    this.state = {
      ...this.state,
      checkouts: [...this.state.checkouts, checkout],
      holds: [...this.state.holds, ...holds],
    };
    const stock = this.goods.stock.map((row) => {
      const units = entries.find(([slug]) => variantOf(slug) === row.variantId)?.[1] ?? 0;
      return { ...row, onHand: row.onHand - units, held: row.held + units };
    });
    this.goods = { ...this.goods, stock };
    return this;
  }

  /** The parcel of this number. */
  parcel(number = 1): ParcelRow {
    const parcel = this.state.parcels.find((row) => row.number === number);
    if (!parcel) throw new Error(`there is no parcel ${number}`);
    return parcel;
  }

  /** Marks a parcel as sent, as the merchant does. */
  send(number = 1): this {
    const tracking = { carrier: null, trackingNumber: null, trackingUrl: null };
    this.wish({ kind: 'send_parcel', parcelId: this.parcel(number).id, tracking });
    return this;
  }

  /** The mails have left. */
  deliverMails(): this {
    this.mails = this.mails.map((mail) => ({ ...mail, state: 'sent' as const }));
    return this;
  }

  /** Decides, writes it down, and sees that the same said again changes nothing and queues nothing (I1, I5). */
  decide(
    view: Partial<StripeView>,
    attempt: Attempt = { trigger: 'webhook' },
    wish?: MerchantWish,
  ): Decision {
    const decision = this.#decide(view, attempt, wish);
    this.#write(decision);
    const again = this.#decide(view, attempt);
    expect(again.plan.after).toEqual(this.state);
    expect(again.plan.goods).toEqual(this.goods);
    expect(this.#fresh(again)).toEqual({
      mails: [],
      droppedMails: [],
      messages: [],
      jobs: [],
      notes: [],
      buyer: null,
    });
    return decision;
  }

  /** What became of the order's payment; its amount is the order's. */
  money(refunds: readonly RefundView[], disputes: readonly DisputeView[] = [], attempt?: Attempt): Decision {
    return this.decide({ money: this.moneyView(refunds, disputes) }, attempt);
  }

  moneyView(refunds: readonly RefundView[], disputes: readonly DisputeView[] = []): MoneyView {
    const amount = this.state.order?.amountTotal ?? unitAmount;
    return { paymentIntentId: 'pi_1', amount, currency: 'eur', refunds, disputes };
  }

  wish(wish: MerchantWish, trigger: 'merchant' | 'system' = 'merchant'): Decision {
    return this.decide({}, { trigger, actor: 'ottavia@shop.test' }, wish);
  }

  #facts(): OrderFacts {
    const { buyerId } = this.state.order ?? { buyerId: null };
    const known = buyerId ? { id: buyerId, email: 'ada@example.com', name: 'Ada' } : null;
    const buyer = this.knownBuyer ?? known;
    const endpoints = [{ id: 'endpoint', kinds: [...messageKinds] }];
    return { state: this.state, goods: this.goods, mails: this.mails, endpoints, buyer };
  }

  #decide(view: Partial<StripeView>, attempt: Attempt, wish?: MerchantWish): Decision {
    const next = (name: string) => {
      this.#ids += 1;
      return `${name}-${String(this.#ids).padStart(4, '0')}`;
    };
    const given = {
      now: this.now,
      newId: () => next('id'),
      newKey: () => next('new'),
      receipts: this.receipts,
    };
    return decide(this.#facts(), { records: [], ...view }, attempt, given, wish);
  }

  #write({ plan: { after, goods, effects } }: Decision): void {
    const { order } = after;
    this.state = { ...after, order: order && { ...order, number: order.number ?? 1001 } };
    this.goods = goods;
    const dropped = new Set(effects.droppedMails.map(({ id }) => id));
    const queued = effects.mails.map(({ id, key, template, data }) => ({ id, key, template, data }));
    this.mails = [
      ...this.mails.map((mail) => (dropped.has(mail.id) ? { ...mail, state: 'dropped' as const } : mail)),
      ...queued.map((mail) => ({ ...mail, state: 'queued' as const })),
    ];
    for (const { key } of effects.messages) this.messageKeys.add(key);
  }

  /** What a decision queues that is not there by its key; a try that comes too late, or is refused, is always noted. */
  #fresh({ plan: { effects } }: Decision) {
    return {
      mails: effects.mails.filter(({ key }) => !this.mailKeys.has(key)),
      droppedMails: effects.droppedMails,
      messages: effects.messages.filter(({ key }) => !this.messageKeys.has(key)),
      jobs: effects.jobs,
      notes: effects.notes.filter(({ kind }) => kind !== 'nothing_left' && kind !== 'transition_refused'),
      buyer: effects.buyer,
    };
  }
}

/** The order of a session, decided once. */
export function ordered(
  goods: Readonly<Record<string, number>> = { cup: 1 },
  fields: Partial<SessionView> = {},
  stock: Partial<Record<Slug, number>> = {},
): DecidedOrder {
  const order = new DecidedOrder(stock);
  order.decide({ session: session(goods, fields) });
  return order;
}

/** Kinds of the notes that a decision leaves on the timeline. */
export const notesOf = ({ plan }: Decision): string[] => plan.effects.notes.map(({ kind }) => kind);
export const mailsOf = ({ plan }: Decision): string[] => plan.effects.mails.map(({ template }) => template);
export const messagesOf = ({ plan }: Decision): string[] => plan.effects.messages.map(({ kind }) => kind);

/** Units by kind, as they are granted now. */
export const unitsOf = ({ state }: DecidedOrder): Record<string, number> =>
  Object.fromEntries(state.fulfillments.map(({ kind, units }) => [kind, units]));
