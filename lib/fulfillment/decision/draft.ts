import type { MailTemplate } from '../../queue/mail-templates';
import type { MessageKind } from '../../queue/message-kinds';
import type { Attempt } from '../attempt';
import type {
  DroppedMail,
  Effects,
  Note,
  OrderPlan,
  PlannedJob,
  PlannedMail,
  PlannedMessage,
} from './order-plan';
import type {
  Goods,
  Json,
  OrderFacts,
  OrderRow,
  OrderState,
  ProductFacts,
  VariantFacts,
} from './order-state';
import type { RecordView } from './stripe-view';

/** What a decision may not find out by itself: it is given the time and everything that is random. */
export interface Given {
  now: Date;
  /** A new UUID at each call. */
  newId: () => string;
  /** Who writes the receipts: the shop, or Stripe. */
  receipts: 'own' | 'stripe';
  /** A new licence key at each call: unguessable, and unlike every other. */
  newKey: () => string;
}

type Writable<T> = { -readonly [Name in keyof T]: T[Name] };

/**
 * A decision in the making: the rows as they are to be, and what is to be queued. Rows are replaced, never changed, so
 * that the writer finds what differs by comparing references.
 */
export interface Draft {
  readonly facts: OrderFacts;
  readonly attempt: Attempt;
  readonly given: Given;
  readonly state: Writable<OrderState>;
  readonly goods: Writable<Goods>;
  readonly mails: PlannedMail[];
  readonly droppedMails: DroppedMail[];
  readonly messages: PlannedMessage[];
  readonly jobs: PlannedJob[];
  readonly notes: Note[];
  readonly records: RecordView[];
  /** When what the subscription gives is over; null while nothing ends it, undefined where Stripe was not asked. */
  readonly subscriptionEnd: Date | null | undefined;
  buyer: Effects['buyer'];
}

export function startDraft(
  facts: OrderFacts,
  attempt: Attempt,
  given: Given,
  subscriptionEnd: Date | null | undefined,
): Draft {
  return {
    facts,
    attempt,
    given,
    state: { ...facts.state },
    goods: { ...facts.goods },
    mails: [],
    droppedMails: [],
    messages: [],
    jobs: [],
    notes: [],
    records: [],
    subscriptionEnd,
    buyer: null,
  };
}

/** What a draft writes once it is written. */
export function planOf(draft: Draft): OrderPlan {
  const { facts, state, goods, mails, droppedMails, messages, jobs, notes, records, buyer } = draft;
  return {
    before: facts.state,
    after: state,
    goods,
    effects: { mails, droppedMails, messages, jobs, notes, records, buyer },
  };
}

/** The order of a draft, for everything that runs once there is one. */
export function orderOf(draft: Draft): OrderRow {
  const { order } = draft.state;
  if (!order) throw new Error('a decision about an order ran before there was one');
  return order;
}

/** Rows of a draft by the name of their list. */
type Lists = {
  [Name in keyof OrderState as OrderState[Name] extends readonly unknown[] ? Name : never]: OrderState[Name];
};

/** Replaces one row, known by its reference, by itself with these fields changed. */
export function change<Name extends keyof Lists>(
  draft: Draft,
  name: Name,
  row: Lists[Name][number],
  fields: Partial<Lists[Name][number]>,
): void {
  const rows = draft.state[name] as readonly Lists[Name][number][];
  const changed = rows.map((one) => (one === row ? { ...one, ...fields } : one));
  (draft.state as Record<Name, unknown>)[name] = changed;
}

/** Adds rows to a list. */
export function insert<Name extends keyof Lists>(
  draft: Draft,
  name: Name,
  ...added: Lists[Name][number][]
): void {
  (draft.state as Record<Name, unknown>)[name] = [...(draft.state[name] as readonly unknown[]), ...added];
}

/** Takes rows out of a list. */
export function remove<Name extends keyof Lists>(
  draft: Draft,
  name: Name,
  isGone: (row: Lists[Name][number]) => boolean,
): void {
  const rows = draft.state[name] as readonly Lists[Name][number][];
  (draft.state as Record<Name, unknown>)[name] = rows.filter((row) => !isGone(row));
}

/** Changes the order's own row. */
export function changeOrder(draft: Draft, fields: Partial<OrderRow>): void {
  draft.state.order = { ...orderOf(draft), ...fields };
}

/**
 * Queues a mail to the order's buyer, once for one key (I5).
 *
 * @returns false where that mail was queued before, or no address is known
 */
export function queueMail(
  draft: Draft,
  key: string,
  template: MailTemplate,
  data: { [name: string]: string } = {},
): boolean {
  const { email, locale } = orderOf(draft);
  const isQueued = [...draft.facts.mails, ...draft.mails].some((mail) => mail.key === key);
  if (!email || isQueued) return false;
  draft.mails.push({ id: draft.given.newId(), key, template, recipient: email, locale, data });
  return true;
}

/** Whether any active endpoint of the merchant's wants this kind of message. */
export const isWanted = ({ facts }: Draft, kind: MessageKind): boolean =>
  facts.endpoints.some(({ kinds }) => kinds.includes(kind));

/** Queues a message to each endpoint that wants its kind (I5). */
export function queueMessage(
  draft: Draft,
  kind: MessageKind,
  key: string,
  data: { [name: string]: Json },
): void {
  if (isWanted(draft, kind)) draft.messages.push({ kind, key, data });
}

/** A variant and its product. */
export interface LineGoods {
  product: ProductFacts;
  variant: VariantFacts;
}

/** The product of a line; undefined where no product of this shop matches (I7). */
export const productOf = ({ goods }: Draft, line: { productId: string | null }) =>
  line.productId === null ? undefined : goods.products.find(({ id }) => id === line.productId);

/** What a line buys; undefined where no variant of this shop matches (I7). */
export function goodsOfLine(
  { goods }: Draft,
  { variantId }: { variantId: string | null },
): LineGoods | undefined {
  for (const product of goods.products) {
    const variant = product.variants.find(({ id }) => id === variantId);
    if (variant) return { product, variant };
  }
  return undefined;
}
