import './quiet';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startMailbox } from '../../sandbox/mailbox';
import { startPostgres } from '../../sandbox/postgres';
import { startSandbox } from '../../sandbox/stripe/server';
import { applySettings, testSettings } from '../support/settings';
import { buildTemplate } from '../support/template';
import { createDatabase } from '../support/test-server';
import { fulfillmentRates } from './fulfillment';
import { benchSecret, type Figures, load } from './load';
import { build, serve } from './server';

/**
 * `npm run bench`: what the shop does, against the least that could be done, in one run on one machine. The ratios are
 * the figures to keep; the absolute ones change with the machine.
 */
const seconds = 6;
const rounds = 3;
const root = join(import.meta.dirname, '../..');
const floorFolder = join(import.meta.dirname, 'floor');

const median = (values: number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
const middle = (runs: Figures[]): Figures => ({
  rate: median(runs.map((run) => run.rate)),
  p50: median(runs.map((run) => run.p50)),
  p99: median(runs.map((run) => run.p99)),
  refused: runs.reduce((sum, run) => sum + run.refused, 0),
});
const line = (name: string, run: Figures, floor: Figures) =>
  console.log(
    `  ${name.padEnd(46)}${run.rate.toFixed(0).padStart(6)}/s  p50 ${run.p50.toFixed(0).padStart(3)} ms  p99 ${run.p99.toFixed(0).padStart(4)} ms  ratio ${(run.rate / floor.rate).toFixed(2)}${run.refused ? `  (${run.refused} refused)` : ''}`,
  );

const scratch = await mkdtemp(join(tmpdir(), 'bottega-bench-'));
const postgres = await startPostgres({ dataDir: join(scratch, 'postgres') });
const mailbox = await startMailbox({ port: 0, dataDir: null });
const sandbox = await startSandbox({ port: 0, dataDir: null });
try {
  await buildTemplate({ adminUrl: postgres.url('postgres'), template: 'template_bench' });
  for (const name of ['off', 'inline', 'fulfillment']) {
    await createDatabase(postgres.url('postgres'), name, 'template_bench');
  }
  const settings = {
    ...testSettings,
    STRIPE_API_URL: sandbox.url,
    STRIPE_WEBHOOK_SECRET: benchSecret,
    SMTP_URL: mailbox.smtpUrl,
  };
  applySettings({ ...settings, DATABASE_URL: postgres.url('fulfillment') });

  console.log('Building the shop and the floor …');
  await build(floorFolder);
  await build(root);

  const floors: Figures[] = [];
  const off: Figures[] = [];
  const inline: Figures[] = [];
  for (let round = 0; round < rounds; round++) {
    const runs = [
      { kept: floors, folder: floorFolder, more: {} },
      { kept: off, folder: root, more: { ...settings, DATABASE_URL: postgres.url('off'), WORKER: 'off' } },
      {
        kept: inline,
        folder: root,
        more: { ...settings, DATABASE_URL: postgres.url('inline'), WORKER: 'inline' },
      },
    ];
    for (const { kept, folder, more } of runs) {
      const server = await serve(folder, more);
      await load(server.url, 2);
      kept.push(await load(server.url, seconds));
      await server.stop();
    }
  }
  const floor = middle(floors);
  console.log(`\nThe webhook's answer (16 connections, 2.7 kB signed events, median of ${rounds} runs)`);
  line('floor: a route that only verifies', floor, floor);
  line('the shop, worker elsewhere (WORKER=off)', middle(off), floor);
  line('the shop, worker in the process (inline)', middle(inline), floor);

  const { syncCatalogue } = await import('../../lib/sync/sync-catalogue');
  await syncCatalogue(() => {});
  const { fulfilled, retrieved } = await fulfillmentRates(sandbox);
  console.log('\nFrom paid to fulfilled (one worker, orders of two lines and three kinds)');
  console.log(`  floor: asking Stripe for the session          ${retrieved.toFixed(0).padStart(6)}/s`);
  console.log(
    `  orders fulfilled                              ${fulfilled.toFixed(0).padStart(6)}/s  ratio ${(fulfilled / retrieved).toFixed(2)}`,
  );
  const { disconnect } = await import('../../lib/db');
  await disconnect();
} finally {
  await sandbox.stop();
  await mailbox.stop();
  await postgres.stop();
  await rm(scratch, { recursive: true, force: true });
}
