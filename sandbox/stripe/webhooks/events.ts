import type Stripe from 'stripe';
import { newId, now } from '../state/ids';
import { snapshot } from '../state/wire';
import { API_VERSION, type World } from '../world';

type EventOf<Type extends Stripe.Event.Type> = Extract<Stripe.Event, { type: Type }>;
type EventType = Stripe.Event['type'];

/**
 * Records that something happened and sends it to whoever wants it. The object is copied as it is at this moment.
 * https://docs.stripe.com/api/events/types
 */
export function emit<Type extends EventType>(
  world: World,
  type: Type,
  object: EventOf<Type>['data']['object'],
  previous?: EventOf<Type>['data']['previous_attributes'],
): string {
  const takers = world.deliveries.takers(type);
  const base: Stripe.EventBase = {
    id: newId('evt'),
    object: 'event',
    api_version: API_VERSION,
    created: now(),
    data: previous
      ? { object: snapshot(object), previous_attributes: snapshot(previous) }
      : { object: snapshot(object) },
    livemode: false,
    pending_webhooks: takers.length,
    request: { id: world.request?.id ?? null, idempotency_key: world.request?.idempotencyKey ?? null },
    type,
  };
  // `Stripe.Event` ties each type to its object, which the signature above has already checked.
  const event = base as Stripe.Event;
  publish(world, event, takers);
  // Stripe warns that one change can produce two events; every other event it names is one of a kind.
  const { twin } = world.faults.forWebhook(event, 1);
  if (twin) publish(world, { ...snapshot(event), id: newId('evt') }, takers);
  return event.id;
}

function publish(world: World, event: Stripe.Event, takers: string[]): void {
  world.store.events.put({ id: event.id, event });
  world.deliveries.send(event.id, takers);
  world.cli.forward(event);
}
