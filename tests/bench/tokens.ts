import { type Contents, type Row, type Table, typeOf } from './tables';

/** A value as PostgreSQL writes it, in pieces: a number stands for the token at that place. */
export type Template = (string | number)[] | null;

/** What identifies an order of the bench: its session, the checkout behind it, and who bought. */
export interface Order {
  sessionId: string;
  checkoutId: string;
  email: string;
}

export interface Token {
  /** What it was in the order the floor was learnt from. */
  was: string;
  kind: 'uuid' | 'text' | 'number' | keyof Order;
}

const isStripeId = /^[a-z]{2,5}_(test_)?\w{14,}$/;
export const numeric: ReadonlySet<string> = new Set(['smallint', 'integer', 'bigint', 'numeric']);

/** What has to be another in every order: IDs that are new, what is unique by itself, and Stripe's IDs. */
export function tokensOf(
  tables: Table[],
  before: Contents,
  inserted: Map<string, Row[]>,
  begun: Map<string, Row[]>,
  order: Order,
): Token[] {
  const known = new Set(
    [...before.values()].flatMap((rows) => [...rows.values()].flatMap((row) => Object.values(row))),
  );
  const tokens = new Map<string, Token>();
  for (const kind of ['sessionId', 'checkoutId', 'email'] as const) {
    tokens.set(order[kind], { was: order[kind], kind });
  }
  const add = (was: string | null | undefined, kind: Token['kind']) => {
    if (was && !tokens.has(was)) tokens.set(was, { was, kind });
  };
  for (const table of tables) {
    for (const row of inserted.get(table.name) ?? []) {
      for (const { name, type } of table.columns) {
        const value = row[name];
        if (!value || known.has(value)) continue;
        if (type === 'uuid') add(value, 'uuid');
        if (type === 'text' && isStripeId.test(value)) add(value, 'text');
      }
    }
  }
  for (const table of tables) {
    for (const row of [...(inserted.get(table.name) ?? []), ...(begun.get(table.name) ?? [])]) {
      for (const columns of table.unique) {
        const values = columns.map((name) => row[name] ?? '');
        const differs = values.some((value) => [...tokens.keys()].some((token) => value.includes(token)));
        if (differs) continue;
        for (const name of columns) {
          if (typeOf(table, name) === 'text') add(row[name], 'text');
          if (typeOf(table, name) === 'uuid') add(row[name], 'uuid');
        }
      }
    }
  }
  // A number that no two rows may share: the place of its column stands for what it was.
  for (const { name, columns, unique } of tables) {
    for (const column of columns) {
      const alone = unique.some((key) => key.length === 1 && key[0] === column.name);
      if (!alone || column.numbered || !numeric.has(column.type) || !inserted.has(name)) continue;
      const was = placeOf(name, column.name);
      tokens.set(was, { was, kind: 'number' });
    }
  }
  return [...tokens.values()];
}

/** What stands for a number of that column. No value of PostgreSQL's has a NUL in it. */
export const placeOf = (table: string, column: string): string => `\0${table}.${column}`;

/** Cuts values where a token is. */
export function templates(tokens: Token[]): (value: string | null | undefined) => Template {
  const place = new Map(tokens.map(({ was }, at) => [was, at]));
  const longestFirst = [...place.keys()].sort((a, b) => b.length - a.length);
  const any = new RegExp(
    `(${longestFirst.map((was) => was.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')})`,
  );
  return (value) => {
    if (value === null || value === undefined) return null;
    return value.split(any).flatMap((part) => (part === '' ? [] : [place.get(part) ?? part]));
  };
}
