import { batchCalls } from '../../lib/batch-calls';
import { type Answer, decideAll, SharedCheckout } from '../../lib/fulfillment/decision/decide-all';
import { checkGoods } from './check-goods';
import { checkIdempotence } from './check-idempotence';
import { checkOrder } from './check-order';
import type { Asked } from './journal';
import type { ShopModel } from './shop-model';
import type { StripeModel } from './stripe-model';

/** Thrown where the database refuses what was to be written: whoever asked has failed, and may try again. */
export class Refused extends Error {}

/** Keeps transactions waiting until it is let go, as one that is under way would. */
interface Occupant {
  sessionId: '';
  until: Promise<void>;
}

/** The nth ID of a play: IDs grow with time, as those of the shop do. */
export const idOf = (nth: number): string => `00000000-0000-7000-8000-${String(nth).padStart(12, '0')}`;

/** The transactions that decide: load, decide, write, by the functions of the shop, against rows in memory. */
export class Transactions {
  decisions = 0;
  /** What first went wrong within a batch. */
  fault: unknown = null;
  #ids = 0;

  constructor(
    readonly stripe: StripeModel,
    readonly shop: ShopModel,
    readonly clock: { now: number },
  ) {}

  newId = (): string => idOf(++this.#ids);

  /**
   * Decides and writes, as the shop does: what is asked while a transaction is under way is taken together by the next,
   * and one by one where that fails.
   */
  write = async (asked: Asked): Promise<Answer> => (await this.#gate(asked)) as Answer;

  #gate = batchCalls(async (asked: (Asked | Occupant)[]) => await this.#runBatch(asked), {
    ...{ batchSize: 25, inFlight: 1, isRepeatedAlone: true },
    keyOf: ({ sessionId }) => sessionId,
  });

  #runBatch(asked: (Asked | Occupant)[]): (Answer | undefined)[] | Promise<undefined[]> {
    const [first] = asked;
    if (first && 'until' in first) return first.until.then(() => [undefined]);
    try {
      return this.run(asked as Asked[]);
    } catch (error) {
      // Anything else is a fault, and must not be lost where the batch is repeated one by one.
      if (!(error instanceof Refused || error instanceof SharedCheckout)) this.fault ??= error;
      throw error;
    }
  }

  /** Keeps whatever wants to be written waiting until the returned function is called. */
  occupy(): () => void {
    let release = (): void => {};
    const until = new Promise<void>((resolve) => {
      release = resolve;
    });
    void this.#gate({ sessionId: '', until });
    return release;
  }

  /**
   * One transaction: loads, decides, writes, and holds every invariant to what was written.
   *
   * @throws {Refused | SharedCheckout}
   */
  run(asked: readonly Asked[]): Answer[] {
    const { shop, stripe, clock } = this;
    const [now, firstId] = [clock.now, this.#ids];
    const given = {
      ...{ now: new Date(now), newId: this.newId, receipts: 'own' as const },
      newKey: () => `made-${this.newId()}`,
    };
    let answers: Answer[];
    try {
      answers = decideAll(shop.load(asked), asked, given);
      if (asked.some(({ isRefused }, at) => isRefused && answers[at] !== 'stale')) throw new Refused();
    } catch (error) {
      shop.journal?.({ kind: 'refused', asked, now, firstId });
      throw error;
    }
    for (const [at, answer] of answers.entries()) {
      if (answer !== 'stale') shop.apply(asked[at]?.sessionId ?? '', answer.plan);
    }
    shop.journal?.({ kind: 'decided', asked, answers, now, firstId });
    this.decisions += answers.length;
    // Of a batch the last alone: what the others were short of may have come back with those behind them.
    const [last] = asked.slice(-1);
    if (last && answers.at(-1) !== 'stale') {
      const [again] = decideAll(shop.load([last]), [{ ...last, asOf: undefined }], given);
      if (again && again !== 'stale') checkIdempotence(again);
    }
    for (const [at, answer] of answers.entries()) {
      if (answer !== 'stale') checkOrder(shop, stripe, asked[at]?.sessionId ?? '', answer.plan.before);
    }
    checkGoods(shop);
    return answers;
  }
}
