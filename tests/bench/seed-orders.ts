import type { ByHand } from './by-hand';
import type { Template } from './tokens';
import { connected } from './watch';

/** As many orders as one statement makes. */
const batch = 50_000;
/** Milliseconds since 1970 that the IDs of the first one begin with: older than anything the shop has written. */
const firstMoment = 1_600_000_000_000;

/**
 * Fills the tables with orders like the one the floor was learnt from, with IDs of their own in the order of time. What
 * Stripe answered is left out (`{}`): it is the bulk of a row, and nothing looks into it.
 */
export async function seedOrders(
  databaseUrl: string,
  { seeds, tokens }: ByHand,
  orders: number,
): Promise<void> {
  const client = await connected(databaseUrl);
  try {
    // Triggers and foreign keys were checked with the order this is a copy of.
    await client.query('SET session_replication_role = replica; SET synchronous_commit = off');
    const columns = tokens
      .map((token, at) => `${expressionOf(token.kind, token.was, at)} AS t${at}`)
      .join(', ');
    for (let from = 1; from <= orders; from += batch) {
      const to = Math.min(orders, from + batch - 1);
      const made = `(SELECT ${columns} FROM generate_series(${from}, ${to}) AS i) AS made`;
      for (const { text, values } of seeds) {
        const filled = text
          .replace(' VALUES ', () => ` SELECT given.* FROM ${made} CROSS JOIN LATERAL (VALUES `)
          .replace(/\$(\d+)::(jsonb?)?/g, (_, place, json) => {
            const value = sqlOf(values[Number(place) - 1] ?? null);
            return json && value.length > 300 ? `'{}'::${json}` : `(${value})::${json ?? ''}`;
          });
        await client.query(`${filled}) AS given`);
      }
    }
    await client.query('ANALYZE');
  } finally {
    await client.end();
  }
}

/** The token of the order numbered `i`. */
function expressionOf(kind: string, was: string, at: number): string {
  if (kind === 'number') return `(1000000 + i)::text`;
  if (kind === 'email') return `'seeded-' || i || '@example.com'`;
  if (kind === 'uuid' || kind === 'checkoutId') {
    return `overlay(md5('${at}-' || i) PLACING lpad(to_hex(${firstMoment} + i), 12, '0') FROM 1 FOR 12)::uuid::text`;
  }
  const kept = literal(was.slice(0, Math.max(0, was.length - 12)));
  return `${kept} || upper(left(md5('${at}-' || i), 12))`;
}

function sqlOf(template: Template): string {
  if (template === null) return 'NULL';
  if (template.length === 0) return `''`;
  return template.map((part) => (typeof part === 'number' ? `made.t${part}` : literal(part))).join(' || ');
}

const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;
