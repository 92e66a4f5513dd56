import type pg from 'pg';

/** A table of the shop's or of its queue, as PostgreSQL describes it. */
export interface Table {
  /** With its schema, quoted. */
  name: string;
  columns: { name: string; type: string; numbered: boolean }[];
  primaryKey: string[];
  unique: string[][];
  /** The tables it refers to. */
  refersTo: string[];
}

/** Every value as PostgreSQL writes it, by column. */
export type Row = Record<string, string | null>;

/** The rows of every table, each under its primary key. */
export type Contents = Map<string, Map<string, Row>>;

const describe = `
  SELECT format('%I.%I', n.nspname, c.relname) AS name,
    (SELECT json_agg(json_build_object(
        'name', a.attname, 'type', format_type(a.atttypid, a.atttypmod),
        'numbered', a.attidentity <> '' OR coalesce(pg_get_expr(d.adbin, d.adrelid), '') LIKE 'nextval%')
        ORDER BY a.attnum)
      FROM pg_attribute a LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
      WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '') AS columns,
    coalesce((SELECT json_agg(json_build_object('primary', i.indisprimary, 'columns',
        ARRAY(SELECT a.attname FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum = ANY(i.indkey))))
      FROM pg_index i WHERE i.indrelid = c.oid AND i.indisunique), '[]') AS keys,
    ARRAY(SELECT format('%I.%I', fn.nspname, f.relname) FROM pg_constraint k
      JOIN pg_class f ON f.oid = k.confrelid JOIN pg_namespace fn ON fn.oid = f.relnamespace
      WHERE k.conrelid = c.oid AND k.contype = 'f' AND k.confrelid <> c.oid) AS refers_to
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE n.nspname IN ('public', 'graphile_worker') AND c.relkind IN ('r', 'p') AND NOT c.relispartition
  ORDER BY 1`;

/** Describes every table of a database: nothing here is written down twice, so nothing falls behind the schema. */
export async function describeTables(client: pg.ClientBase): Promise<Table[]> {
  const { rows } = await client.query<{
    name: string;
    columns: Table['columns'];
    keys: { primary: boolean; columns: string[] }[];
    refers_to: string[];
  }>(describe);
  return rows.map(({ name, columns, keys, refers_to }) => ({
    name,
    columns,
    primaryKey: keys.find(({ primary }) => primary)?.columns ?? columns.map((column) => column.name),
    unique: keys.map((key) => key.columns),
    refersTo: refers_to,
  }));
}

/** The primary key of a row, as one text. */
export const keyOf = (table: Table, row: Row): string =>
  JSON.stringify(table.primaryKey.map((column) => row[column]));

/** Reads everything a database holds. For small ones. */
export async function readContents(client: pg.ClientBase, tables: Table[]): Promise<Contents> {
  const contents: Contents = new Map();
  for (const table of tables) {
    const columns = table.columns.map(({ name }) => `${quoted(name)}::text`).join(', ');
    const { rows } = await client.query<Row>(`SELECT ${columns} FROM ${table.name}`);
    contents.set(table.name, new Map(rows.map((row) => [keyOf(table, row), row])));
  }
  return contents;
}

/** The type of a column, as PostgreSQL names it. */
export const typeOf = (table: Table, column: string): string =>
  table.columns.find(({ name }) => name === column)?.type ?? 'text';

export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** What was written between two readings. */
export interface Written {
  inserted: Map<string, Row[]>;
  changed: Map<string, { before: Row; after: Row }[]>;
}

/** @throws Error where a row has gone: no order deletes anything */
export function compare(tables: Table[], before: Contents, after: Contents): Written {
  const written: Written = { inserted: new Map(), changed: new Map() };
  for (const { name } of tables) {
    const old = before.get(name) ?? new Map<string, Row>();
    const now = after.get(name) ?? new Map<string, Row>();
    const inserted = [...now].filter(([key]) => !old.has(key)).map(([, row]) => row);
    if (inserted.length > 0) written.inserted.set(name, inserted);
    const changed = [...old].flatMap(([key, row]) => {
      const other = now.get(key);
      if (!other) throw new Error(`An order took the row ${key} out of ${name}, which the floor cannot do.`);
      return Object.keys(row).some((column) => row[column] !== other[column])
        ? [{ before: row, after: other }]
        : [];
    });
    if (changed.length > 0) written.changed.set(name, changed);
  }
  return written;
}

/** How many rows were written, as `public.orders +1`, `public.stock ~1`, to be compared. */
export function rowCounts({ inserted, changed }: Written): string[] {
  return [
    ...[...inserted].map(([table, rows]) => `${table} +${rows.length}`),
    ...[...changed].map(([table, rows]) => `${table} ~${rows.length}`),
  ].sort();
}
