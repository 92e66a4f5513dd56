import type Stripe from 'stripe';
import type { WebhookPlan } from '../control/fault-rules';
import type { Delivery } from '../engine';
import { randomText } from '../state/ids';
import type { Scheduler } from '../state/scheduler';
import type { Store } from '../state/store';
import { envelope } from './envelope';
import { type Answer, Poster } from './post';

/** Stripe publishes no timeout; this is long enough for a cold start and short enough to watch. */
const ANSWER_WITHIN = 30_000;

export type Endpoint = Stripe.WebhookEndpoint & { secret: string };

/** `at` in Unix milliseconds of the sandbox's clock, the duration in real ones. */
export type Sent = Answer & { at: number; milliseconds: number };

/** Takes one event to one endpoint once, through whatever faults there are, and keeps the record of it. */
export class Courier {
  readonly #poster = new Poster();

  constructor(
    private readonly store: Store,
    private readonly scheduler: Scheduler,
  ) {}

  /** One request, or none where a fault drops it. Never rejects. */
  async send(event: Stripe.Event, endpoint: Endpoint, plan: WebhookPlan): Promise<Sent> {
    const at = this.scheduler.now();
    const lost = 'Lost on the way: a fault rule dropped it.';
    if (plan.drop) return { status: null, text: lost, at, milliseconds: 0 };
    const rotation = this.store.rotations.get(endpoint.id);
    const secrets = {
      current: endpoint.secret,
      previous: rotation?.previous ?? null,
      overlapping: (rotation?.until ?? 0) > at,
    };
    const { body, headers } = envelope(event, secrets, plan);
    const started = performance.now();
    const answer = await this.#poster.post(endpoint.url, headers, body, ANSWER_WITHIN);
    return { ...answer, at, milliseconds: Math.round(performance.now() - started) };
  }

  /** @param facts `retryAt` in Unix milliseconds, null where there is no further attempt. */
  record(
    event: Stripe.Event,
    endpoint: Endpoint,
    facts: Sent & { attempt: number; retryAt: number | null },
  ): Delivery {
    return this.store.deliveries.put({
      id: `dlv_${randomText(16)}`,
      eventId: event.id,
      endpointId: endpoint.id,
      url: endpoint.url,
      attempt: facts.attempt,
      at: Math.floor(facts.at / 1000),
      status: facts.status,
      answer: facts.text,
      milliseconds: facts.milliseconds,
      retryAt: facts.retryAt === null ? null : Math.floor(facts.retryAt / 1000),
    });
  }

  stop(): void {
    this.#poster.stop();
  }
}
