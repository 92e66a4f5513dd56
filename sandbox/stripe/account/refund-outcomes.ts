import type Stripe from 'stripe';
import { invalid, notFound } from '../errors';
import { emit } from '../webhooks/events';
import type { World } from '../world';
import { bookRefundFailure } from './balance';
import { changedFields } from './products';

/**
 * The bank sends a refund back: the money returns to the account, and the charge counts as less refunded.
 * https://docs.stripe.com/refunds#failed-refunds
 *
 * @throws ApiError 404 for an unknown refund, 400 for one that has failed or was canceled.
 */
export function failRefund(world: World, id: string): Stripe.Refund {
  const refund = requireRefund(world, id);
  if (refund.status === 'failed' || refund.status === 'canceled') {
    throw invalid(`Refund ${id} has already ${refund.status}.`, 'refund');
  }
  const { amount, currency } = refund;
  const failed: Stripe.Refund = {
    ...refund,
    failure_balance_transaction: bookRefundFailure(world, id, amount, currency),
    failure_reason: 'lost_or_stolen_card',
    status: 'failed',
  };
  world.store.refunds.put(failed);
  const charge = world.store.charges.get(String(refund.charge));
  if (charge) {
    const amount_refunded = charge.amount_refunded - amount;
    world.store.charges.put({ ...charge, amount_refunded, refunded: false });
  }
  const previous = changedFields(refund, failed);
  emit(world, 'refund.failed', failed);
  emit(world, 'refund.updated', failed, previous);
  emit(world, 'charge.refund.updated', failed, previous);
  return failed;
}

/** A refund that was pending arrives. */
export function succeedRefund(world: World, id: string): Stripe.Refund {
  const refund = requireRefund(world, id);
  const done: Stripe.Refund = { ...refund, status: 'succeeded' };
  world.store.refunds.put(done);
  const previous = changedFields(refund, done);
  emit(world, 'refund.updated', done, previous);
  emit(world, 'charge.refund.updated', done, previous);
  return done;
}

export function requireRefund(world: World, id: string): Stripe.Refund {
  const refund = world.store.refunds.get(id);
  if (!refund) throw notFound('refund', id, 'refund');
  return refund;
}
