import { catalogue, unitPrice } from './catalogue';
import { checkEnd } from './check-end';
import { finish } from './finish';
import { openCheckout } from './shop-acts';
import type { Session } from './stripe-objects';
import { World } from './world';

// One session, and every order in which its events can be handled: twice, never, too late, or with an answer of Stripe's
// that is written only after others were. States that were seen before are not gone into again.

type Move = (world: World, session: Session) => void;

const complete: Move = ({ stripe }, session) => stripe.complete(session);
const settle: Move = ({ stripe }, session) => stripe.settle(session, true);
const fail: Move = ({ stripe }, session) => stripe.settle(session, false);
const expire: Move = ({ stripe }, session) => stripe.expire(session);
const dispute: Move = ({ stripe }, { payment }) => payment && stripe.dispute(payment, payment.amount);
const disputePart: Move = ({ stripe }, { payment }) => payment && stripe.dispute(payment, 500);
const close = (status: 'won' | 'lost'): Move => {
  return ({ stripe }, { payment }) => {
    const [opened] = payment?.disputes ?? [];
    if (payment && opened) stripe.moveDispute(payment, opened, status);
  };
};
const refund = (amount: number, state: 'succeeded' | 'pending' = 'succeeded'): Move => {
  return ({ stripe }, { payment }) => payment && stripe.refund(payment, amount, [], state);
};
const refundUnit: Move = ({ stripe, shop }, { id, payment }) => {
  const line = shop.orders.get(id)?.lines[0];
  const units = line ? [{ lineId: line.id, quantity: 1, amount: unitPrice }] : [];
  if (payment) stripe.refund(payment, unitPrice, units, 'succeeded');
};
const failRefund: Move = ({ stripe }, { payment }) => {
  const [made] = payment?.refunds ?? [];
  if (payment && made) stripe.moveRefund(payment, made, 'failed');
};

/** What happens at Stripe, in this order; debits are those that begin with `debit`. */
export const histories: Record<string, readonly Move[]> = {
  card: [complete],
  'debit that settles': [complete, settle],
  'debit that fails': [complete, fail],
  'debit that settles and goes back': [complete, settle, refund(2 * unitPrice)],
  'card, refunded in part and then whole': [complete, refund(700), refund(1300)],
  'card, a unit refunded': [complete, refundUnit, refundUnit],
  'card, a unit refunded, which fails': [complete, refundUnit, failRefund],
  'card, refunded whole, which fails': [complete, refund(2 * unitPrice, 'pending'), failRefund],
  'card, dispute won': [complete, dispute, close('won')],
  'card, dispute lost': [complete, dispute, close('lost')],
  'card, dispute lost in part': [complete, disputePart, close('lost')],
  'card, dispute lost and reversed': [complete, dispute, close('lost'), close('won')],
  'card, refund that fails under a dispute': [complete, refund(700, 'pending'), dispute, failRefund],
  expiry: [expire],
};

/** One thing that happens: `next` at Stripe, an event by its number, a visit, a sweep, the held delivery going on. */
type Action = 'next' | 'land' | 'sweep' | 'go on' | `handle ${number}` | `hold ${number}`;

interface Node {
  actions: Action[];
  deliveries: number;
}

function begin(name: string): { world: World; session: Session } {
  const world = new World(0);
  const { shop, stripe, clock } = world;
  const kit = catalogue.find(({ slug }) => slug === 'kit')?.variants[0]?.id ?? '';
  shop.endpoints = [];
  shop.stock = [{ variantId: kit, onHand: 2, held: 0, sold: 0 }];
  shop.supplied.set(kit, 2);
  shop.freeKeys = [];
  world.loadKeys(kit, 2);
  const checkoutId = world.newId();
  const amount = 2 * unitPrice;
  const line = {
    stripeLineItemId: 'li',
    stripePriceId: 'price_kit_a',
    description: 'kit',
    currency: 'eur',
    quantity: 2,
  };
  const amounts = { amountSubtotal: amount, amountDiscount: 0, amountTax: 0, amountTotal: amount };
  const isDebit = name.startsWith('debit');
  const session = stripe.open({
    lines: [{ ...line, ...amounts }],
    checkoutId,
    isDebit,
    email: 'buyer@example.com',
  });
  const checkout = {
    ...{ id: checkoutId, idempotencyKey: checkoutId, browserHash: null, mode: 'hosted' as const },
    ...{ state: 'open' as const, locale: 'en', cart: null, sessionId: session.id },
    expiresAt: new Date(clock.now),
  };
  openCheckout(shop, checkout, new Map([[kit, 2]]));
  return { world, session };
}

/** Replays actions from the start; `held` is the delivery that waits with its answer. */
async function replay(name: string, actions: readonly Action[]) {
  const { world, session } = begin(name);
  let stage = 0;
  let held = '';
  for (const action of actions) {
    world.clock.now += 60_000;
    const [verb, number] = action.split(' ');
    const event = world.stripe.events[Number(number)];
    if (action === 'next') histories[name]?.[stage++]?.(world, session);
    else if (action === 'land') await world.fulfill(session.id, { trigger: 'landing' }, 1000);
    else if (action === 'sweep') await world.fulfill(session.id, { trigger: 'sweep' }, 1000);
    else if (action === 'go on') {
      for (const process of [...world.running]) await world.resume(process, 1000);
      held = '';
    } else if (event && verb === 'handle') await world.handle(event, 1000);
    else if (event) {
      await world.handle(event, 1);
      const revision = world.shop.orders.get(session.id)?.order?.disputesRevision ?? -1;
      if (world.running.length > 0) held = `${number} at ${stage} of ${revision}`;
    }
  }
  return { world, session, stage, held };
}

/** All that tells two states apart, without IDs and times. */
function fingerprint({ shop }: World, session: Session): string {
  const state = shop.orders.get(session.id);
  return JSON.stringify([
    shop.stock,
    shop.holds.map(({ state: of }) => of),
    shop.checkouts.map(({ state: of }) => of),
    shop.freeKeys.length,
    [...shop.jobs],
    (shop.mails.get(session.id) ?? []).map(({ template }) => template),
    state?.order && {
      ...state.order,
      id: 0,
      createdAt: 0,
      paidAt: 0,
      fulfilledAt: 0,
      attentionAt: 0,
      fulfilledBy: 0,
    },
    state?.lines.map((line) => [line.state, line.attention?.code, line.stockTaken, line.unitsRefunded]),
    state?.fulfillments.map(({ kind, units }) => [kind, units]),
    state?.parcelItems.map(({ quantity }) => quantity),
    state?.keys.map(({ unit, revokedAt }) => [unit, revokedAt !== null]),
    state?.downloads.map(({ revokedAt }) => revokedAt !== null),
    state?.refunds.map(({ state: of, announced }) => [of, announced]),
    state?.refundLines.length,
    state?.disputes.map(({ status }) => status),
    state?.paymentEntries.map(({ kind }) => kind),
  ]);
}

/**
 * Goes through every order of deliveries of one history, up to so many, holding every invariant after each write; and
 * from each state that is new lets everything come to its end, which has to be the right one.
 *
 * @returns how many states there are
 */
export async function exhaust(name: string, most: number): Promise<number> {
  const seen = new Set<string>();
  const levels: Node[][] = Array.from({ length: most + 1 }, () => []);
  levels[0]?.push({ actions: [], deliveries: 0 });
  for (const level of levels) {
    // A level grows while it is worked off: what happens at Stripe is no delivery.
    for (const { actions, deliveries } of level) {
      const { world, session, stage, held } = await replay(name, actions);
      const key = `${stage} ${held} ${fingerprint(world, session)}`;
      if (seen.has(key)) continue;
      seen.add(key);
      const events = world.stripe.events.length;
      await finish(world);
      checkEnd(world);
      const add = (action: Action, cost: number): void => {
        levels[deliveries + cost]?.push({ actions: [...actions, action], deliveries: deliveries + cost });
      };
      if (stage < (histories[name]?.length ?? 0)) add('next', 0);
      if (held) add('go on', 0);
      for (let number = 0; number < events; number++) {
        add(`handle ${number}`, 1);
        if (!held) add(`hold ${number}`, 1);
      }
      add('land', 1);
      add('sweep', 1);
    }
  }
  return seen.size;
}
