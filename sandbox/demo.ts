import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { requireNode } from '../scripts/node-version';
import { whenParentGoes } from '../scripts/parent';
import { banner, dataPlaces } from './demo/banner';
import { type Stack, startStack } from './demo/stack';
import { printedSteps } from './demo/steps';
import { trouble } from './trouble';

const usage = `The whole shop on this machine: PostgreSQL, a stand-in for Stripe, a mailbox, the shop.

  npm run demo                  the production build; Ctrl-C stops everything
  npm run demo -- --reset       the same, and forgets what was sold before
  npm run dev                   the sources, with hot reload
  PORT=4300 npm run demo        on another port than 3000`;

/**
 * `npm run demo`: the whole shop on this machine, with nothing to sign up for. `--reset` forgets what was sold before;
 * `--dev` (`npm run dev`) serves the sources with hot reload instead of a production build.
 */
requireNode();
const values = readFlags();
if (values.help) {
  console.log(usage);
  process.exit(0);
}
const dataDir = join(import.meta.dirname, '../.data');

let stack: Stack | undefined;
let leaving = false;
/** Stops everything, then ends the process. Whatever goes wrong meanwhile, nothing of the demo stays behind. */
async function leave(code: number, farewell: string): Promise<void> {
  if (leaving) return;
  leaving = true;
  // Still starting: nothing to wait for but what is under way, and leaving takes it along.
  if (!stack) process.exit(code || 130);
  await stack
    .stop()
    .catch((error) => console.error(trouble('Not everything stopped as it should.', error).message));
  console.log(farewell);
  process.exit(code);
}
function onSignal(): void {
  if (!leaving) console.log('\nStopping …');
  void leave(0, `Everything is stopped. The data is kept in ${stack ? dataPlaces(stack) : '.data/'}`);
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);
whenParentGoes(onSignal);
// Whoever read the output may have gone; that is no reason to break off the stop.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
process.on('uncaughtException', (error) => {
  console.error(`\n${trouble('The demo met an error it did not expect, and stops.', error).message}`);
  void leave(1, 'Everything is stopped.');
});

try {
  console.log(values.dev ? 'Starting the shop for development' : 'Starting the demo shop');
  const wished = wishedPort();
  stack = await startStack({
    dataDir,
    mode: values.dev ? 'dev' : 'start',
    reset: values.reset,
    ports: { shop: wished, sandbox: 4010 },
    logLevel: values.dev ? 'info' : 'warn',
    steps: printedSteps(),
    show: (text) => process.stdout.write(text),
  });
  if (stack.ports.shop !== wished) {
    console.log(
      `\n  Port ${wished} is in use; the shop is on ${stack.ports.shop} instead. To choose: PORT=4300 npm run ${values.dev ? 'dev' : 'demo'}`,
    );
  }
  console.log(banner(stack));
  const words = await stack.died;
  console.error(trouble('The shop ended by itself. Its last words:', words).message);
  await leave(1, 'Everything is stopped.');
} catch (error) {
  console.error(`\n${error instanceof Error ? error.message : error}`);
  console.error('\nWhat had started is stopped again. What was stored before is as it was.');
  process.exit(1);
}

/** `PORT`, or 3000. */
function wishedPort(): number {
  const port = Number(process.env.PORT?.trim() || 3000);
  if (Number.isInteger(port) && port > 0 && port <= 65_535) return port;
  throw new Error(`PORT has to be a number from 1 to 65535, not "${process.env.PORT}".`);
}

/** What was asked for; ends the process where that is nothing there is. */
function readFlags(): { dev?: boolean; reset?: boolean; help?: boolean } {
  const flag = { type: 'boolean' } as const;
  try {
    return parseArgs({ options: { dev: flag, reset: flag, help: { ...flag, short: 'h' } } }).values;
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n\n${usage}`);
    process.exit(1);
  }
}
