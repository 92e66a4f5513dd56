import { spawn } from 'node:child_process';
import { cp, mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../../scripts/env';

/**
 * Shows that the simulator finds what it is for: plants one fault at a time in a copy of the shop, and plays until an
 * invariant fails. Run it with `npx tsx tests/simulate/plant-faults.ts`, and a word of a fault's name for that one.
 */
interface Fault {
  name: string;
  /** Whether only a play on a database can find it: in memory nothing is loaded and written. */
  onPostgres?: true;
  file: string;
  from: string;
  to: string;
}

const decision = 'lib/fulfillment/decision';
const faults: Fault[] = [
  {
    name: 'keys that are granted already are not looked at: granted twice',
    file: 'lib/fulfillment/kinds/license-key/index.ts',
    from: 'const inHand = inForce(keys).length;',
    to: 'const inHand = 0;',
  },
  {
    name: 'a checkout that ends does not release what it holds',
    file: `${decision}/find-checkout.ts`,
    from: "'expired' | 'failed'): void {\n  releaseHolds(draft, checkoutId);",
    to: "'expired' | 'failed'): void {",
  },
  {
    name: 'an answer that is stale is written all the same',
    file: `${decision}/apply-money.ts`,
    from: 'disputesRevision: orderOf(draft).disputesRevision + 1',
    to: 'disputesRevision: 0',
  },
  {
    name: 'units that were refunded are not taken back',
    file: `${decision}/line-units.ts`,
    from: "payment === 'refunded' ? 0 : quantity - unitsRefunded",
    to: "payment === 'refunded' ? 0 : Math.max(quantity, unitsRefunded)",
  },
  {
    name: 'a key that is drawn stays in the pool: given twice',
    file: 'lib/fulfillment/kinds/license-key/index.ts',
    from: 'draft.goods.freeKeys.filter(({ id }) => !ids.has(id))',
    to: 'draft.goods.freeKeys.filter(({ id }) => ids.size < 0 || id !== null)',
  },
  {
    name: 'stock that was taken already is taken again by a retry',
    file: `${decision}/line-units.ts`,
    from: 'wanted - Math.max(stockTaken, granted)',
    to: 'wanted - Math.min(stockTaken, granted)',
  },
  {
    name: 'goods are granted while the payment is contested',
    file: `${decision}/reconcile-lines.ts`,
    from: 'const mayGrant = isPaid(order.payment);',
    to: "const mayGrant = isPaid(order.payment) || order.payment === 'disputed';",
  },
  {
    name: 'a refund that failed is not reversed in the ledger',
    file: `${decision}/ledger.ts`,
    from: "add('refund_failed', id, amount, currency)",
    to: "known.delete('')",
  },
  {
    name: 'an older answer about a renewal is written over a newer one',
    file: `${decision}/freshness.ts`,
    from: 'order.disputesRevision > disputesRevision',
    to: 'order.disputesRevision > disputesRevision + 1',
  },
  {
    name: 'the second order of a transaction does not see what the first took from the shelf',
    file: `${decision}/decide-all.ts`,
    from: 'goods = decision.plan.goods;',
    to: 'goods = loaded.goods;',
  },
  {
    name: 'rows that a plan leaves out are not deleted',
    onPostgres: true,
    file: 'lib/fulfillment/write-plans.ts',
    from: 'if (deleted.length > 0)',
    to: 'if (deleted.length > 1000)',
  },
  {
    name: 'the disputes of an order are not loaded',
    onPostgres: true,
    file: 'lib/fulfillment/load-facts.ts',
    from: 'disputes: ofOrder(sets.disputes)',
    to: 'disputes: []',
  },
  {
    name: 'of a batch only the first order’s timeline is written',
    onPostgres: true,
    file: 'lib/fulfillment/write-plans.ts',
    from: 'return plans.flatMap((plan, index) => {\n    const { trigger, eventId, actor, startedAt }',
    to: 'return plans.slice(0, 1).flatMap((plan, index) => {\n    const { trigger, eventId, actor, startedAt }',
  },
  {
    name: 'a column is written from another one',
    onPostgres: true,
    file: 'lib/fulfillment/kinds/license-key/tables.ts',
    from: "{ key: ['id'], fixed:",
    to: `{ written: { revokedAt: 'r."grantedAt"' }, key: ['id'], fixed:`,
  },
  {
    name: 'of a pool one key is loaded, however many are needed',
    onPostgres: true,
    file: 'lib/fulfillment/load-facts.ts',
    from: 'LIMIT $6::int + (SELECT coalesce(sum(quantity), 0) FROM own_line)',
    to: 'LIMIT least(1, $6::int + (SELECT coalesce(sum(quantity), 0) FROM own_line))',
  },
];
const [word = ''] = process.argv.slice(2);
const chosen = faults.filter(({ name }) => name.includes(word));

/** What a play needs of the project; on a database also what starts one. */
const parts = ['lib', 'tests/simulate'];
const partsOnPostgres = [...parts, 'prisma', 'sandbox', 'scripts', 'messages', 'tests/support'];

const seconds = 60;

/** @returns the first invariant that failed, and after how many seconds; null where none did in a minute */
async function find(fault: Fault): Promise<{ what: string; after: number } | null> {
  const copy = join(root, '.data', `planted-${process.pid}`);
  await rm(copy, { recursive: true, force: true });
  await mkdir(join(copy, 'tests'), { recursive: true });
  try {
    for (const part of fault.onPostgres ? partsOnPostgres : parts)
      await cp(join(root, part), join(copy, part), { recursive: true });
    for (const file of ['package.json', 'tsconfig.json']) await cp(join(root, file), join(copy, file));
    await symlink(join(root, 'node_modules'), join(copy, 'node_modules'));
    const source = await readFile(join(copy, fault.file), 'utf8');
    if (source.split(fault.from).length !== 2)
      throw new Error(`“${fault.from}” is not once in ${fault.file}`);
    await writeFile(
      join(copy, fault.file),
      source.replace(fault.from, () => fault.to),
    );
    const started = performance.now();
    const output = await run(copy, fault.onPostgres ?? false);
    const [, what] = /fails: (.*)/.exec(output) ?? [];
    return what ? { what, after: (performance.now() - started) / 1000 } : null;
  } finally {
    await rm(copy, { recursive: true, force: true });
  }
}

async function run(cwd: string, onPostgres: boolean): Promise<string> {
  const many = onPostgres ? ['--postgres', '10000'] : ['--schedules', '1000000'];
  const limits = ['--seed', '1', '--seconds', String(seconds), '--no-shrink'];
  const args = ['--import', 'tsx', 'tests/simulate/run.ts', ...limits, ...many];
  const child = spawn(process.execPath, args, {
    cwd,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const words: string[] = [];
  child.stdout.setEncoding('utf8').on('data', (text: string) => words.push(text));
  await new Promise((resolve) => child.once('close', resolve));
  return words.join('');
}

let missed = 0;
for (const fault of chosen) {
  const found = await find(fault);
  if (!found) missed += 1;
  const said = found ? `found after ${found.after.toFixed(1)} s: ${found.what.slice(0, 110)}` : 'NOT FOUND';
  console.log(`${found ? '✓' : '✗'} ${fault.name}\n    ${said}`);
}
console.log(`${chosen.length - missed} of ${chosen.length} faults were found within ${seconds} s each.`);
process.exit(missed === 0 ? 0 : 1);
