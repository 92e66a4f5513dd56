import { namedLine } from '../../catalogue/line-name';
import { db, pool } from '../../db';
import { type Attention, readAttention } from '../../fulfillment/attention-words';
import type { Locale } from '../../i18n/locales';
import * as sections from './digest-sections';

/** What is told once is what happened in here, `until` not included; what lasts is told every day. */
export interface DigestWindow {
  since: Date;
  until: Date;
}

/**
 * The window a queued digest keeps in its data, as ISO 8601.
 *
 * @throws {RangeError} for data that holds none
 */
export function digestWindow(data: Record<string, string>): DigestWindow {
  const [since, until] = [new Date(data.since ?? ''), new Date(data.until ?? '')];
  if (Number.isNaN(since.getTime() + until.getTime())) throw new RangeError('a digest without its window');
  return { since, until };
}

/** As much of a list as a mail shows, and how long the whole is. */
export interface Excerpt<Row> {
  rows: Row[];
  total: number;
}

/** What the merchant's digest tells. Amounts in the currency's smallest unit, times in UTC. */
export interface DigestFacts {
  attention: Excerpt<{ number: number; attention: Attention | null; since: Date }>;
  disputed: Excerpt<{ number: number; since: Date }>;
  parcels: Excerpt<{ number: number; parcel: number; since: Date }>;
  backOrders: Excerpt<{ number: number; name: string; missing: number; since: Date }>;
  pools: Excerpt<{ slug: string; position: number; name: string; free: number }>;
  payments: Excerpt<{ number: number; amount: number; currency: string; since: Date }>;
  mails: Excerpt<{
    number: number | null;
    template: string;
    recipient: string;
    refused: boolean;
    error: string | null;
    since: Date;
  }>;
  messages: Excerpt<{ url: string; count: number; error: string | null }>;
  caught: Excerpt<{ number: number | null; eventId: string; since: Date }>;
  differences: Excerpt<{ number: number; amount: number; currency: string }>;
}

/** Entries of each part that a mail has room for. */
const mostRows = 8;

/** Whether there is anything to tell. */
export const nothingToDigest = (facts: DigestFacts): boolean =>
  Object.values(facts).every(({ total }) => total === 0);

/**
 * Gathers what the merchant's digest tells: one statement for each of its parts.
 *
 * @param locale of the product's names
 * @param now how long something waits is measured against it
 */
export async function loadDigestFacts(window: DigestWindow, locale: Locale, now: Date): Promise<DigestFacts> {
  const { since, until } = window;
  // One after the other: it is nobody's wait, and the shop needs its connections.
  return {
    attention: await withLines(await excerpt(sections.attention, [now])),
    disputed: await excerpt(sections.disputed, []),
    parcels: await excerpt(sections.parcels, [now]),
    backOrders: await excerpt(sections.backOrders, [locale]),
    pools: await excerpt(sections.pools, [locale]),
    payments: await excerpt(sections.payments, [now]),
    mails: await excerpt(sections.mails, [now, since, until]),
    messages: await excerpt(sections.messages, [now]),
    caught: await excerpt(sections.caught, [since, until]),
    differences: await excerpt(sections.differences, [since, until]),
  };
}

/** Each statement counts its whole list beside the rows it returns, so that one question answers both. */
async function excerpt<Row extends object>(sql: string, values: unknown[]): Promise<Excerpt<Row>> {
  const { rows } = await pool().query<Row & { total: number }>(`${sql} LIMIT ${mostRows}`, values);
  return { rows, total: rows[0]?.total ?? 0 };
}

/** Orders that need a hand, with the lines that the reasons are about. */
async function withLines(orders: Excerpt<{ id: string; number: number; attention: unknown; since: Date }>) {
  const lines = await db().orderLine.findMany({
    where: { orderId: { in: orders.rows.map(({ id }) => id) }, state: 'needs_attention' },
    select: { ...namedLine, id: true },
  });
  const rows = orders.rows.map(({ id: _, attention, ...row }) => ({
    ...row,
    attention: readAttention(attention, lines),
  }));
  return { ...orders, rows };
}
