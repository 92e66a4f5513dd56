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

interface Waiting {
  request: DecisionRequest;
  resolve: (decision: WrittenDecision) => void;
  reject: (error: unknown) => void;
}

/** Batches of 25 on two connections wrote 584 orders a second where one at a time wrote 86: docs/performance.md. */
const maxBatch = 25;
const maxInFlight = 2;

const waiting: Waiting[] = [];
let inFlight = 0;

/**
 * Makes a decision under the locks of its order and writes it, in one transaction. What arrives while two transactions
 * are under way is taken together by the next one, so that a backlog is worked off in batches; a batch that fails is
 * taken one by one, so that what cannot be written keeps no other waiting (I1, I7).
 *
 * @throws what kept it from being written; nothing of it is written then
 */
export function writeDecision(request: DecisionRequest): Promise<WrittenDecision> {
  const written = new Promise<WrittenDecision>((resolve, reject) =>
    waiting.push({ request, resolve, reject }),
  );
  startNext();
  return written;
}

function startNext(): void {
  while (inFlight < maxInFlight && waiting.length > 0) {
    const batch = takeBatch();
    inFlight += 1;
    void runBatch(batch).finally(() => {
      inFlight -= 1;
      startNext();
    });
  }
}

/** The next requests, each session once: a second request for one waits, and finds what the first has left. */
function takeBatch(): Waiting[] {
  const sessions = new Set<string>();
  const batch: Waiting[] = [];
  for (let at = 0; at < waiting.length && batch.length < maxBatch; ) {
    const { sessionId } = (waiting[at] as Waiting).request.target;
    if (sessions.has(sessionId)) {
      at += 1;
      continue;
    }
    sessions.add(sessionId);
    batch.push(...waiting.splice(at, 1));
  }
  return batch;
}

async function runBatch(batch: readonly Waiting[]): Promise<void> {
  try {
    const decisions = await writeAll(batch.map(({ request }) => request));
    for (const [at, { resolve }] of batch.entries()) resolve(decisions[at] as WrittenDecision);
  } catch (error) {
    if (batch.length === 1) return batch[0]?.reject(error);
    for (const one of batch) await runBatch([one]);
  }
}

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
