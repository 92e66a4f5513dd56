import type Stripe from 'stripe';
import type { UpcomingRow } from '../state/rows';
import type { World } from '../world';
import { disputeCharge } from './disputes';
import { failRefund, succeedRefund } from './refund-outcomes';

/** Long enough for the shopper to be back in the shop, short enough to watch. */
const SHORTLY = 1500;

/** Test cards, by their last four digits, that pay and then ask for the money back. https://docs.stripe.com/testing#disputes */
const DISPUTING: Record<string, string> = { '0259': 'fraudulent', '2685': 'product_not_received' };

/** Test cards whose refunds fail, or succeed, only later. https://docs.stripe.com/testing#refunds */
const SLOW_REFUNDS: Record<string, 'failed' | 'succeeded'> = { '5126': 'failed', '7726': 'succeeded' };

/** Whether a refund of this charge is pending at first. */
export function refundPends(charge: Stripe.Charge): boolean {
  return SLOW_REFUNDS[lastDigits(charge)] === 'succeeded';
}

/** What the card has in store for a charge that has just succeeded. */
export function foreseeDispute(world: World, charge: Stripe.Charge): void {
  const reason = DISPUTING[lastDigits(charge)];
  if (reason !== undefined) foresee(world, charge.id, { kind: 'dispute', reason });
}

/** What the card that paid has in store for a refund that has just been made. */
export function foreseeRefund(world: World, refund: Stripe.Refund, charge: Stripe.Charge): void {
  const outcome = SLOW_REFUNDS[lastDigits(charge)];
  if (outcome !== undefined) foresee(world, refund.id, { kind: 'refund', outcome });
}

/** Sets up again at start what was to come when the sandbox was stopped. */
export function watchUpcoming(world: World): void {
  for (const row of world.store.upcoming.oldest()) watch(world, row);
}

function lastDigits(charge: Stripe.Charge): string {
  return charge.payment_method_details?.card?.last4 ?? '';
}

function foresee(world: World, id: string, what: UpcomingRow['what']): void {
  watch(world, world.store.upcoming.put({ id, at: world.scheduler.now() + SHORTLY, what }));
}

function watch(world: World, row: UpcomingRow): void {
  world.scheduler.at(row.at, () => {
    if (!world.store.upcoming.get(row.id)) return;
    world.store.upcoming.delete(row.id);
    happen(world, row);
  });
}

function happen(world: World, { id, what }: UpcomingRow): void {
  if (what.kind === 'dispute') {
    const charge = world.store.charges.get(id);
    // A person may have refunded or disputed it in the meantime.
    if (charge && !charge.disputed && !charge.refunded) disputeCharge(world, charge, what.reason);
    return;
  }
  const status = world.store.refunds.get(id)?.status;
  if (status === undefined || status === 'failed') return;
  if (what.outcome === 'failed') failRefund(world, id);
  else succeedRefund(world, id);
}
