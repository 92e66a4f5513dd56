import Stripe from 'stripe';
import type { Delivery } from '../engine';
import { randomText } from '../state/ids';
import type { ShipmentRow } from '../state/rows';
import type { Scheduler } from '../state/scheduler';
import type { Store } from '../state/store';
import { toWire } from '../state/wire';
import { Poster } from './post';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Shorter than Stripe's hours at first, so that a person at the demo sees a retry happen. */
export const RETRY_SCHEDULE = [5 * SECOND, 30 * SECOND, 5 * MINUTE, HOUR, 6 * HOUR, 24 * HOUR];

/** Stripe publishes no timeout; this is long enough for a cold start and short enough to watch. */
const ANSWER_WITHIN = 30 * SECOND;

/**
 * Carries events to the registered endpoints: at once, then at growing intervals on anything but 2xx, each attempt
 * signed afresh. https://docs.stripe.com/webhooks#behaviors
 */
export class Deliveries {
  readonly #poster = new Poster();
  /** Attempts on the way, by shipment: `pay` waits for those of its session's completion. */
  readonly #underway = new Map<string, Promise<Delivery | null>>();
  readonly #held = new Set<string>();
  #paused = false;
  #stopped = false;

  constructor(
    private readonly store: Store,
    private readonly scheduler: Scheduler,
    private readonly retrySchedule: number[],
  ) {}

  /** Takes up at start what an earlier run left undelivered. */
  resumePending(): void {
    for (const row of this.store.shipments.oldest()) {
      if (row.state === 'pending') this.#schedule(row.id, row.retryAt ?? Date.now());
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
        retryAt: Date.now(),
      });
      setImmediate(() => void this.#attempt(id));
    }
  }

  /** Sends an event once more, delivered or not, and waits for the answers. */
  async resend(eventId: string): Promise<Delivery[]> {
    const event = this.store.events.get(eventId)?.event;
    const results: Promise<Delivery | null>[] = [];
    for (const endpointId of event ? this.takers(event.type) : []) {
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
    this.#poster.stop();
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

    const payload = toWire(event);
    const started = Date.now();
    const answer = this.#poster.post(
      endpoint.url,
      {
        'content-type': 'application/json; charset=utf-8',
        'user-agent': 'Stripe/1.0 (+https://stripe.com/docs/webhooks)',
        'stripe-signature': Stripe.webhooks.generateTestHeaderString({ payload, secret: endpoint.secret }),
      },
      payload,
      ANSWER_WITHIN,
    );
    const delivery = answer.then(({ status, text }): Delivery | null => {
      if (this.#stopped) return null;
      const retryAt = this.#record(row, status !== null && status >= 200 && status < 300);
      return this.store.deliveries.put({
        id: `dlv_${randomText(16)}`,
        eventId: event.id,
        endpointId: endpoint.id,
        url: endpoint.url,
        attempt: row.attempts,
        at: Math.floor(started / 1000),
        status,
        answer: text,
        milliseconds: Date.now() - started,
        retryAt: retryAt === null ? null : Math.floor(retryAt / 1000),
      });
    });
    this.#underway.set(shipmentId, delivery);
    void delivery.finally(() => {
      if (this.#underway.get(shipmentId) === delivery) this.#underway.delete(shipmentId);
    });
    return delivery;
  }

  /** @returns when the next attempt is due (Unix milliseconds), or null if there is none. */
  #record(row: ShipmentRow, delivered: boolean): number | null {
    row.attempts += 1;
    const wait = this.retrySchedule[row.attempts - 1];
    const retryAt = delivered || row.state === 'delivered' || wait === undefined ? null : Date.now() + wait;
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
