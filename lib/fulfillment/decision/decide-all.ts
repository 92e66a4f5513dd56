import type { Attempt } from '../attempt';
import { type Decision, decide } from './decide';
import type { Given } from './draft';
import { isStale, type Revisions } from './freshness';
import type { MerchantWish } from './merchant-wishes';
import type { Goods, OrderFacts } from './order-state';
import type { StripeView } from './stripe-view';

/** What one decision is about, beside what the database knows. */
export interface Question {
  view: StripeView;
  attempt: Attempt;
  wish?: MerchantWish;
  /**
   * How far the order was when Stripe was asked, null where there was none: where it is further on by now, nothing is
   * decided. Left out, the answer is as new as can be.
   */
  asOf?: Revisions | null;
}

/** What became of a question: `stale` where somebody wrote of it after Stripe was asked. */
export type Answer = Decision | 'stale';

/** The facts of all orders of one transaction, and the goods they share. */
export interface LoadedFacts {
  /** One for each order, in the order of the questions. */
  facts: readonly OrderFacts[];
  /** The goods of all of them, as they were loaded. */
  goods: Goods;
}

/**
 * Thrown where two sessions of one checkout come into one transaction (one expired, and the one that recovers it): each
 * would find the checkout, and what it holds, as it was before the other. They are decided one by one instead (I4).
 */
export class SharedCheckout extends Error {
  constructor() {
    super('two sessions of one checkout came into one transaction');
    this.name = 'SharedCheckout';
  }
}

/**
 * Decides about several orders of one transaction, one after the other: each finds the goods as the one before has
 * left them (I4).
 *
 * @throws {SharedCheckout}
 */
export function decideAll(loaded: LoadedFacts, questions: readonly Question[], given: Given): Answer[] {
  const checkouts = loaded.facts.flatMap(({ state }) => state.checkouts.map(({ id }) => id));
  if (new Set(checkouts).size < checkouts.length) throw new SharedCheckout();
  let { goods } = loaded;
  return questions.map(({ view, attempt, wish, asOf }, at): Answer => {
    const facts = loaded.facts[at];
    if (!facts) throw new Error('no facts were loaded for a decision');
    if (asOf !== undefined && isStale(facts.state.order, asOf)) return 'stale';
    const decision = decide({ ...facts, goods }, view, attempt, given, wish);
    goods = decision.plan.goods;
    return decision;
  });
}
