import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startMailbox } from '../mailbox';
import { startSandbox } from '../stripe/server';
import { ensureBuild } from './build';
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
      for (const stopOne of stoppers.splice(0).reverse()) await stopOne();
    })();
    return stopped;
  };

  try {
    const postgres = await steps.step('PostgreSQL', () =>
      startDemoPostgres(join(dataDir, 'postgres'), { disposable, reset }),
    );
    stoppers.push(() => postgres.stop());
    await postgres.createDatabase('shop');
    if (reset) {
      for (const part of ['stripe', 'mail']) await rm(join(dataDir, part), { recursive: true, force: true });
    }

    // Only now: what an earlier run left behind may still hold the port.
    await stopLeftoverNext(pidFile);
    const ports = {
      shop: await choosePort(options.ports.shop),
      sandbox: await choosePort(options.ports.sandbox),
    };
    const shopUrl = `http://localhost:${ports.shop}`;

    const mailbox = await startMailbox({ port: 0, dataDir: join(dataDir, 'mail') });
    stoppers.push(() => mailbox.stop());
    const sandbox = await steps.step('Stand-in for Stripe, mailbox', () =>
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
    await steps.step(
      'Catalogue',
      () => prepare(settings),
      (words) => words,
    );
    if (mode === 'start') {
      await steps.step(
        'Production build',
        () => ensureBuild(settings),
        (built) => (built ? 'made' : 'as it was'),
      );
    }
    const next = await steps.step('Shop', () =>
      startNext({ mode, port: ports.shop, settings, pidFile, show }),
    );
    stoppers.push(() => next.stop());
    return { shopUrl, sandboxUrl: sandbox.url, ports, settings, died: next.died, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function prepare(settings: Record<string, string>): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['--import', 'tsx', join(import.meta.dirname, 'prepare.ts')],
      { cwd: join(import.meta.dirname, '../..'), env: { ...process.env, ...settings } },
    );
    return stdout.trim();
  } catch (error) {
    const words = error && typeof error === 'object' && 'stderr' in error ? error.stderr : error;
    throw new Error(`The catalogue could not be prepared:\n${words}`, { cause: error });
  }
}
