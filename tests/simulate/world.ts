import type { Attempt } from '../../lib/fulfillment/attempt';
import type { StripeView } from '../../lib/fulfillment/decision/stripe-view';
import { Callers } from './callers';
import { catalogue } from './catalogue';
import { handleEvent, runJob } from './event-callers';
import { Process } from './process';
import { Random } from './random';
import { loadKeys } from './shop-acts';
import { ShopModel } from './shop-model';
import { StripeModel } from './stripe-model';
import type { StripeEvent } from './stripe-objects';
import { Refused, Transactions } from './transactions';

const start = Date.UTC(2030, 0, 1);

/** One shop, one Stripe, and what runs between them. */
export class World {
  readonly clock = { now: start };
  readonly stripe = new StripeModel(this.clock);
  readonly shop = new ShopModel();
  readonly transactions = new Transactions(this.stripe, this.shop, this.clock);
  readonly callers = new Callers(this.stripe, this.shop, this.transactions, this.clock);
  readonly newId = this.transactions.newId;
  /** Whether the database refuses what begins now. */
  isRefusing = false;
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
        if (licenseKeySource === 'pool') this.loadKeys(variantId, random.below(4));
        if (!counted) continue;
        const onHand = random.oneIn(2) ? 1 : random.below(5);
        this.shop.stock.push({ variantId, onHand, held: 0, sold: 0 });
        this.shop.supplied.set(variantId, onHand);
      }
    }
    if (random.oneIn(4)) {
      const kinds = ['license_key.revoked', 'license_key.restored', 'parcel.ready', 'parcel.cancelled'];
      this.shop.endpoints = [
        { id: this.newId(), kinds: [...kinds, 'entitlement.granted', 'entitlement.revoked'] },
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
    process.isRefused = this.isRefusing;
    await this.#run(process, passes);
    if (!process.isDone) this.running.push(process);
  }

  async resume(process: Process, passes: number): Promise<void> {
    await this.#run(process, passes);
    if (process.isDone) this.drop(process);
  }

  /** What the database refuses ends whoever asked for it, and nothing else. */
  async #run(process: Process, passes: number): Promise<void> {
    try {
      await process.run(passes);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
    }
  }

  /**
   * Begins several pieces of work of which each first wants to write while a transaction is under way: they are written
   * together, or one by one where the database refuses what one of them writes.
   *
   * @param refused the one that the database refuses
   */
  async beginTogether(works: readonly (() => Promise<void>)[], refused: number | null): Promise<void> {
    const release = this.transactions.occupy();
    const begun = works.map((work, at) => {
      this.isRefusing = at === refused;
      return work();
    });
    this.isRefusing = false;
    // Once nothing is left that can go on by itself, each of them waits to write, or for another step.
    await new Promise((resolve) => setImmediate(resolve));
    release();
    await Promise.all(begun);
    if (this.transactions.fault) throw this.transactions.fault;
  }

  loadKeys(variantId: string, count: number): void {
    const ids = Array.from({ length: count }, this.newId);
    loadKeys(this.shop, variantId, ids, this.clock.now);
  }

  drop(process: Process): void {
    this.running.splice(this.running.indexOf(process), 1);
  }

  handle = (event: StripeEvent, passes: number): Promise<void> =>
    this.begin(
      (process) => handleEvent(this.callers, process, event),
      passes,
      () => {
        event.handled = true;
      },
    );

  fulfill = (sessionId: string, attempt: Attempt, passes: number): Promise<void> =>
    this.begin((process) => this.callers.fulfillCheckout(process, sessionId, attempt), passes);

  runJob = (job: string, passes: number): Promise<void> =>
    this.begin(
      (process) => runJob(this.callers, process, job),
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
    this.transactions.run([{ sessionId, view: { records: [], ...view }, attempt: { trigger: 'system' } }]);
  }
}
