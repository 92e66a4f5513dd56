import type Stripe from 'stripe';
import { handledEvents } from '@/lib/stripe/handled-events';
import { deliver } from '../../support/deliver';
import type { TestStripe } from '../../support/stripe';

const wanted: ReadonlySet<string> = new Set(handledEvents);

/** One run of steps from a fresh start: what there is at Stripe to do something to, and what the shop was told of it. */
export class Run {
  /** IDs of the events that the webhook has answered with 2xx: none of them may get lost (I3). */
  readonly told = new Set<string>();
  /** Stripe does not answer everything: whoever asks may be sent away. */
  busy = false;
  /** The shop's processes have died in this moment: whatever was under way came to nothing. */
  crashed = false;
  #copies = 0;

  constructor(readonly stripe: TestStripe) {}

  get account(): TestStripe['engine']['account'] {
    return this.stripe.engine.account;
  }

  get checkout(): TestStripe['engine']['checkout'] {
    return this.stripe.engine.checkout;
  }

  /** Sessions, oldest first, so that a number means the same one however many come later. */
  sessions(matching: (session: Stripe.Checkout.Session) => boolean = () => true): Stripe.Checkout.Session[] {
    return this.account.sessions().reverse().filter(matching);
  }

  openSessions(): Stripe.Checkout.Session[] {
    return this.sessions((session) => session.status === 'open');
  }

  /** Payments that were begun, oldest first. */
  payments(status: Stripe.PaymentIntent['status']): Stripe.PaymentIntent[] {
    return this.account
      .paymentIntents()
      .reverse()
      .filter((intent) => intent.status === status);
  }

  /** Events the shop's endpoint is registered for and has not answered yet, oldest first. */
  untold(): Stripe.Event[] {
    return this.#events().filter((event) => !this.told.has(event.id));
  }

  /** Those it has. */
  heard(): Stripe.Event[] {
    return this.#events().filter((event) => this.told.has(event.id));
  }

  #events(): Stripe.Event[] {
    return this.account
      .events()
      .reverse()
      .filter((event) => wanted.has(event.type));
  }

  /**
   * Delivers an event to the webhook.
   *
   * @param twin as another event about the same change, as Stripe sends now and then
   * @throws where it was not answered with 2xx: without faults each is
   */
  async tell(event: Stripe.Event, twin = false): Promise<void> {
    const id = twin ? `${event.id}twin${++this.#copies}` : event.id;
    const { status } = await deliver(JSON.stringify({ ...event, id }));
    if (status !== 200) throw new Error(`the webhook answered ${status} to ${event.type} ${id}`);
    this.told.add(id);
  }
}

/** The one a number stands for, of however many there are; undefined where there are none. */
export function pick<T>(from: readonly T[], which: number): T | undefined {
  return from.length > 0 ? from[which % from.length] : undefined;
}
