import { checkEnd } from '../check-end';
import { finish } from '../finish';
import type { Change } from '../journal';
import { failureOf, type Played } from '../play';
import type { Schedule } from '../steps';
import { takeStep } from '../take-step';
import { World } from '../world';
import { compare } from './compare';
import { ExpectedEffects } from './expected-effects';
import { fill } from './fill';
import { repeat } from './repeat';

/**
 * Plays one schedule in memory and, step by step, each of its transactions on the database of `lib/db.ts`: by the
 * functions of the shop, with Stripe's answers as the model gives them. After each step every row of the one is in the
 * other. The database is emptied first.
 */
export async function playOnPostgres({ seed, steps }: Schedule): Promise<Played> {
  const world = new World(seed);
  const { shop } = world;
  const effects = new ExpectedEffects();
  const changes: Change[] = [];
  shop.everQueued.clear();
  await fill(shop, world.clock.now);
  shop.journal = (change) => changes.push(change);
  const catchUp = async (): Promise<void> => {
    if (changes.length === 0) return;
    for (const change of changes.splice(0)) {
      await repeat(change);
      effects.add(change, shop);
    }
    await compare(shop, effects);
  };
  let failure: Played['failure'] = null;
  try {
    for (const step of steps) {
      await takeStep(world, step);
      await catchUp();
    }
    await finish(world);
    await catchUp();
    checkEnd(world);
  } catch (error) {
    failure = failureOf(error);
  }
  return { failure, decisions: world.transactions.decisions };
}
