import { batchCalls } from '../batch-calls';
import { env } from '../env';
import { generateKey } from '../license-keys/generate-key';
import type { OrderTarget } from '../locks/lock-orders';
import { newUuid } from '../uuid';
import { type Answer, decideAll, type Question } from './decision/decide-all';
import type { Given } from './decision/draft';
import { loadFacts } from './load-facts';
import { transact } from './transact';
import { writePlans } from './write-plans';

/** One decision to be made and written. */
export interface DecisionRequest extends Question {
  target: OrderTarget;
  /** When the attempt began (`performance.now()`). */
  startedAt: number;
}

/**
 * Makes a decision under the locks of its order and writes it, in one transaction. What arrives while a transaction is
 * under way is taken together by the next one, so that a backlog is worked off in batches; a batch that fails is taken
 * one by one, so that what cannot be written keeps no other waiting (I1, I7). One at a time, because two of them wait
 * for each other's goods: with two, a lock of stock was waited for in half of the time, and batches were of five
 * orders (docs/performance.md). One that waits for somebody else's lock does not hold up those behind it.
 *
 * @throws what kept it from being written; nothing of it is written then
 */
export const writeDecision = batchCalls(
  (requests: DecisionRequest[]) => writeDecisions(requests, giveFresh),
  {
    ...{ batchSize: 75, inFlight: 1, patience: 250, isRepeatedAlone: true },
    keyOf: ({ target }) => target.sessionId ?? target.orderId ?? '',
  },
);

/** What a decision is given that is not in its facts: the time, and the maker of new IDs and keys. */
export const giveFresh = (): Given => ({
  now: new Date(),
  ...{ newId: newUuid, newKey: generateKey, receipts: env().receipts },
});

/**
 * Makes these decisions, each of another session, and writes them in one transaction.
 *
 * @param give called once the facts are loaded; may be called again where the transaction begins again
 * @throws what kept them from being written; nothing of any is written then
 */
export async function writeDecisions(
  requests: readonly DecisionRequest[],
  give: () => Given,
): Promise<Answer[]> {
  return await transact(async (pipeline) => {
    const loaded = await loadFacts(
      pipeline,
      requests.map(({ target }) => target),
    );
    const answers = decideAll(loaded, requests, give());
    const written = answers.flatMap((answer, at) => {
      const request = requests[at];
      return answer === 'stale' || !request ? [] : [{ plan: answer.plan, request }];
    });
    writePlans(
      pipeline,
      written.map(({ plan }) => plan),
      written.map(({ request: { attempt, startedAt } }) => ({ ...attempt, startedAt })),
      loaded.goods,
    );
    return answers;
  });
}
