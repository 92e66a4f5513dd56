import { announceAccess } from '../kinds/access/announce';
import { change, type Draft } from './draft';

/**
 * Brings the access of a subscription to the end that Stripe says it has. Access that is over keeps the day it ended on,
 * however often it is said again that it is over. What was taken back has its end written down, too: given again, it
 * ends when the subscription does.
 */
export function applySubscriptionEnd(draft: Draft, { id, end }: { id: string; end: Date | null }): void {
  const isOver = end !== null && end <= draft.given.now;
  let changed = false;
  for (const row of draft.state.entitlements) {
    if (row.subscriptionId !== id) continue;
    if (isOver && row.endsAt !== null && row.endsAt <= end) continue;
    if (row.endsAt?.getTime() !== end?.getTime()) change(draft, 'entitlements', row, { endsAt: end });
    changed = true;
  }
  if (changed) announceAccess(draft, 'subscription');
}
