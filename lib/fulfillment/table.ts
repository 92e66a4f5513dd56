import type { Statement } from '../db';

// A table behind an order's state: which columns are read and written, and the statements that do it. Rows travel as
// JSON, whole sets at a time, with the names of their fields; columns that are not listed keep their defaults.

type Fields<Row> = keyof Row & string;

interface TableOptions<Row> {
  key: Fields<Row>[];
  /** Fields beside the key that a row keeps for life: a plan that changes one is refused. */
  fixed?: Fields<Row>[];
  /** What is written instead of what the row says, as SQL over the row `r`. */
  written?: Record<string, string>;
  /** Fields that `written` reads beside those of the row. */
  extra?: Record<string, string>;
  /** JSON that is never SQL's NULL: a JSON null stays one. */
  jsonNull?: Fields<Row>[];
  /** A row the plan inserts may be there already. */
  upsert?: boolean;
  /** A plan may leave a row out, and so delete it. */
  deletable?: boolean;
}

export interface Table {
  name: string;
  key: readonly string[];
  fixed: readonly string[];
  deletable: boolean;
  fields: readonly string[];
  /** Fields that are times: strings in JSON. */
  times: readonly string[];
  /** The select list that gives the row its field names. */
  selected: string;
  insert(rows: readonly object[]): Statement;
  update(rows: readonly object[]): Statement;
  delete(rows: readonly object[]): Statement;
}

/** The column behind a field. */
const column = (field: string): string =>
  `"${field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}"`;

const list = (fields: readonly string[], form: (field: string) => string, separator = ', '): string =>
  fields.map(form).join(separator);

/**
 * Describes a table.
 *
 * @param columns the SQL type of each field
 */
export function table<Row>(
  name: string,
  columns: Record<Fields<Row>, string>,
  options: TableOptions<Row>,
): Table {
  const {
    key,
    fixed = [],
    written = {},
    extra = {},
    jsonNull = [],
    upsert = false,
    deletable = false,
  } = options;
  const types: Record<string, string> = { ...columns, ...extra };
  const fields = Object.keys(columns);
  const target = [...new Set([...fields, ...Object.keys(written)])];
  const changing = target.filter((field) => ![...key, ...fixed].some((kept) => kept === field));
  const given = (field: string): string =>
    written[field] ??
    (jsonNull.some((kept) => kept === field) ? `coalesce(r."${field}", 'null')` : `r."${field}"`);
  const record = (names: readonly string[]): string =>
    `jsonb_to_recordset($1::jsonb) AS r(${list(names, (field) => `"${field}" ${types[field]}`)})`;
  const sameRow = list(key, (field) => `t.${column(field)} = r."${field}"`, ' AND ');

  const insert = `
    INSERT INTO ${name} (${list(target, column)})
    SELECT ${list(target, given)} FROM ${record(Object.keys(types))}
    ${upsert ? `ON CONFLICT (${list(key, column)}) DO UPDATE SET ${list(changing, (field) => `${column(field)} = excluded.${column(field)}`)}` : ''}`;
  const update = `
    UPDATE ${name} AS t SET ${list(changing, (field) => `${column(field)} = ${given(field)}`)}
    FROM ${record(Object.keys(types))} WHERE ${sameRow}`;
  const remove = `DELETE FROM ${name} AS t USING ${record(key)} WHERE ${sameRow}`;
  const statement = (verb: string, text: string) => (rows: readonly object[]) => ({
    name: `${verb}_${name}`,
    text,
    values: [JSON.stringify(rows)],
  });

  return {
    ...{ name, key, fixed, deletable, fields },
    times: fields.filter((field) => types[field] === 'timestamptz'),
    selected: list(fields, (field) => `${column(field)} AS "${field}"`),
    insert: statement('insert', insert),
    update: statement('update', update),
    delete: statement('delete', remove),
  };
}

/** When the row was written, not when its transaction began: readers follow it, and a lock may have been waited for. */
export const writtenAt = { updatedAt: 'clock_timestamp()' };

/** A row out of JSON: its times are times again. Changes the row. */
export function revive<Row>({ times }: Table, row: Row): Row {
  const fields = row as Record<string, unknown>;
  for (const field of times) {
    const time = fields[field];
    if (typeof time === 'string') fields[field] = new Date(time);
  }
  return row;
}
