import { decideAll } from '../../lib/fulfillment/decision/decide-all';
import type { Asked } from './journal';
import type { World } from './world';

const attempt = { trigger: 'merchant', actor: 'ottavia@example.com' } as const;

/** A merchant erases the buyer's details from an order, as `eraseOrders` does, where they are not needed any more. */
export function eraseOrder({ shop, stripe, clock, newId }: World, sessionId: string): void {
  const order = shop.orders.get(sessionId)?.order;
  if (!order) return;
  const { id: orderId, email, name, buyerId, subscriptionId } = order;
  const subscription = stripe.subscriptions.find(({ id }) => id === subscriptionId);
  const subscriptionRuns = subscription !== undefined && subscription.facts.status !== 'canceled';
  const wish = { kind: 'erase_details', orderId, leavesBuyer: true, subscriptionRuns } as const;
  const asked: Asked = { sessionId, view: { records: [] }, attempt, wish };
  const given = { now: new Date(clock.now), newId, newKey: newId, receipts: 'own' as const };
  const [answer] = decideAll(shop.load([asked]), [asked], given);
  if (!answer || answer === 'stale' || answer.wish?.refused !== null) return;
  shop.apply(sessionId, answer.plan);
  // A mail that waits goes to nobody.
  const left = shop.mails.get(sessionId)?.filter((mail) => mail.state !== 'queued') ?? [];
  shop.mails.set(sessionId, left);
  const isKnown = [...shop.orders.values()].some((one) => one.order?.buyerId === buyerId);
  if (!isKnown) for (const [address, { id }] of shop.buyers) if (id === buyerId) shop.buyers.delete(address);
  const known = [email, name].filter((text) => text !== null);
  const ended = subscriptionId && !subscriptionRuns ? [subscriptionId] : [];
  shop.journal?.({ kind: 'erased', orderId, buyerId, known, ended });
}
