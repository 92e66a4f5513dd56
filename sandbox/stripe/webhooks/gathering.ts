import { shuffled } from '../control/chance';
import type { WebhookPlan } from '../control/fault-rules';
import type { Scheduler } from '../state/scheduler';

/** Holds first attempts until the first of them has waited its time, and lets them go in another order or at once. */
export class Gathering {
  #waiting: string[] = [];
  #batches = 0;

  /** @param attempt starts one; resolves with its answer. */
  constructor(
    private readonly scheduler: Scheduler,
    private readonly attempt: (shipmentId: string) => Promise<unknown>,
  ) {}

  /** @param released is given what ends when all of the batch have been answered. */
  add(
    shipmentId: string,
    { ms, order }: NonNullable<WebhookPlan['gather']>,
    seed: number,
    released: (batch: Promise<unknown>) => void,
  ): void {
    if (this.#waiting.push(shipmentId) > 1) return;
    this.scheduler.at(this.scheduler.now() + ms, () => {
      const batch = this.#waiting;
      this.#waiting = [];
      this.#batches += 1;
      if (order === 'parallel') released(Promise.all(batch.map(this.attempt)));
      else {
        const inOrder = order === 'reversed' ? batch.reverse() : shuffled(batch, `${seed}|${this.#batches}`);
        released(this.#oneByOne(inOrder));
      }
    });
  }

  async #oneByOne(batch: string[]): Promise<void> {
    for (const shipmentId of batch) await this.attempt(shipmentId);
  }
}
