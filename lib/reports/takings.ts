import { db } from '../db';

/** What was paid in one currency, in its smallest unit, and for how many orders. */
export interface Takings {
  currency: string;
  amount: number;
  orders: number;
}

/**
 * What came in today by the ledger, later periods of subscriptions included, for each currency, the largest number of
 * orders first. Refunds are not taken off: it is what came in.
 *
 * @param timeZone whose midnight the day begins at, like `Europe/Rome`
 */
export async function takingsToday(timeZone: string, now = new Date()): Promise<Takings[]> {
  return await db().$queryRaw<Takings[]>`
    SELECT e.currency, sum(e.amount)::bigint AS amount, count(DISTINCT p.order_id)::int AS orders
    FROM payment_entry e JOIN payment p ON p.id = e.payment_id
    WHERE e.kind = 'charge' AND e.at >= date_trunc('day', ${now}::timestamptz, ${timeZone})
    GROUP BY e.currency
    ORDER BY orders DESC, e.currency`;
}
