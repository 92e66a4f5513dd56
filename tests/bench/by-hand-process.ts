import { randomBytes } from 'node:crypto';
import pg from 'pg';
import type { ByHand } from './by-hand';
import { answerCalls } from './helper';
import type { Order, Template, Token } from './tokens';

/** Writes orders by hand: no Prisma, no reading, one prepared statement a table, one transaction an order. */
let pool: pg.Client[] = [];
/** Above any number the shop has given. */
let lastNumber = 1_000_000_000;

export interface HandRequest {
  byHand: ByHand;
  orders: Order[];
  databaseUrl: string;
  concurrency: number;
  /** None is begun after so many. */
  seconds: number;
}

export const handCalls = {
  async write({ byHand, orders, databaseUrl, concurrency, seconds }: HandRequest) {
    pool = Array.from({ length: concurrency }, () => new pg.Client({ connectionString: databaseUrl }));
    await Promise.all(pool.map((client) => client.connect()));
    const rest = orders.values();
    const start = performance.now();
    const elapsed = () => (performance.now() - start) / 1000;
    let written = 0;
    await Promise.all(
      pool.map(async (client) => {
        for (const order of rest) {
          if (elapsed() >= seconds) return;
          await write(client, byHand, order);
          written += 1;
        }
      }),
    );
    const took = elapsed();
    await Promise.all(pool.map((client) => client.end()));
    return { orders: written, seconds: took };
  },
};

async function write(client: pg.Client, { statements, tokens }: ByHand, order: Order): Promise<void> {
  const fresh = tokens.map((token) => freshOf(token, order));
  await client.query('BEGIN');
  for (const [at, { text, values }] of statements.entries()) {
    await client.query({ name: `by_hand_${at}`, text, values: values.map((value) => filled(value, fresh)) });
  }
  await client.query('COMMIT');
}

function filled(template: Template, fresh: string[]): string | null {
  if (template === null) return null;
  return template.map((part) => (typeof part === 'number' ? fresh[part] : part)).join('');
}

/** Another of the same shape. */
function freshOf({ was, kind }: Token, order: Order): string {
  if (kind === 'uuid') return uuid7();
  if (kind === 'number') return String(++lastNumber);
  if (kind !== 'text') return order[kind];
  const random = randomBytes(12).toString('hex').toUpperCase();
  return was.slice(0, Math.max(0, was.length - random.length)) + random.slice(-was.length);
}

/** IDs grow with time, as the shop's do: a random one would land anywhere in the index. */
function uuid7(): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(Date.now(), 0, 6);
  bytes.writeUInt8(((bytes[6] ?? 0) & 0x0f) | 0x70, 6);
  bytes.writeUInt8(((bytes[8] ?? 0) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

answerCalls(handCalls);
