import { endCheckout } from './shop-acts';
import { canEnd } from './shopper-steps';
import type { World } from './world';

const all = 10_000;

/**
 * Lets everything come to its end: what stopped half-way goes on, each event is handled, the sweep looks at everything,
 * jobs run, and the merchant tries again what waits for a person.
 */
export async function finish(world: World): Promise<void> {
  const { stripe, shop, clock } = world;
  clock.now += 60_000;
  for (const process of [...world.running]) await world.resume(process, all);
  for (const session of stripe.sessions.values()) if (session.status === 'open') stripe.expire(session);
  for (const event of stripe.events) if (!event.handled) await world.handle(event, all);
  for (const { id, state } of [...shop.checkouts])
    if (state === 'starting' && canEnd(stripe, id)) endCheckout(shop, id);
  clock.now += 60_000;
  for (const { id } of stripe.sessions.values()) await world.fulfill(id, { trigger: 'sweep' }, all);
  for (let round = 0; round < 3; round++) {
    for (const job of [...shop.jobs]) await world.runJob(job, all);
    for (const sessionId of shop.orders.keys()) await world.retry(sessionId, all);
  }
  for (const sessionId of shop.orders.keys()) world.write(sessionId, { accessMayHaveEnded: true });
}
