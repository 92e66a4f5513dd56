import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startMailbox } from '../mailbox';
import { startSandbox } from '../stripe/server';
import { trouble } from '../trouble';
import { ensureBuild } from './build';
import { isOfEarlierSchema } from './earlier-schema';
import { startNext, stopLeftoverNext } from './next-server';
import { choosePort } from './ports';
import { startDemoPostgres } from './postgres-process';
import { demoSettings, demoWebhookSecret } from './settings';
import { type Steps, silentSteps } from './steps';

export interface StackOptions {
  /** Where database, stand-in and mails are kept. */
  dataDir: string;
  mode: 'start' | 'dev';
  /** Wished ports; the next free one is taken where one is in use, any free one for 0. */
  ports: { shop: number; sandbox: number };
  /** The data need not outlive the run: faster, for tests. */
  disposable?: boolean;
  /** Forgets what database, stand-in and mailbox held. */
  reset?: boolean;
  logLevel?: string;
  steps?: Steps;
  /** Takes what the shop prints once it is up. */
  show?: (text: string) => void;
}

export interface Stack {
  shopUrl: string;
  sandboxUrl: string;
  ports: { shop: number; sandbox: number };
  settings: Record<string, string>;
  /** Where the database really lies. */
  databaseDir: string;
  /** Resolves if the shop ends by itself, with its last words. */
  died: Promise<string>;
  stop(): Promise<void>;
}

/**
 * Starts everything a shop needs on this machine, and the shop: PostgreSQL, the mailbox, the stand-in for Stripe,
 * catalogue and merchant, Next. Whatever fails, what was started until then is stopped again.
 *
 * @throws with a sentence that says which part did not start, and its last words
 */
export async function startStack(options: StackOptions): Promise<Stack> {
  const { dataDir, mode, disposable, reset, steps = silentSteps, show = () => {} } = options;
  const pidFile = join(dataDir, 'next.pid');
  const stoppers: (() => Promise<void>)[] = [];
  let stopped: Promise<void> | undefined;
  const stop = () => {
    stopped ??= (async () => {
      const failures: unknown[] = [];
      for (const stopOne of stoppers.splice(0).reverse()) {
        await stopOne().catch((error) => failures.push(error));
      }
      if (failures.length > 0) throw failures[0];
    })();
    return stopped;
  };
  const part = async <T>(
    name: string,
    headline: string,
    start: () => Promise<T>,
    summary?: (result: T) => string,
  ): Promise<T> => {
    try {
      return await steps.step(name, start, summary);
    } catch (error) {
      throw trouble(headline, error);
    }
  };

  try {
    const postgres = await part('PostgreSQL', 'PostgreSQL did not start.', async () => {
      const started = await startDemoPostgres(join(dataDir, 'postgres'), { disposable, reset });
      stoppers.push(() => started.stop());
      await started.createDatabase('shop');
      return started;
    });
    const isEarlier = await isOfEarlierSchema(postgres.url('shop'));
    if (isEarlier) {
      show(
        '  What was sold before is of an earlier schema and is not carried over: the demo starts afresh.\n',
      );
      await postgres.dropDatabase('shop');
      await postgres.createDatabase('shop');
    }
    if (reset || isEarlier) {
      for (const part of ['stripe', 'mail']) await rm(join(dataDir, part), { recursive: true, force: true });
    }

    // Only now: what an earlier run left behind may still hold the port.
    await stopLeftoverNext(pidFile);
    const ports = {
      shop: await choosePort(options.ports.shop),
      sandbox: await choosePort(options.ports.sandbox),
    };
    const shopUrl = `http://localhost:${ports.shop}`;

    const mailbox = await part('Mailbox', 'The mailbox did not start.', () =>
      startMailbox({ port: 0, dataDir: join(dataDir, 'mail') }),
    );
    stoppers.push(() => mailbox.stop());
    const sandbox = await part('Stand-in for Stripe', 'The stand-in for Stripe did not start.', () =>
      startSandbox({
        port: ports.sandbox,
        dataDir: join(dataDir, 'stripe'),
        mailbox,
        shopName: 'Bottega Ottavia',
        defaultEndpoint: { url: `${shopUrl}/api/webhook`, secret: demoWebhookSecret },
      }),
    );
    stoppers.push(() => sandbox.stop());

    const settings = demoSettings({
      appUrl: shopUrl,
      databaseUrl: postgres.url('shop'),
      stripeUrl: sandbox.url,
      smtpUrl: mailbox.smtpUrl,
      port: ports.shop,
      logLevel: options.logLevel ?? 'warn',
    });
    await part(
      'Catalogue',
      'The catalogue could not be prepared.',
      () => prepare(settings),
      (words) => words,
    );
    if (mode === 'start') {
      await part(
        'Production build',
        'The build failed.',
        () => ensureBuild(settings),
        (built) => (built ? 'made' : 'as it was'),
      );
    }
    const next = await part('Shop', 'The shop did not start.', () =>
      startNext({ mode, port: ports.shop, settings, pidFile, show }),
    );
    stoppers.push(() => next.stop());
    return {
      shopUrl,
      sandboxUrl: sandbox.url,
      ports,
      settings,
      databaseDir: postgres.dataDir,
      died: next.died,
      stop,
    };
  } catch (error) {
    // The first thing that went wrong is the one to tell.
    await stop().catch(() => {});
    throw trouble('The demo did not start.', error);
  }
}

async function prepare(settings: Record<string, string>): Promise<string> {
  const run = promisify(execFile)(
    process.execPath,
    ['--import', 'tsx', join(import.meta.dirname, 'prepare.ts')],
    { cwd: join(import.meta.dirname, '../..'), env: { ...process.env, ...settings } },
  );
  // Stopped halfway, the demo must not leave it running.
  const end = () => run.child.kill();
  process.once('exit', end);
  try {
    return (await run).stdout.trim();
  } catch (error) {
    const words = error && typeof error === 'object' && 'stderr' in error ? String(error.stderr) : '';
    throw words ? new Error(words, { cause: error }) : error;
  } finally {
    process.off('exit', end);
  }
}
