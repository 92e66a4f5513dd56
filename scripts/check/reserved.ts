import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { tables } from '../../lib/fulfillment/tables';
import { readSources, type Sources, withoutComments } from './sources';

/** Something that only certain files of `lib` and `app` may say. A path that ends with a slash is a folder. */
interface Reservation {
  words: RegExp;
  allowed: readonly string[];
  because: string;
}

const reservations: readonly Reservation[] = [
  {
    // I9: what the timeline says, the tables say, too; only what shows, translates or erases it reads it.
    words:
      /timelineEntry\.(find|aggregate|count|groupBy)\w*|\btimeline: (\{|true)|(?<!INSERT INTO )\btimeline_entry\b/,
    allowed: [
      'lib/timeline/',
      'lib/buyers/erase-texts.ts',
      'lib/orders/merchant/load-order.ts',
      'lib/orders/merchant/pulse.ts',
    ],
    because: 'the timeline is written and shown, never read to decide: keep what is decided by in a table',
  },
  {
    // One function takes the locks, in one order.
    words: /\borders\b(?:[^`;()]|\((?:[^`;()]|\([^`;()]*\))*\))*\bFOR (?:NO KEY )?UPDATE\b/,
    allowed: ['lib/locks/'],
    because: 'only lib/locks locks orders: two files that do it on their own wait for each other one day',
  },
];

/**
 * Who else writes to a table whose rows `decide` turns into others, and why: docs/decisions.md, “Every row of an order
 * is written by the one writer”.
 */
const alsoWritten: Readonly<Record<string, readonly string[]>> = {
  orders: ['lib/fulfillment/write-plans.ts', 'lib/jobs/sweep.ts'],
  checkout: ['lib/checkout/start-checkout.ts', 'lib/checkout/end-checkout.ts'],
  hold: ['lib/stock/holds.ts'],
  stock: [
    ...['lib/stock/holds.ts', 'lib/stock/receive-stock.ts'],
    ...['lib/license-keys/load-keys.ts', 'lib/license-keys/withdraw-keys.ts'],
  ],
  license_key: ['lib/license-keys/load-keys.ts', 'lib/license-keys/withdraw-keys.ts'],
  download_grant: ['lib/orders/buyer/download.ts'],
};

const verbs =
  '(?:create|createMany|createManyAndReturn|update|updateMany|updateManyAndReturn|upsert|delete|deleteMany)';
const statement = '(?:INSERT\\s+INTO|UPDATE|DELETE\\s+FROM|MERGE\\s+INTO|TRUNCATE(?:\\s+TABLE)?|COPY)';

/** How Prisma calls the model of a table. */
export const modelOf = (table: string): string =>
  table === 'orders' ? 'order' : table.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase());

/** Names under which other models of a schema reach a model, and so could write to it. */
function relationsTo(schema: string, model: string): string[] {
  const type = (model[0] ?? '').toUpperCase() + model.slice(1);
  return [...schema.matchAll(/^ {2}(\w+)\s+(\w+)(?:\[\]|\?)?(?=\s|$)/gm)].flatMap(([, field, of]) =>
    field && of === type ? [field] : [],
  );
}

/** A write to a table: through its model, through a relation of another model, or in SQL. */
function writesTo(table: string, schema: string): RegExp {
  const model = modelOf(table);
  const relations = relationsTo(schema, model);
  const nested = `\\b(?:${relations.join('|')}):\\s*\\{\\s*(?:${verbs}|connectOrCreate)\\s*:`;
  return new RegExp(
    [
      `\\.${model}\\s*\\.${verbs}\\(`,
      `\\b${statement}\\s+(?:ONLY\\s+)?(?:public\\.)?"?${table}\\b`,
      ...(relations.length > 0 ? [nested] : []),
    ].join('|'),
  );
}

/** Every table behind an order's state is the writer's, those of every kind included. */
const writers = (schema: string): Reservation[] => [
  {
    words: new RegExp(`\\b${statement}\\s+"?\\$\\{`),
    allowed: ['lib/fulfillment/table.ts'],
    because: 'a statement that writes names its table, so that it can be seen which it is',
  },
  ...Object.values(tables).map(({ name }) => ({
    words: writesTo(name, schema),
    allowed: alsoWritten[name] ?? [],
    because: `only the writer writes to ${name}: let decide turn the rows into others (lib/fulfillment)`,
  })),
];

/**
 * What files say that is reserved to others, and which of those never say it, as sentences.
 *
 * @param sources of `lib` and `app`
 * @param schema Prisma's, for the relations by which one model writes to another
 */
export function trespasses(sources: Sources, schema = ''): string[] {
  return [...reservations, ...writers(schema)].flatMap(({ words, allowed, because }) => {
    const saying = [...sources].flatMap(([file, source]) => {
      const said = words.exec(withoutComments(source))?.[0];
      return said ? [{ file, said: said.replaceAll(/\s+/g, ' ') }] : [];
    });
    const mayIt = (file: string) =>
      allowed.some((part) => file === part || (part.endsWith('/') && file.startsWith(part)));
    const idle = allowed.filter((part) => !part.endsWith('/') && !saying.some(({ file }) => file === part));
    return [
      ...saying
        .filter(({ file }) => !mayIt(file))
        .map(({ file, said }) => `${file} says “${said}”: ${because}`),
      ...idle.map((file) => `${file} does not need its exception in scripts/check/reserved.ts any more`),
    ];
  });
}

/** Checks that the timeline is not read to decide, and that orders are locked and written in one place. */
export const checkReserved = async (root: string): Promise<string[]> =>
  trespasses(
    await readSources(root, ['lib/', 'app/']),
    await readFile(join(root, 'prisma/schema.prisma'), 'utf8'),
  );
