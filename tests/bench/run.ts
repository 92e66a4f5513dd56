import './quiet';
import { writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { definitions, figuresOf, onDemand, type Round, type SeriesName, tableOf } from './figures';
import { describeProfiles } from './profile';
import { allSeries, floorFolder } from './series';
import { build, root } from './server';
import { withWorld } from './world';

/**
 * `npm run bench`: what the shop does, against the least that could be done, in one run on one machine. The ratios are
 * the figures to keep; the absolute ones change with the machine. docs/performance.md says what each of them means.
 *
 * - `--only key,key` measures these figures alone
 * - `--scale` measures beside a million orders as well
 * - `--rounds N` instead of three
 * - `--quick` shows that it runs: its figures mean nothing
 * - `--no-build` measures what was built before
 * - `--json FILE` writes the figures and every round down
 * - `--profile FOLDER` leaves CPU profiles of the worker and of the web server there, and prints what they show
 */
const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    quick: { type: 'boolean', default: false },
    json: { type: 'string' },
    rounds: { type: 'string' },
    scale: { type: 'boolean', default: false },
    profile: { type: 'string' },
    'no-build': { type: 'boolean', default: false },
  },
});
const usual = Object.keys(definitions).filter((key) => values.scale || !onDemand.has(key));
const keys = values.only?.split(',') ?? usual;
for (const key of keys) {
  if (!definitions[key]) {
    console.error(`There is no figure "${key}"; there are: ${Object.keys(definitions).join(', ')}`);
    process.exit(1);
  }
}
const { quick } = values;
const rounds = Number(values.rounds ?? (quick ? 1 : 3));
const sessions = quick ? 60 : 2_000;
const lengths = quick
  ? { warmUp: 1, load: 1, orders: 10, hand: 2, many: 5_000 }
  : { warmUp: 2, load: 5, orders: 20, hand: 6, many: 1_000_000 };
/** What does not vary, or is printed beside the figures only. */
const once: ReadonlySet<SeriesName> = new Set(['statements', 'limited']);
const needed = new Set(keys.flatMap((key) => definitions[key]?.needs ?? []));

if (!values['no-build']) {
  console.log('Building the shop and the floor …');
  await build(floorFolder);
  await build(root);
}
console.log(`Paying ${sessions} sessions …`);
await withWorld(sessions, async (world) => {
  const { series, stop } = allSeries(world, lengths, values.profile);
  const seen: Round[] = [];
  try {
    for (let number = 1; number <= rounds; number++) {
      // What is measured once counts for every round.
      const round: Round = {};
      for (const name of once) round[name] = seen[0]?.[name];
      for (const name of Object.keys(series) as SeriesName[]) {
        if (!needed.has(name) || round[name]) continue;
        const sample = await series[name]();
        round[name] = sample;
        const words = Object.entries(sample).map(
          ([what, value]) => `${what} ${Number(value.toPrecision(4))}`,
        );
        console.log(`  round ${number} of ${rounds}, ${name}: ${words.join(', ')}`);
      }
      seen.push(round);
    }
  } finally {
    await stop();
  }
  const figures = figuresOf(keys, seen);
  console.log(`\n${tableOf(figures)}`);
  if (values.json) {
    const machine = { cpus: cpus().length, model: cpus()[0]?.model ?? '', node: process.version };
    const written = { at: new Date().toISOString(), machine, quick, sessions, figures, rounds: seen };
    await writeFile(values.json, `${JSON.stringify(written, null, 2)}\n`);
  }
  for (const part of values.profile ? ['web', 'worker'] : []) {
    console.log(
      `\nWhere the ${part} spent its time\n${await describeProfiles(join(values.profile ?? '', part))}`,
    );
  }
});
