import type { Attempt } from '../../lib/fulfillment/attempt';
import type { StripeView } from '../../lib/fulfillment/decision/stripe-view';
import { Callers } from './callers';
import { catalogue } from './catalogue';
import { Process } from './process';
import { Random } from './random';
import { ShopModel } from './shop-model';
import { type StripeEvent, StripeModel } from './stripe-model';

const start = Date.UTC(2030, 0, 1);

/** One shop, one Stripe, and what runs between them. */
export class World {
  readonly clock = { now: start };
  readonly stripe = new StripeModel(this.clock);
  readonly shop = new ShopModel();
  readonly callers = new Callers(this.stripe, this.shop, this.clock);
  /** What stopped half-way. */
  readonly running: Process[] = [];
  /** Products that are bought: few, so that buyers meet. */
  readonly assortment: typeof catalogue;

  constructor(seed: number) {
    const random = new Random(seed);
    this.assortment = Array.from(
      { length: 3 },
      () => catalogue[random.below(catalogue.length)] as (typeof catalogue)[0],
    );
    for (const { variants, counted, licenseKeySource } of new Set(this.assortment)) {
      for (const { id: variantId } of variants) {
        if (licenseKeySource === 'pool') this.shop.loadKeys(variantId, random.below(4), this.callers.newId);
        if (!counted) continue;
        const onHand = random.oneIn(2) ? 1 : random.below(5);
        this.shop.stock.push({ variantId, onHand, held: 0, sold: 0 });
        this.shop.supplied.set(variantId, onHand);
      }
    }
    if (random.oneIn(4)) {
      const kinds = ['license_key.revoked', 'license_key.restored', 'parcel.ready', 'parcel.cancelled'];
      this.shop.endpoints = [
        { id: 'endpoint', kinds: [...kinds, 'entitlement.granted', 'entitlement.revoked'] },
      ];
    }
  }

  /** Begins a piece of the shop's work, and runs it past so many pauses. */
  async begin(
    work: (process: Process) => Promise<void>,
    passes: number,
    whenDone?: () => void,
  ): Promise<void> {
    const process = new Process(work, whenDone);
    await process.run(passes);
    if (!process.isDone) this.running.push(process);
  }

  async resume(process: Process, passes: number): Promise<void> {
    await process.run(passes);
    if (process.isDone) this.drop(process);
  }

  drop(process: Process): void {
    this.running.splice(this.running.indexOf(process), 1);
  }

  handle = (event: StripeEvent, passes: number): Promise<void> =>
    this.begin(
      (process) => this.callers.handleEvent(process, event),
      passes,
      () => {
        event.handled = true;
      },
    );

  fulfill = (sessionId: string, attempt: Attempt, passes: number): Promise<void> =>
    this.begin((process) => this.callers.fulfillCheckout(process, sessionId, attempt), passes);

  runJob = (job: string, passes: number): Promise<void> =>
    this.begin(
      (process) => this.callers.runJob(process, job),
      passes,
      // A job that was queued again meanwhile runs again; so does one whose worker died.
      () => this.shop.jobs.delete(job),
    );

  /** A merchant's retry, only where it can lead anywhere. */
  async retry(sessionId: string, passes: number): Promise<void> {
    const order = this.shop.orders.get(sessionId)?.order;
    if (!order || order.fulfillment === 'fulfilled' || order.fulfillment === 'cancelled') return;
    await this.fulfill(sessionId, { trigger: 'merchant', actor: 'ottavia@example.com' }, passes);
  }

  write(sessionId: string, view: Partial<StripeView>): void {
    this.callers.write(sessionId, { records: [], ...view }, { trigger: 'system' });
  }
}
