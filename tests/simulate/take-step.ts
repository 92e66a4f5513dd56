import * as bank from './bank-steps';
import * as merchant from './merchant-steps';
import { at } from './random';
import { receive, upload } from './shop-acts';
import { eraseOrder } from './shop-erase';
import * as shopper from './shopper-steps';
import type { Step } from './steps';
import type { World } from './world';

const minute = 60_000;
const day = 24 * 60 * minute;

/** How many pauses are passed at once: mostly all of them. */
const passesOf = (roll: number): number => (roll % 5 < 3 ? 1000 : (roll >>> 4) % 7);

/** Handles events that came one after the other, waiting or not, at the same time; at times the database refuses what is written for one. */
async function handleTogether(world: World, pick: number, roll: number): Promise<void> {
  const { events } = world.stripe;
  const count = 2 + (roll % 4);
  const chosen = new Set(Array.from({ length: count }, (_, place) => at(events, pick + place)));
  const works = [...chosen].flatMap((event) => (event ? [() => world.handle(event, 1000)] : []));
  // An expired session and the one that recovers it have one checkout.
  const recovered = at(
    [...world.stripe.sessions.values()].filter((session) => session.recoveredFrom !== null),
    pick,
  );
  for (const id of [recovered?.recoveredFrom, recovered?.id])
    if (id) works.push(() => world.fulfill(id, { trigger: 'sweep' }, 1000));
  const isRefused = (roll >>> 4) % 3 === 0;
  await world.beginTogether(works, isRefused ? (roll >>> 8) % Math.max(1, works.length) : null);
}

/** Lets one thing happen; where there is nothing it could happen to, nothing does. */
export async function takeStep(world: World, { kind, pick, roll }: Step): Promise<void> {
  const { stripe, shop, clock } = world;
  const sessions = [...stripe.sessions.values()];
  const session = at(sessions, pick);
  const payment = at(stripe.payments, pick);
  const sessionId = session?.id ?? '';
  clock.now += minute;
  switch (kind) {
    case 'checkout':
      return shopper.startCheckout(world, roll);
    case 'link':
      return shopper.openLink(world, roll);
    case 'recover':
      return shopper.recover(world, session);
    case 'complete': {
      const open = at(
        sessions.filter(({ status }) => status === 'open'),
        pick,
      );
      return open && stripe.complete(open);
    }
    case 'settle': {
      const pending = sessions.filter(({ paid }) => paid === 'awaiting' || paid === 'failed');
      return shopper.settle(world, at(pending, pick), roll);
    }
    case 'expire':
      return session?.status === 'open' ? stripe.expire(session) : undefined;
    case 'end_checkout':
      return shopper.endOne(world, pick);
    case 'deliver': {
      const waiting = stripe.events.filter(({ handled }) => !handled);
      const event = at(roll % 4 === 0 ? stripe.events : waiting, pick);
      return event && (await world.handle(event, passesOf(roll)));
    }
    case 'batch':
      return await handleTogether(world, pick, roll);
    case 'land':
      return await world.fulfill(sessionId, { trigger: 'landing' }, passesOf(roll));
    case 'sweep':
      return await world.fulfill(sessionId, { trigger: 'sweep' }, passesOf(roll));
    case 'retry':
      return await world.retry(sessionId, passesOf(roll));
    case 'resume': {
      const process = at(world.running, pick);
      return process && (await world.resume(process, passesOf(roll)));
    }
    case 'crash': {
      const process = at(world.running, pick);
      return process && world.drop(process);
    }
    case 'refund':
      return bank.refund(world, payment, roll);
    case 'move_refund':
      return bank.moveRefund(
        world,
        at(
          stripe.payments.filter(({ refunds }) => refunds.length > 0),
          pick,
        ),
        roll,
      );
    case 'dispute':
      return bank.dispute(world, payment, roll);
    case 'move_dispute':
      return bank.moveDispute(
        world,
        at(
          stripe.payments.filter(({ disputes }) => disputes.length > 0),
          pick,
        ),
        roll,
      );
    case 'renew': {
      const subscription = at(
        stripe.subscriptions.filter(
          ({ facts, session: of }) => facts.status !== 'canceled' && of.paid === 'paid',
        ),
        pick,
      );
      return subscription && stripe.renew(subscription, roll % 3 > 0);
    }
    case 'end_subscription': {
      const subscription = at(
        stripe.subscriptions.filter(({ facts }) => facts.status !== 'canceled'),
        pick,
      );
      return (
        subscription &&
        stripe.endSubscription(subscription, at(['now', 'later', 'not'] as const, roll) ?? 'now')
      );
    }
    case 'by_hand':
      return merchant.wish(world, 'fulfill_by_hand', sessionId, roll);
    case 'back_order':
      return merchant.wish(world, 'back_order', sessionId, roll);
    case 'erase':
      return eraseOrder(world, sessionId);
    case 'ship':
      return merchant.ship(world, sessionId, roll);
    case 'receive': {
      const row = at(shop.stock, pick);
      return row && receive(shop, row.variantId, 1 + (roll % 3));
    }
    case 'load_keys': {
      const pools = world.assortment.filter(({ licenseKeySource }) => licenseKeySource === 'pool');
      const variant = at(at(pools, pick)?.variants ?? [], roll >>> 4);
      return variant && world.loadKeys(variant.id, 1 + (roll % 3));
    }
    case 'upload':
      return upload(shop);
    case 'run_job': {
      const job = at([...shop.jobs], pick);
      return job === undefined ? undefined : await world.runJob(job, passesOf(roll));
    }
    case 'wait':
      clock.now += at([day, 8 * day, 31 * day], roll) ?? day;
      return;
    case 'announce_ended':
      return shop.orders.has(sessionId) ? world.write(sessionId, { accessMayHaveEnded: true }) : undefined;
  }
}
