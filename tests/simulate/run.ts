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
 */
const { values } = parseArgs({
  options: { schedules: { type: 'string' }, seed: { type: 'string' }, replay: { type: 'string' } },
});
const seed = Number(values.seed ?? randomInt(2 ** 31));
const count = values.replay === undefined ? Number(values.schedules ?? 100_000) : 1;
const from = Number(values.replay ?? 0);
if (![seed, count, from].every(Number.isSafeInteger)) {
  console.error('--schedules, --seed and --replay take whole numbers.');
  process.exit(2);
}
console.log(`Seed ${seed}, ${count} schedules.`);
/** Processor time, so that a busy machine does not change the figure. */
const started = process.cpuUsage();
const seconds = () => {
  const { user, system } = process.cpuUsage(started);
  return (user + system) / 1_000_000;
};
const { played, decisions, found } = await simulate(seed, count, from, (done) =>
  console.log(`  ${done} played, ${Math.round(done / seconds())} a second of processor time`),
);
const took = seconds();
const rate = Math.round(played / took);
console.log(
  `${played} schedules, ${decisions} decisions in ${took.toFixed(1)} s of processor time: ${rate} schedules a second.`,
);
if (found) {
  const { index, failure, shrunk } = found;
  console.log(`Schedule ${index} of seed ${seed} fails: ${failure.message}`);
  console.log(`Shrunk to ${shrunk.steps.length} steps:`);
  for (const { kind, pick, roll } of shrunk.steps) console.log(`  ${kind} ${pick} ${roll}`);
  console.log(`Again: npm run simulate -- --seed ${seed} --replay ${index}`);
  process.exit(1);
}
console.log('Every invariant held.');
