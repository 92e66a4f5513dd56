import { type Contents, compare, quoted, type Row, type Table, typeOf } from './tables';
import { numeric, type Order, placeOf, type Template, type Token, templates, tokensOf } from './tokens';

/**
 * The floor of fulfilment: the rows that one order leaves behind, learnt from one that the shop has made, as one
 * prepared statement a table. Learnt anew in each run, so that it writes what the shop writes today.
 */
export interface ByHand {
  statements: HandStatement[];
  /** What differs from order to order; a template names it by its place here. */
  tokens: Token[];
  /** How many rows each table gains by one order. */
  rows: Record<string, number>;
  /** Statements that make an order from nothing, its checkout as well: for filling tables. */
  seeds: HandStatement[];
}

export interface HandStatement {
  table: string;
  text: string;
  values: Template[];
}

const jobs = 'graphile_worker._private_jobs';

/**
 * @param tasks the queue's tasks by their number, as the queue keeps them
 * @param order the one that was written between the two readings
 */
export function learnByHand(
  tables: Table[],
  before: Contents,
  after: Contents,
  order: Order,
  tasks: Map<string, string>,
): ByHand {
  const written = compare(tables, before, after);
  const ofOrder = tables.filter(({ name }) => !name.startsWith('graphile_worker.'));
  // What was there before and is of this order alone: its checkout, and what that holds.
  const begun = new Map(
    [...written.changed].flatMap(([name, changes]) => {
      const own = changes
        .map(({ after }) => after)
        .filter((row) => Object.values(row).includes(order.checkoutId));
      return own.length > 0 ? [[name, own] as const] : [];
    }),
  );
  const tokens = tokensOf(ofOrder, before, written.inserted, begun, order);
  const template = templates(tokens);

  const inserts = inOrder(ofOrder.filter(({ name }) => written.inserted.has(name))).map((table) =>
    insertOf(table, written.inserted.get(table.name) ?? [], template),
  );
  const queued = (written.inserted.get(jobs) ?? []).map((row) => jobOf(row, tasks));
  const updates = ofOrder.flatMap((table) =>
    updatesOf(table, written.changed.get(table.name) ?? [], template),
  );
  // Rows that all orders write come last: their locks are held until the commit.
  const isOwn = ({ values }: HandStatement) =>
    values.some((value) => value?.some((part) => typeof part === 'number'));
  return {
    tokens,
    statements: [
      ...inserts,
      ...updates.filter(isOwn),
      ...(queued.length > 0 ? [jobsStatement(queued, template)] : []),
      ...updates.filter((update) => !isOwn(update)),
    ],
    seeds: [
      ...inOrder(ofOrder.filter(({ name }) => begun.has(name))).map((table) =>
        insertOf(table, begun.get(table.name) ?? [], template),
      ),
      ...inserts,
    ],
    rows: Object.fromEntries(ofOrder.map(({ name }) => [name, written.inserted.get(name)?.length ?? 0])),
  };
}

/** Tables after those they refer to. */
function inOrder(tables: Table[]): Table[] {
  const sorted: Table[] = [];
  const visit = (table: Table, on: ReadonlySet<string>) => {
    if (sorted.includes(table) || on.has(table.name)) return;
    for (const name of table.refersTo) {
      const other = tables.find((one) => one.name === name);
      if (other) visit(other, new Set([...on, table.name]));
    }
    sorted.push(table);
  };
  for (const table of tables) visit(table, new Set());
  return sorted;
}

function insertOf(table: Table, rows: Row[], template: ReturnType<typeof templates>): HandStatement {
  const columns = table.columns.filter(
    ({ name, numbered }) => !numbered && rows.some((row) => row[name] !== null),
  );
  const values: Template[] = [];
  const lists = rows.map((row) => {
    const places = columns.map(({ name, type }) => {
      const counted = template(placeOf(table.name, name));
      const value = typeof counted?.[0] === 'number' ? counted : template(row[name]);
      return `$${values.push(value)}::${type}`;
    });
    return `(${places.join(', ')})`;
  });
  const names = columns.map(({ name }) => quoted(name)).join(', ');
  return {
    table: table.name,
    text: `INSERT INTO ${table.name} (${names}) VALUES ${lists.join(', ')}`,
    values,
  };
}

type Change = { before: Row; after: Row };

/** One statement for all rows in which the same columns have changed; amounts change by what they changed by. */
function updatesOf(table: Table, changes: Change[], template: ReturnType<typeof templates>): HandStatement[] {
  const alike = Map.groupBy(changes, ({ before, after }) =>
    table.columns
      .filter(({ name }) => before[name] !== after[name])
      .map(({ name }) => name)
      .join(),
  );
  return [...alike.values()].map((rows) => {
    const changed = table.columns.filter(({ name }) => rows[0]?.before[name] !== rows[0]?.after[name]);
    const isAmount = (name: string) =>
      numeric.has(typeOf(table, name)) &&
      rows.every(({ before, after }) => before[name] !== null && after[name] !== null);
    const values: Template[] = [];
    const lists = rows.map(({ before, after }) => {
      const keys = table.primaryKey.map(
        (name) => `$${values.push(template(before[name]))}::${typeOf(table, name)}`,
      );
      const sets = changed.map(({ name, type }) => {
        const value = isAmount(name) ? String(Number(after[name]) - Number(before[name])) : after[name];
        return `$${values.push(isAmount(name) ? [value ?? ''] : template(value))}::${type}`;
      });
      return `(${[...keys, ...sets].join(', ')})`;
    });
    const names = [...table.primaryKey.map((name) => `k_${name}`), ...changed.map(({ name }) => `v_${name}`)];
    const sets = changed.map(({ name }) => {
      const value = `new.${quoted(`v_${name}`)}`;
      return `${quoted(name)} = ${isAmount(name) ? `old.${quoted(name)} + ${value}` : value}`;
    });
    const same = table.primaryKey.map((name) => `old.${quoted(name)} = new.${quoted(`k_${name}`)}`);
    const text = `UPDATE ${table.name} AS old SET ${sets.join(', ')} FROM (VALUES ${lists.join(', ')}) AS new (${names.map(quoted).join(', ')}) WHERE ${same.join(' AND ')}`;
    return { table: table.name, text, values };
  });
}

function jobOf(row: Row, tasks: Map<string, string>) {
  return {
    identifier: tasks.get(row.task_id ?? '') ?? '',
    payload: JSON.parse(row.payload ?? '{}') as unknown,
    max_attempts: Number(row.max_attempts),
    job_key: row.key,
    priority: Number(row.priority),
  };
}

/** The queue takes jobs through its own function, which also wakes the workers. */
function jobsStatement(queued: unknown[], template: ReturnType<typeof templates>): HandStatement {
  return {
    table: jobs,
    text: `SELECT count(*) FROM graphile_worker.add_jobs(
      ARRAY(SELECT json_populate_recordset(NULL::graphile_worker.job_spec, $1::json)), true)`,
    values: [template(JSON.stringify(queued))],
  };
}
