import { pool } from '../db';
import { env } from '../env';
import { day } from '../time';

/** What is known of one kind of event, of the last day. */
export interface KindOfEvent {
  kind: string;
  /** Events of it that only the sweep brought */
  caught: number;
  /** When the newest of those happened at Stripe */
  lastCaught: Date | null;
  /** When one of it was last delivered */
  lastDelivered: Date | null;
}

/** How it stands with the deliveries of Stripe's webhooks. */
export type EndpointVerdict =
  | { state: 'well' }
  /** Nothing has been delivered since something had to be fetched: the endpoint seems broken. */
  | { state: 'silent'; events: number; payments: number; lastDelivered: Date | null }
  /** Deliveries arrive, but none of these kinds: the endpoint seems not to be registered for them. */
  | { state: 'partial'; events: number; kinds: string[] };

/** Once is a mishap. */
const fewestOfAKind = 2;
const payments = new Set(['checkout.session.completed', 'checkout.session.async_payment_succeeded']);

/**
 * Judges from what had to be fetched whether Stripe's deliveries arrive. A delivery that is newer than everything that
 * was missed ends it: what was missed was fetched.
 *
 * @param lastDelivered when any event was last delivered, however long ago; null where none ever was
 */
export function judgeEndpoint(kinds: readonly KindOfEvent[], lastDelivered: Date | null): EndpointVerdict {
  const missed = kinds.filter(({ caught }) => caught > 0);
  const events = missed.reduce((sum, { caught }) => sum + caught, 0);
  const newest = Math.max(...missed.map(({ lastCaught }) => lastCaught?.getTime() ?? 0), 0);
  if (events > 0 && newest > (lastDelivered?.getTime() ?? 0)) {
    const paid = missed.filter(({ kind }) => payments.has(kind));
    return {
      state: 'silent',
      events,
      payments: paid.reduce((sum, { caught }) => sum + caught, 0),
      lastDelivered,
    };
  }
  const never = missed.filter((one) => one.lastDelivered === null && one.caught >= fewestOfAKind);
  if (never.length === 0) return { state: 'well' };
  return {
    state: 'partial',
    events: never.reduce((sum, { caught }) => sum + caught, 0),
    kinds: never.map(({ kind }) => kind).sort(),
  };
}

/** What the merchant is shown of the endpoint, and what to compare. */
export type EndpointHealth = EndpointVerdict & {
  /** The address Stripe is to deliver to */
  url: string;
  /** Stripe's page about the account's endpoints */
  dashboard: string;
};

/**
 * Whether Stripe's deliveries of the last day arrived by themselves. Asks the database only; while nothing was caught,
 * which is nearly always, that is one look at the end of an index.
 */
export async function endpointHealth(now = new Date()): Promise<EndpointHealth> {
  const { appUrl, stripeSecretKey } = env();
  const test = stripeSecretKey.includes('_test_') ? 'test/' : '';
  const about = { url: `${appUrl}/api/webhook`, dashboard: `https://dashboard.stripe.com/${test}webhooks` };
  const since = new Date(now.getTime() - day);
  const { rows: caught } = await pool().query<{ kind: string; caught: number; lastCaught: Date }>(
    `SELECT type AS kind, count(*)::int AS caught, max(created_at) AS "lastCaught"
     FROM stripe_event WHERE missed_at > $1 AND NOT delivered GROUP BY type`,
    [since],
  );
  if (caught.length === 0) return { state: 'well', ...about };
  const { rows: delivered } = await pool().query<{ kind: string; last: Date }>(
    `SELECT type AS kind, max(received_at) AS last FROM stripe_event
     WHERE received_at > $1 AND delivered GROUP BY type`,
    [since],
  );
  const { rows } = await pool().query<{ at: Date }>(
    'SELECT received_at AS at FROM stripe_event WHERE delivered ORDER BY received_at DESC LIMIT 1',
  );
  const lastOf = new Map(delivered.map(({ kind, last }) => [kind, last]));
  const kinds = caught.map((one) => ({ ...one, lastDelivered: lastOf.get(one.kind) ?? null }));
  return { ...judgeEndpoint(kinds, rows[0]?.at ?? null), ...about };
}
