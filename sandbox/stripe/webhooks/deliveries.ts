import type Stripe from 'stripe';
import type { FaultRules, WebhookPlan } from '../control/fault-rules';
import type { Delivery } from '../engine';
import type { ShipmentRow } from '../state/rows';
import type { Scheduler } from '../state/scheduler';
import type { Store } from '../state/store';
import { Courier, type Endpoint } from './courier';
import { Gathering } from './gathering';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Shorter than Stripe's hours at first, so that a person at the demo sees a retry happen. */
export const RETRY_SCHEDULE = [5 * SECOND, 30 * SECOND, 5 * MINUTE, HOUR, 6 * HOUR, 24 * HOUR];

/**
 * Carries events to the registered endpoints: at once, then at growing intervals on anything but 2xx, each attempt
 * signed afresh. https://docs.stripe.com/webhooks#behaviors
 */
export class Deliveries {
  readonly #courier: Courier;
  /** Attempts on the way, by shipment: `pay` waits for those of its session's completion. */
  readonly #underway = new Map<string, Promise<Delivery | null>>();
  readonly #held = new Set<string>();
  /** Whatever else is being sent: gathered batches and second copies. */
  readonly #others = new Set<Promise<unknown>>();
  readonly #gathering: Gathering;
  #paused = false;
  #stopped = false;

  constructor(
    private readonly store: Store,
    private readonly scheduler: Scheduler,
    private readonly retrySchedule: number[],
    private readonly faults: FaultRules,
  ) {
    this.#courier = new Courier(store, scheduler);
    this.#gathering = new Gathering(scheduler, (shipmentId) => this.#attempt(shipmentId));
  }

  /** Takes up at start what an earlier run left undelivered. */
  resumePending(): void {
    for (const row of this.store.shipments.oldest()) {
      if (row.state === 'pending') this.#schedule(row.id, row.retryAt ?? this.scheduler.now());
    }
  }

  /** Endpoints that want this type now; what is registered later gets later events only, as at Stripe. */
  takers(type: string): string[] {
    const ids: string[] = [];
    for (const endpoint of this.store.endpoints.oldest()) {
      const wanted = endpoint.enabled_events.includes('*') || endpoint.enabled_events.includes(type);
      if (endpoint.status === 'enabled' && wanted) ids.push(endpoint.id);
    }
    return ids;
  }

  /** Queues the event and returns at once: webhooks never hold up the API. */
  send(eventId: string, endpointIds: string[]): void {
    for (const endpointId of endpointIds) {
      const id = `${eventId}|${endpointId}`;
      this.store.shipments.put({
        id,
        eventId,
        endpointId,
        attempts: 0,
        state: 'pending',
        retryAt: this.scheduler.now(),
      });
      setImmediate(() => this.#depart(id));
    }
  }

  /** Sends an event once more, delivered or not, without faults, and waits for the answers; `only` names one endpoint. */
  async resend(eventId: string, only?: string): Promise<Delivery[]> {
    const event = this.store.events.get(eventId)?.event;
    const results: Promise<Delivery | null>[] = [];
    for (const endpointId of event ? this.takers(event.type) : []) {
      if (only !== undefined && endpointId !== only) continue;
      const id = `${eventId}|${endpointId}`;
      const row = this.store.shipments.get(id);
      if (!row) {
        this.store.shipments.put({ id, eventId, endpointId, attempts: 0, state: 'pending', retryAt: null });
      }
      results.push(this.#attempt(id, true));
    }
    return (await Promise.all(results)).filter((delivery) => delivery !== null);
  }

  /**
   * Resolves when the first attempts of these events have been answered, or after `limit` milliseconds. While
   * deliveries are paused there is nothing to wait for.
   */
  async settled(eventIds: string[], limit: number): Promise<void> {
    if (this.#paused) return;
    const { promise: late, resolve: giveUp } = Promise.withResolvers<void>();
    const timer = setTimeout(giveUp, limit);
    // First attempts start with the next turn of the event loop.
    await new Promise((resolve) => setImmediate(resolve));
    const wanted = new Set(eventIds);
    const answers = [...this.#underway].filter(([id]) => wanted.has(id.slice(0, id.indexOf('|'))));
    await Promise.race([Promise.all(answers.map(([, answer]) => answer)), late]);
    clearTimeout(timer);
  }

  /** Resolves when nothing is on its way. */
  async idle(): Promise<void> {
    do {
      await Promise.all([...this.#underway.values(), ...this.#others]);
      // First attempts start with the next turn of the event loop.
      await new Promise((resolve) => setImmediate(resolve));
    } while (this.#underway.size > 0 || this.#others.size > 0);
  }

  pause(): void {
    this.#paused = true;
  }

  resume(): void {
    this.#paused = false;
    const held = [...this.#held];
    this.#held.clear();
    for (const id of held) void this.#attempt(id);
  }

  stop(): void {
    this.#stopped = true;
    this.#courier.stop();
  }

  /** Starts the first attempt: now, unless a fault delays it. */
  #depart(shipmentId: string): void {
    const row = this.store.shipments.get(shipmentId);
    const event = row && this.store.events.get(row.eventId)?.event;
    if (!row || !event || this.#stopped) return;
    const { delay, gather } = this.faults.forWebhook(event, 1);
    const start = () => {
      if (gather) this.#gathering.add(shipmentId, gather, this.faults.seed, (batch) => this.#track(batch));
      else void this.#attempt(shipmentId);
    };
    if (!delay) start();
    else {
      const departure = this.scheduler.now() + delay.ms;
      this.store.shipments.put({ ...row, retryAt: departure });
      this.scheduler.at(departure, start);
    }
  }

  #track(sending: Promise<unknown>): void {
    this.#others.add(sending);
    void sending.finally(() => this.#others.delete(sending));
  }

  #schedule(shipmentId: string, at: number): void {
    this.scheduler.at(at, () => {
      const row = this.store.shipments.get(shipmentId);
      // A resend in between may have delivered it, or moved its next attempt.
      if (row?.state === 'pending' && (row.retryAt ?? 0) <= at) void this.#attempt(shipmentId);
    });
  }

  async #attempt(shipmentId: string, byHand = false): Promise<Delivery | null> {
    if (this.#stopped) return null;
    if (this.#paused && !byHand) {
      this.#held.add(shipmentId);
      return null;
    }
    const row = this.store.shipments.get(shipmentId);
    const event = row && this.store.events.get(row.eventId)?.event;
    const endpoint = row && this.store.endpoints.get(row.endpointId);
    if (!row || !event || !endpoint || (row.state === 'delivered' && !byHand)) return null;

    const attempt = row.attempts + 1;
    const plan = byHand ? {} : this.faults.forWebhook(event, attempt);
    const sent = this.#courier.send(event, endpoint, plan);
    const delivery = sent.then(({ status, text, at, milliseconds }): Delivery | null => {
      if (this.#stopped) return null;
      const retryAt = this.#record(row, status !== null && status >= 200 && status < 300);
      return this.#courier.record(event, endpoint, {
        attempt: row.attempts,
        status,
        text,
        at,
        milliseconds,
        retryAt,
      });
    });
    if (plan.duplicate && !plan.drop) this.#duplicate(event, endpoint, attempt, plan);
    this.#underway.set(shipmentId, delivery);
    void delivery.finally(() => {
      if (this.#underway.get(shipmentId) === delivery) this.#underway.delete(shipmentId);
    });
    return delivery;
  }

  /** The same attempt again; what it is answered with changes nothing for the event. */
  #duplicate(event: Stripe.Event, endpoint: Endpoint, attempt: number, plan: WebhookPlan): void {
    const { copies = 0, ms = 0 } = plan.duplicate ?? {};
    const again = async () => {
      const { at, milliseconds, status, text } = await this.#courier.send(event, endpoint, plan);
      if (this.#stopped) return;
      this.#courier.record(event, endpoint, { attempt, status, text, at, milliseconds, retryAt: null });
    };
    for (let copy = 0; copy < copies; copy++) {
      if (ms === 0) this.#track(again());
      else this.scheduler.at(this.scheduler.now() + ms, () => this.#track(again()));
    }
  }

  /** @returns when the next attempt is due (Unix milliseconds), or null if there is none. */
  #record(row: ShipmentRow, delivered: boolean): number | null {
    row.attempts += 1;
    const wait = this.retrySchedule[row.attempts - 1];
    const retryAt =
      delivered || row.state === 'delivered' || wait === undefined ? null : this.scheduler.now() + wait;
    if (delivered) row.state = 'delivered';
    else if (row.state === 'pending' && retryAt === null) row.state = 'failed';
    row.retryAt = retryAt;
    this.store.shipments.put(row);
    if (retryAt !== null) this.#schedule(row.id, retryAt);
    this.#countDown(row);
    return retryAt;
  }

  /** `pending_webhooks` counts the endpoints that have not taken the event yet. */
  #countDown(row: ShipmentRow): void {
    const stored = this.store.events.get(row.eventId);
    if (!stored) return;
    let pending = 0;
    for (const endpoint of this.store.endpoints.oldest()) {
      const shipment = this.store.shipments.get(`${row.eventId}|${endpoint.id}`);
      if (shipment && shipment.state !== 'delivered') pending += 1;
    }
    if (stored.event.pending_webhooks === pending) return;
    stored.event.pending_webhooks = pending;
    this.store.events.put(stored);
  }
}
