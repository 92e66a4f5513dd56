import { batchCalls } from '../batch-calls';
import { env } from '../env';
import { generateKey } from '../license-keys/generate-key';
import type { OrderTarget } from '../locks/lock-orders';
import { newUuid } from '../uuid';
import type { Attempt } from './attempt';
import { type Decision, decide } from './decision/decide';
import type { MerchantWish } from './decision/merchant-wishes';
import type { OrderRow } from './decision/order-state';
import type { StripeView } from './decision/stripe-view';
import { loadFacts } from './load-facts';
import { transact } from './transact';
import { writePlans } from './write-plans';

/** One decision to be made and written. */
export interface DecisionRequest {
  target: OrderTarget;
  view: StripeView;
  attempt: Attempt;
  /** When the attempt began (`performance.now()`). */
  startedAt: number;
  wish?: MerchantWish;
  /** Whether the view is older than what the order knows by now: then nothing is decided. */
  isStale?: (order: OrderRow) => boolean;
}

/** What became of a request: `stale` where somebody wrote of it after Stripe was asked. */
export type WrittenDecision = Decision | 'stale';

/**
 * Makes a decision under the locks of its order and writes it, in one transaction. What arrives while a transaction is
 * under way is taken together by the next one, so that a backlog is worked off in batches; a batch that fails is taken
 * one by one, so that what cannot be written keeps no other waiting (I1, I7). One at a time, because two of them wait
 * for each other's goods: with two, a lock of stock was waited for in half of the time, and batches were of five
 * instead of fourteen (docs/performance.md). One that waits for somebody else's lock does not hold up those behind it.
 *
 * @throws what kept it from being written; nothing of it is written then
 */
export const writeDecision = batchCalls(writeAll, {
  ...{ batchSize: 32, inFlight: 1, patience: 250, isRepeatedAlone: true },
  keyOf: ({ target }: DecisionRequest) => target.sessionId ?? target.orderId ?? '',
});

async function writeAll(requests: readonly DecisionRequest[]): Promise<WrittenDecision[]> {
  return await transact(async (pipeline) => {
    const loaded = await loadFacts(
      pipeline,
      requests.map(({ target }) => target),
    );
    const now = new Date();
    const given = { now, newId: newUuid, newKey: generateKey, receipts: env().receipts };
    let { goods } = loaded;
    const decisions = requests.map(({ view, attempt, wish, isStale }, at): WrittenDecision => {
      const facts = loaded.facts[at];
      if (!facts) throw new Error('no facts were loaded for a request');
      const { order } = facts.state;
      if (order && isStale?.(order)) return 'stale';
      const decision = decide({ ...facts, goods }, view, attempt, given, wish);
      goods = decision.plan.goods;
      return decision;
    });
    const written = decisions.flatMap((decision, at) => {
      const request = requests[at];
      return decision === 'stale' || !request ? [] : [{ plan: decision.plan, request }];
    });
    writePlans(
      pipeline,
      written.map(({ plan }) => plan),
      written.map(({ request: { attempt, startedAt } }) => ({ ...attempt, startedAt })),
      loaded.goods,
    );
    return decisions;
  });
}
