import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { simulate } from './play';

/**
 * `npm run simulate`: plays schedules of everything that can happen to orders against the decision, in memory, and holds
 * every invariant after every write.
 *
 * - `--schedules N` so many; 100,000 unless told
 * - `--seed S` the same seed plays the same schedules; a new one unless told
 * - `--replay K` plays schedule K of the seed alone
 * - `--seconds T` begins none any more after so long
 * - `--no-shrink` prints a schedule that fails as it is
 * - `--postgres` plays them on a PostgreSQL of its own too, which has to agree row by row; `--postgres N` so many
 */
const { values, positionals } = parseArgs({
  options: {
    ...{ schedules: { type: 'string' }, seed: { type: 'string' }, replay: { type: 'string' } },
    ...{ seconds: { type: 'string' }, postgres: { type: 'boolean' }, 'no-shrink': { type: 'boolean' } },
  },
  allowPositionals: true,
});
const seed = Number(values.seed ?? randomInt(2 ** 31));
const wanted = values.postgres ? (positionals[0] ?? 50) : (values.schedules ?? 100_000);
const count = values.replay === undefined ? Number(wanted) : 1;
const from = Number(values.replay ?? 0);
const seconds = Number(values.seconds ?? Number.POSITIVE_INFINITY);
const shrinks = !values['no-shrink'];
if (![seed, count, from].every(Number.isSafeInteger) || Number.isNaN(seconds)) {
  console.error('--schedules, --postgres, --seed, --replay and --seconds take numbers.');
  process.exit(2);
}
console.log(`Seed ${seed}, ${count} schedules${values.postgres ? ', on PostgreSQL too' : ''}.`);
/** Processor time, so that a busy machine does not change the figure. */
const started = process.cpuUsage();
const used = () => {
  const { user, system } = process.cpuUsage(started);
  return (user + system) / 1_000_000;
};
const onProgress = (done: number) =>
  console.log(`  ${done} played, ${Math.round(done / used())} a second of processor time`);
/** Only where it is wanted: it brings a PostgreSQL along. */
async function simulateOnPostgres() {
  process.env.LOG_LEVEL = 'silent';
  const { withPostgres } = await import('./postgres/server');
  return await withPostgres((playOne) => simulate(seed, count, { from, seconds, playOne, shrinks }));
}
const { played, decisions, found } = values.postgres
  ? await simulateOnPostgres()
  : await simulate(seed, count, { from, seconds, onProgress, shrinks });
const took = used();
const rate = Math.round(played / took);
console.log(
  `${played} schedules, ${decisions} decisions in ${took.toFixed(1)} s of processor time: ${rate} schedules a second.`,
);
if (found) {
  const { index, failure, shrunk } = found;
  console.log(`Schedule ${index} of seed ${seed} fails: ${failure.message}`);
  console.log(`Shrunk to ${shrunk.steps.length} steps:`);
  for (const { kind, pick, roll } of shrunk.steps) console.log(`  ${kind} ${pick} ${roll}`);
  console.log(
    `Again: npm run simulate -- --seed ${seed} --replay ${index}${values.postgres ? ' --postgres' : ''}`,
  );
  process.exit(1);
}
console.log(values.postgres ? 'Every invariant held, and both agreed row by row.' : 'Every invariant held.');
