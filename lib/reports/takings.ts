import { db } from '../db';

/** What was paid in one currency, in its smallest unit, and by how many orders. */
export interface Takings {
  currency: string;
  amount: number;
  orders: number;
}

/**
 * What has been paid today, for each currency, the largest number of orders first. Refunds are not taken off: it is
 * what came in.
 *
 * @param timeZone whose midnight the day begins at, like `Europe/Rome`
 */
export async function takingsToday(timeZone: string, now = new Date()): Promise<Takings[]> {
  // Orders of delayed payments are older than their money, by two weeks at the most; the bound lets the index help.
  const oldest = new Date(now.getTime() - 21 * 24 * 60 * 60 * 1000);
  return await db().$queryRaw<Takings[]>`
    SELECT currency, sum(amount_total)::bigint AS amount, count(*)::int AS orders
    FROM orders
    WHERE created_at >= ${oldest} AND paid_at >= date_trunc('day', ${now}::timestamptz, ${timeZone})
    GROUP BY currency
    ORDER BY orders DESC, currency`;
}
