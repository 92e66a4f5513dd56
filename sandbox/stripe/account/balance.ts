import { newId, now } from '../state/ids';
import type { World } from '../world';

/** What the card network charges for a dispute, won or lost, in the currency's smallest unit. */
const DISPUTE_FEE = 1500;

/** Money in: Stripe's fee is simulated at 1.5 % and 25 of the smallest unit. @returns the transaction's ID. */
export function bookCharge(world: World, source: string, amount: number, currency: string): string {
  const fee = Math.round(amount * 0.015) + 25;
  return book(world, { source, amount, fee, currency, type: 'charge', category: 'charge' });
}

/** Money out. @param amount Positive. */
export function bookRefund(world: World, source: string, amount: number, currency: string): string {
  return book(world, { source, amount: -amount, fee: 0, currency, type: 'refund', category: 'refund' });
}

/** A refund the bank sent back. */
export function bookRefundFailure(world: World, source: string, amount: number, currency: string): string {
  return book(world, {
    source,
    amount,
    fee: 0,
    currency,
    type: 'refund_failure',
    category: 'refund_failure',
  });
}

/** A dispute takes the payment, and a fee, until it is decided. */
export function bookDispute(world: World, source: string, amount: number, currency: string): string {
  const entry = { source, amount: -amount, fee: DISPUTE_FEE, currency };
  return book(world, { ...entry, type: 'adjustment', category: 'dispute' });
}

/** A dispute that was won gives both back. */
export function bookDisputeReversal(world: World, source: string, amount: number, currency: string): string {
  const entry = { source, amount, fee: -DISPUTE_FEE, currency };
  return book(world, { ...entry, type: 'adjustment', category: 'dispute_reversal' });
}

interface Entry {
  source: string;
  amount: number;
  fee: number;
  currency: string;
  type: 'adjustment' | 'charge' | 'refund' | 'refund_failure';
  category: string;
}

function book(world: World, entry: Entry): string {
  const created = now();
  const feeOf = entry.type === 'adjustment' ? 'Dispute fee' : 'Stripe processing fees';
  return world.store.balanceTransactions.put({
    id: newId('txn'),
    object: 'balance_transaction',
    amount: entry.amount,
    available_on: created + 7 * 86_400,
    balance_type: 'payments',
    created,
    currency: entry.currency,
    description: null,
    exchange_rate: null,
    fee: entry.fee,
    fee_details:
      entry.fee === 0
        ? []
        : [
            {
              amount: entry.fee,
              application: null,
              currency: entry.currency,
              description: feeOf,
              type: 'stripe_fee',
            },
          ],
    net: entry.amount - entry.fee,
    reporting_category: entry.category,
    source: entry.source,
    status: 'pending',
    type: entry.type,
  }).id;
}
