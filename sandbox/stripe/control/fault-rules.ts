import { clock } from '../state/clock';
import type { Scheduler } from '../state/scheduler';
import { chanceOf } from './chance';
import {
  type ApiRule,
  type FaultChange,
  type FaultSettings,
  NO_FAULTS,
  shapes,
  type WebhookRule,
} from './settings';

/** What the sandbox does to webhooks and API answers on demand, and the clock it lives by. */
export interface Faults {
  current(): FaultSettings;
  /**
   * Changes what is named and leaves the rest. Counting begins anew.
   *
   * @throws ZodError that says which setting makes no sense.
   */
  set(settings: FaultChange): void;
  /** Nothing happens any more; the clock stays where it is. */
  clear(): void;
  readonly clock: {
    /** Unix milliseconds. */
    now(): number;
    /** Moves on; resolves once everything due until then has run, webhooks answered and retried. */
    advance(milliseconds: number): Promise<void>;
    /** So many seconds of the sandbox's in one real second. */
    speed(multiple: number): void;
  };
}

/** The deeds that concern one webhook or one request: the first rule of each kind that applies. */
type Plan<Rule extends { do: string }> = { [Deed in Rule['do']]?: Extract<Rule, { do: Deed }> };
export type WebhookPlan = Plan<WebhookRule>;
export type ApiPlan = Plan<ApiRule>;

/** Applies the rules; `webhooks/` and the API ask it about each thing they are about to do. */
export class FaultRules implements Faults {
  #settings = NO_FAULTS;
  /** Per rule, the events it has matched, numbered in the order they came. */
  readonly #events = new Map<WebhookRule, Map<string, number>>();
  /** Per rule, how many requests it has matched. */
  readonly #requests = new Map<ApiRule, number>();
  #moved = false;
  readonly clock: Faults['clock'];

  /** @param idle resolves when no webhook is on its way. */
  constructor(scheduler: Scheduler, idle: () => Promise<void>) {
    this.clock = {
      now: () => clock.now(),
      advance: (milliseconds) => {
        this.#moved = true;
        return scheduler.advance(milliseconds, idle);
      },
      speed: (multiple) => {
        this.#moved = true;
        clock.speed(multiple);
      },
    };
  }

  current(): FaultSettings {
    return structuredClone(this.#settings);
  }

  set(settings: FaultChange): void {
    this.#settings = shapes().faults.parse({ ...this.#settings, ...settings });
    this.#events.clear();
    this.#requests.clear();
  }

  clear(): void {
    this.set({ webhooks: [], api: [], rateLimit: null });
  }

  /** Gives the process its own time back, if it was this sandbox that took it. */
  stop(): void {
    if (this.#moved) clock.reset();
  }

  /** What befalls this attempt at this event; the same for every endpoint it goes to. */
  forWebhook(event: { id: string; type: string }, attempt: number): WebhookPlan {
    const plan: { [deed: string]: WebhookRule } = {};
    for (const [place, rule] of this.#settings.webhooks.entries()) {
      if (rule.types && !matches(event.type, rule.types)) continue;
      const nth = this.#number(rule, event.id);
      if (plan[rule.do] || (rule.attempts && !rule.attempts.includes(attempt))) continue;
      if (this.#applies(rule, place, nth, attempt)) plan[rule.do] = rule;
    }
    return plan as WebhookPlan;
  }

  /** What befalls this request. */
  forRequest(request: { method: string; path: string }): ApiPlan {
    const plan: { [deed: string]: ApiRule } = {};
    for (const [place, rule] of this.#settings.api.entries()) {
      if (rule.methods && !rule.methods.some((method) => method === request.method)) continue;
      if (rule.paths && !rule.paths.some((path) => request.path.startsWith(path))) continue;
      const nth = (this.#requests.get(rule) ?? 0) + 1;
      this.#requests.set(rule, nth);
      if (!plan[rule.do] && this.#applies(rule, place, nth, 1)) plan[rule.do] = rule;
    }
    return plan as ApiPlan;
  }

  get rateLimit(): FaultSettings['rateLimit'] {
    return this.#settings.rateLimit;
  }

  get seed(): number {
    return this.#settings.seed;
  }

  #number(rule: WebhookRule, eventId: string): number {
    const seen = this.#events.get(rule) ?? new Map<string, number>();
    this.#events.set(rule, seen);
    const number = seen.get(eventId) ?? seen.size + 1;
    seen.set(eventId, number);
    return number;
  }

  #applies({ chance, nth }: WebhookRule | ApiRule, place: number, count: number, attempt: number): boolean {
    if (nth && !nth.includes(count)) return false;
    return chance === undefined || chanceOf(`${this.seed}|${place}|${count}|${attempt}`) < chance;
  }
}

function matches(type: string, patterns: string[]): boolean {
  return patterns.some((pattern) =>
    pattern.endsWith('*') ? type.startsWith(pattern.slice(0, -1)) : type === pattern,
  );
}
